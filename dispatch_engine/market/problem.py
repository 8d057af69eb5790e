"""The market: orders and workers at places; who may serve whom by skill and distance, at how many metres."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dispatch_engine.arrays import Flags, Ints, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.market.checking import Metres, lengths, places, skill_sets, spread

MAX_PENALTY: Final = 500_000_000
MAX_TERM: Final = 100_000_000


def metres(dx: Metres, dy: Metres) -> Ints:
    """The cost of a straight way in whole metres: floor(sqrt(dx * dx + dy * dy) + 0.5), in doubles."""
    found: Ints = np.floor(np.sqrt(dx * dx + dy * dy) + 0.5).astype(np.int64)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Who goes where: each order to one worker or unserved, each worker up to its capacity.

    A pair is feasible when the worker has the order's skill and dx * dx + dy * dy <= radius * radius. It
    costs `metres(dx, dy)` + the worker's term + the skill's term. Pairs are never all written down.
    Everything is copied, checked, and read-only.

    Parameters
    ----------
    order_xy : (n, 2)
        Places in metres, at most `MAX_PLACE_M` from the origin on each axis.
    order_skill : (n,) int
        The one skill that each order needs.
    worker_xy : (m, 2)
        Places in metres.
    worker_skills : (m, s) bool
        Which skills each worker has.
    radius : (m,)
        How far each worker goes, in metres.
    capacity : (m,) int
        How many orders each worker may take; 0 for off duty.
    penalty : int or (n,) int
        Cost of leaving each order unserved, at most `MAX_PENALTY`.
    worker_term : (m,) int, optional
        Added to each pair of the worker, 0 to `MAX_TERM`.
    skill_term : (s,) int, optional
        Added to each pair of an order of the skill, 0 to `MAX_TERM`.
    fixed : (n,) int, optional
        Worker that must take the order if the pair is feasible (otherwise it stays unserved), -1 for none.

    Raises
    ------
    ProblemError
        Naming the array and the place: not a number, out of range, wrong length, negative capacity, penalty
        or term, more orders fixed to a worker than it can take.
    """

    order_xy: Metres
    order_skill: Ints
    worker_xy: Metres
    worker_skills: Flags
    radius: Metres
    capacity: Ints
    penalty: Ints
    worker_term: Ints = field(kw_only=True)
    skill_term: Ints = field(kw_only=True)
    fixed: Ints = field(kw_only=True)

    def __init__(
        self,
        *,
        order_xy: ArrayLike,
        order_skill: ArrayLike,
        worker_xy: ArrayLike,
        worker_skills: ArrayLike,
        radius: ArrayLike,
        capacity: ArrayLike,
        penalty: ArrayLike,
        worker_term: ArrayLike | None = None,
        skill_term: ArrayLike | None = None,
        fixed: ArrayLike | None = None,
    ) -> None:
        keep = object.__setattr__
        keep(self, "order_skill", ints("order_skill", order_skill, [None]))
        keep(self, "capacity", ints("capacity", capacity, [None]))
        n, m = self.orders, self.workers
        keep(self, "order_xy", places("order_xy", order_xy, n))
        keep(self, "worker_xy", places("worker_xy", worker_xy, m))
        keep(self, "worker_skills", skill_sets(worker_skills, m))
        keep(self, "radius", lengths("radius", radius, m))
        keep(self, "penalty", ints("penalty", spread(penalty, n), [n]))
        keep(self, "worker_term", ints("worker_term", spread(worker_term, m), [m]))
        keep(self, "skill_term", ints("skill_term", spread(skill_term, self.skills), [self.skills]))
        keep(self, "fixed", ints("fixed", spread(-1 if fixed is None else fixed, n), [n]))
        within("order_skill", self.order_skill, 0, self.skills - 1)
        within("capacity", self.capacity, 0, 2**31)
        within("penalty", self.penalty, 0, MAX_PENALTY)
        within("worker_term", self.worker_term, 0, MAX_TERM)
        within("skill_term", self.skill_term, 0, MAX_TERM)
        within("fixed", self.fixed, -1, m - 1)
        wanted = np.bincount(self.fixed[self.fixed >= 0], minlength=m)
        if (wanted > self.capacity).any():
            raise ProblemError(
                f"more orders are fixed to worker {int(np.argmax(wanted > self.capacity))} than it can take"
            )

    @property
    def orders(self) -> int:
        """Number of orders, n."""
        return int(self.order_skill.size)

    @property
    def workers(self) -> int:
        """Number of workers, m."""
        return int(self.capacity.size)

    @property
    def skills(self) -> int:
        """Number of skills, s."""
        return int(self.worker_skills.shape[1])

    def feasible(self, order: Ints, worker: Ints) -> Flags:
        """(k,) whether each of these pairs is feasible."""
        offset = self.order_xy[order] - self.worker_xy[worker]
        squared = offset[:, 0] * offset[:, 0] + offset[:, 1] * offset[:, 1]
        near = squared <= self.radius[worker] * self.radius[worker]
        able: Flags = near & self.worker_skills[worker, self.order_skill[order]]
        return able

    def cost(self, order: Ints, worker: Ints) -> Ints:
        """(k,) what each of these pairs costs, feasible or not."""
        offset = self.order_xy[order] - self.worker_xy[worker]
        terms = self.worker_term[worker] + self.skill_term[self.order_skill[order]]
        return metres(offset[:, 0], offset[:, 1]) + terms

    def settled(self) -> Ints:
        """(n,) worker of each order whose fixed pair is feasible, -1 elsewhere."""
        found = np.full(self.orders, -1, dtype=np.int64)
        fixed = np.flatnonzero(self.fixed >= 0)
        kept = fixed[self.feasible(fixed, self.fixed[fixed])]
        found[kept] = self.fixed[kept]
        return found
