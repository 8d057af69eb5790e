"""Why each visit is where it is in a plan, or nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.admitting import Admission, Admissions
from dispatch_engine.planning.bounds import bounds_of
from dispatch_engine.planning.changes import Changes
from dispatch_engine.planning.planner import Plan
from dispatch_engine.planning.problem import PlanProblem

NO_PRICE: Final = 2**62
"""What the kernels say of a place where a visit cannot go."""


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The cheapest place with another worker, all other visits staying where they are.

    `terms` is what the visit would cost there, by term, and `behind` by how much that is more than where it
    is: had it been cheaper by more than that, it would have won. Below zero it would be cheaper: the search
    has not looked there, and a longer one would.
    """

    worker: int
    duty: int
    after: int
    terms: Mapping[str, int]
    behind: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A served visit: what it costs where it is, by term (the plan with it less the plan without it), and who
    would have been next; `runner_up` is None when nobody else could take it as things stand. `is_locked`: it
    could not move at all."""

    visit: int
    worker: int
    duty: int
    start: int
    terms: Mapping[str, int]
    is_locked: bool
    runner_up: RunnerUp | None

    @property
    def cost(self) -> int:
        return sum(self.terms.values())


@dataclass(frozen=True, slots=True)
class PlanExplanation:
    """One entry for each visit asked about, in that order: served ones and unserved ones apart.

    `unserved` lacks visits only when there are no duties at all.
    """

    served: tuple[Assignment, ...]
    unserved: tuple[Admission, ...]


def explain_plan(problem: PlanProblem, plan: Plan, visits: Iterable[int] | None = None) -> PlanExplanation:
    """Explain a valid plan.

    Parameters
    ----------
    problem, plan
        As given to and answered by `plan`.
    visits
        Which to explain; all of them by default.

    Returns
    -------
    PlanExplanation
        Everything in it is about this plan with nothing else changing hands.
    """
    wanted = range(len(problem.visits)) if visits is None else list(visits)
    where = {v: (d, k) for d, route in enumerate(plan.routes) for k, v in enumerate(route)}
    admissions = Admissions(problem, plan)
    unserved = [admissions.admit(visit) for visit in wanted if visit not in where]
    return PlanExplanation(
        served=_assignments(problem, plan, {v: where[v] for v in wanted if v in where}),
        unserved=tuple(one for one in unserved if one is not None),
    )


def _assignments(
    problem: PlanProblem, plan: Plan, where: Mapping[int, tuple[int, int]]
) -> tuple[Assignment, ...]:
    if not where:
        return ()
    from dispatch_engine.planning.search import Search

    search, changes = Search.holding(problem, bounds_of(problem), plan.routes), Changes(problem, plan.routes)
    found = []
    for visit, (duty, position) in where.items():
        prices = search.prices_elsewhere(visit)
        worker, terms = int(problem.duties.worker[duty]), changes.by_taking_out(duty, position)
        found.append(
            Assignment(
                visit=visit,
                worker=worker,
                duty=duty,
                start=plan.starts[duty][position],
                terms=terms,
                is_locked=position < problem.committed.locked[duty],
                runner_up=_runner_up(problem, changes, (duty, position), prices),
            )
        )
    return tuple(found)


def _runner_up(problem: PlanProblem, changes: Changes, at: tuple[int, int], prices: Ints) -> RunnerUp | None:
    duty, position = at
    if position < problem.committed.locked[duty]:
        return None
    others = problem.duties.worker != problem.duties.worker[duty]
    prices = np.where(others[:, None], prices, NO_PRICE)
    other, after = divmod(int(prices.argmin()), prices.shape[1])
    if prices[other, after] >= NO_PRICE:
        return None
    own = changes.by_taking_out(duty, position)
    terms = changes.by_moving(at, (other, after))
    return RunnerUp(
        int(problem.duties.worker[other]), other, after, terms, sum(terms.values()) - sum(own.values())
    )
