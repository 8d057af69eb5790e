"""What happened between two ticks."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from dispatch_engine.arrays import Flags, Ints, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.market.checking import spread
from dispatch_engine.market.problem import Market

NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class MarketChange:
    """What happened since the last tick.

    Parameters
    ----------
    leaving : (k,) int
        Orders that are gone, by their numbers in the market before.
    arriving_xy, arriving_skill, arriving_penalty : (a, 2), (a,), (a,)
        New orders; they get the numbers behind those that stay, which close ranks.
    arriving_fixed : (a,) int, optional
        The worker that each new order is fixed to, -1 for none.
    fixing, fixed : (f,) int
        Orders that stay, by their numbers in the market before, and the worker that each must be with from
        now on; -1 sets it free again.
    workers, capacity : (w,) int
        Workers whose capacity changes, and to what; 0 is off duty.
    """

    leaving: ArrayLike = field(default_factory=lambda: NOTHING)
    arriving_xy: ArrayLike = field(default_factory=lambda: np.zeros((0, 2)))
    arriving_skill: ArrayLike = field(default_factory=lambda: NOTHING)
    arriving_penalty: ArrayLike = field(default_factory=lambda: NOTHING)
    arriving_fixed: ArrayLike | None = None
    fixing: ArrayLike = field(default_factory=lambda: NOTHING)
    fixed: ArrayLike = field(default_factory=lambda: NOTHING)
    workers: ArrayLike = field(default_factory=lambda: NOTHING)
    capacity: ArrayLike = field(default_factory=lambda: NOTHING)

    def applied(self, market: Market) -> tuple[Market, Ints]:
        """The market afterwards, and the number that each order had before, -1 for new ones.

        Raises
        ------
        ProblemError
            For numbers that do not exist, an order that is fixed twice or leaves while it is fixed, and for
            whatever a `Market` refuses: more orders fixed to a worker than it can take, above all.
        """
        leaving = ints("leaving", self.leaving, [None])
        within("leaving", leaving, 0, market.orders - 1)
        stays = np.ones(market.orders, dtype=np.bool_)
        stays[leaving] = False
        skill = ints("arriving_skill", self.arriving_skill, [None])
        penalty = ints("arriving_penalty", self.arriving_penalty, [skill.size])
        arriving_fixed = -1 if self.arriving_fixed is None else self.arriving_fixed
        new_fixed = ints("arriving_fixed", spread(arriving_fixed, skill.size), [skill.size])
        arriving = np.asarray(self.arriving_xy, dtype=np.float64).reshape(-1, 2)
        after = Market(
            order_xy=np.concatenate([market.order_xy[stays], arriving]),
            order_skill=np.concatenate([market.order_skill[stays], skill]),
            worker_xy=market.worker_xy,
            worker_skills=market.worker_skills,
            radius=market.radius,
            capacity=self._capacity_of(market),
            penalty=np.concatenate([market.penalty[stays], penalty]),
            worker_term=market.worker_term,
            skill_term=market.skill_term,
            fixed=np.concatenate([self._fixed_of(market, stays)[stays], new_fixed]),
        )
        return after, np.concatenate([np.flatnonzero(stays), np.full(skill.size, -1)])

    def _capacity_of(self, market: Market) -> Ints:
        workers = ints("workers", self.workers, [None])
        within("workers", workers, 0, market.workers - 1)
        capacity = market.capacity.copy()
        capacity[workers] = ints("capacity", self.capacity, [workers.size])
        return capacity

    def _fixed_of(self, market: Market, stays: Flags) -> Ints:
        orders = ints("fixing", self.fixing, [None])
        within("fixing", orders, 0, market.orders - 1)
        if np.unique(orders).size < orders.size:
            raise ProblemError("fixing names an order twice")
        if not stays[orders].all():
            raise ProblemError(f"order {int(orders[~stays[orders]][0])} is fixed and leaves at once")
        fixed = market.fixed.copy()
        fixed[orders] = ints("fixed", self.fixed, [orders.size])
        return fixed
