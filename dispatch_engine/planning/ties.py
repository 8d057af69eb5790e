"""Visits that two workers do together: two rows of `PlanVisits` that must begin at the same second.

The common start is the least one: each route is driven as early as it can be, halves that come too soon
wait for the other, and so on until nothing changes. Going round in a circle (two pairs in opposite order on
the same two routes) never ends: it is given up, and the halves then begin apart, which the check finds.
"""

from collections.abc import Mapping, Sequence

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.driving import Drive, drive
from dispatch_engine.planning.problem import PlanProblem

Windows = tuple[Ints, Ints]


def drive_all(
    problem: PlanProblem, routes: Sequence[Sequence[int]], windows: Windows | None = None
) -> dict[int, Drive]:
    """What each duty with stops does, tied visits beginning together."""
    waits: dict[int, int] = {}
    drives = {d: drive(problem, d, route, windows) for d, route in enumerate(routes) if len(route)}
    if not problem.has_ties:
        return drives
    for _ in range(_rounds(problem)):
        late = _too_soon(problem, drives, waits)
        if not late:
            break
        waits |= late
        held = {duty for duty, one in drives.items() if not late.keys().isdisjoint(one.visits)}
        drives |= {duty: drive(problem, duty, routes[duty], windows, waits) for duty in held}
    return drives


def waits_of(problem: PlanProblem, drives: Mapping[int, Drive]) -> dict[int, int]:
    """When each served half begins: what its own route alone must be told to drive as it does among all."""
    if not problem.has_ties:
        return {}
    partner = problem.visits.partner
    return {v: s for one in drives.values() for v, s in one.served if partner[v] >= 0}


def _too_soon(problem: PlanProblem, drives: Mapping[int, Drive], waits: Mapping[int, int]) -> dict[int, int]:
    """The halves that begin before the other one does, and when they should."""
    begins, partner = waits_of(problem, drives), problem.visits.partner
    found = {}
    for visit, start in begins.items():
        other = begins.get(int(partner[visit]), start)
        if start < other and waits.get(visit, -1) < other:
            found[visit] = other
    return found


def _rounds(problem: PlanProblem) -> int:
    """More than any chain of waiting needs."""
    ties = int((problem.visits.partner >= 0).sum())
    return ties * (int(problem.visits.opens.shape[1]) + len(problem.breaks) + 2) + 2
