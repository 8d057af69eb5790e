"""Why each visit is where it is in a plan, or nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dispatch_engine.planning.admitting import Admission, Admissions
from dispatch_engine.planning.changes import Changes
from dispatch_engine.planning.moving import NextPlaces
from dispatch_engine.planning.planner import Plan
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.standing import KEPT, Spot


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The cheapest place with another worker, all other visits staying where they are.

    `terms` is what the visit would cost there, by term, and `behind` by how much that is more than where it
    is: had it been cheaper by more than that, it would have won. Below zero it would be cheaper: the search
    has not looked there, and a longer one would. `depot` says what becomes of that duty's stop at the depot,
    and `after` counts, as in `Admission`.
    """

    worker: int
    duty: int
    after: int
    terms: Mapping[str, int]
    behind: int
    depot: int = KEPT


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

    `unserved` lacks visits only when there are no duties at all, or for half a visit none of a second worker.
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
    changes, next_places, found = Changes(problem, plan.routes), NextPlaces(problem, plan), []
    for visit, (duty, position) in where.items():
        worker, terms = int(problem.duties.worker[duty]), changes.by_taking_out(duty, position)
        is_locked = position < problem.committed.locked[duty]
        spots = [] if is_locked else next_places.of(visit, (duty, position))
        found.append(
            Assignment(
                visit=visit,
                worker=worker,
                duty=duty,
                start=plan.starts[duty][position],
                terms=terms,
                is_locked=is_locked,
                runner_up=_cheapest(problem, changes, (duty, position), spots),
            )
        )
    return tuple(found)


def _cheapest(
    problem: PlanProblem, changes: Changes, at: tuple[int, int], spots: Iterable[Spot]
) -> RunnerUp | None:
    priced = [(changes.by_moving(at, spot), spot) for spot in spots]
    if not priced:
        return None
    terms, spot = min(priced, key=lambda one: sum(one[0].values()))
    behind = sum(terms.values()) - sum(changes.by_taking_out(*at).values())
    return RunnerUp(int(problem.duties.worker[spot.duty]), spot.duty, spot.after, terms, behind, spot.depot)
