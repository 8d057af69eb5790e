"""Ways in for visits that nobody got: the fewest rules broken, tried and confirmed by the engine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Final

from adapters.dispatch.route_problem import RouteProblem
from dispatch_engine import Admission as Found
from dispatch_engine import Relaxation, Rule, explain_plan, plan_of
from domain.dispatching.admission import Admission, Bound, Concession
from domain.dispatching.eligibility import hard_failures
from domain.dispatching.failures import Failure
from domain.dispatching.greedy import in_turn
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.dispatching.ranking import DispatchContext
from domain.dispatching.reasons import UnassignedCode
from domain.dispatching.requests import VisitRequest
from domain.dispatching.sketch import Sketch
from domain.scheduling.travel import TravelMode, TravelTable
from domain.shared.ids import VisitId, WorkerId
from domain.shared.time import Window

MOST_TRIED: Final = 2_000
"""Visits times workers that are looked at in one round; the most urgent visits come first."""
AROUND: Final = timedelta(hours=2)
"""A shift that far from the window is not looked at: it would be another appointment."""
_EXPLAINED: Final = frozenset({UnassignedCode.NOBODY_FITS, UnassignedCode.ALL_TAKEN})


def with_admissions(
    answer: MatchAnswer, question: MatchQuestion, travel: Mapping[TravelMode, TravelTable]
) -> MatchAnswer:
    """The same answer; the cards of visits that nobody got say what would let them in."""
    left = _left(answer, question) if question.looks_among_visits else ()
    if not left:
        return answer
    sketch = _after(answer, question, travel)
    ways = {visit.visit_id: admissions_of(visit, sketch, question) for visit in left}
    cards = (replace(card, admissions=ways.get(card.visit_id, ())) for card in answer.cards)
    return replace(answer, cards=tuple(cards))


def admissions_of(visit: VisitRequest, sketch: Sketch, question: MatchQuestion) -> tuple[Admission, ...]:
    """The smallest way in over all workers; before it the smallest with somebody who may, if that is another.

    Workers are tried by how many rules about themselves they break, fewest first, until none can be smaller.
    """
    broken = {
        worker.worker_id: hard_failures(visit, worker, question.policy, question.now)
        for worker in question.workers
    }
    by_count = sorted(broken, key=lambda worker_id: (len(broken[worker_id]), worker_id))
    found: list[Admission] = []
    for count, group in groupby(by_count, key=lambda worker_id: len(broken[worker_id])):
        if found and min(one.size for one in found) <= count:
            break
        found += _ways(visit, sketch, list(group), broken)
    if not found:
        return ()
    smallest = min(found, key=lambda one: one.size)
    able = [one for one in found if not one.failures]
    return tuple(dict.fromkeys([*able, smallest]))


def _ways(
    visit: VisitRequest, sketch: Sketch, crew: list[WorkerId], broken: Mapping[WorkerId, tuple[Failure, ...]]
) -> Iterator[Admission]:
    """The smallest way in with one of those, if their shifts come near the window at all."""
    near = Window(visit.need.window.start - AROUND, visit.need.window.end + AROUND)
    # As if they all might: rules about workers are the domain's, and are told apart there.
    free = replace(visit, min_level=0)
    encoded = RouteProblem(sketch, [free], [set(crew)], crew, near)
    if not encoded.spans:
        return
    plan = plan_of(encoded.problem, encoded.routes_on(sketch))
    for found in explain_plan(encoded.problem, plan, [0]).unserved:
        worker_id = encoded.worker_of(found.duty)
        concessions = tuple(_concessions(found, encoded))
        yield Admission(worker_id, broken[worker_id], concessions, found.is_confirmed)


def _concessions(found: Found, encoded: RouteProblem) -> Iterator[Concession]:
    for one in found.relaxations:
        bound = _bound(one)
        other = encoded.visit_of(one.visit) if bound in _OF_ANOTHER.values() else None
        yield Concession(bound, one.amount, other)


def _bound(one: Relaxation) -> Bound:
    if one.rule in _OF_ANOTHER and one.visit > 0:
        return _OF_ANOTHER[one.rule]
    return _BOUNDS[one.rule]


def _left(answer: MatchAnswer, question: MatchQuestion) -> Sequence[VisitRequest]:
    """Those to be explained, the most urgent first, as many as can be looked at."""
    wanted = {one.visit_id for one in answer.unassigned if one.reason.code in _EXPLAINED}
    left = sorted((visit for visit in question.visits if visit.visit_id in wanted), key=in_turn)
    return left[: MOST_TRIED // max(1, len(question.workers))]


def _after(answer: MatchAnswer, question: MatchQuestion, travel: Mapping[TravelMode, TravelTable]) -> Sketch:
    """All timelines with what this answer gives to whom, and what it means to give later."""
    sketch = Sketch(question.workers, DispatchContext(question.now, question.policy, travel))
    visits: Mapping[VisitId, VisitRequest] = {visit.visit_id: visit for visit in question.visits}
    for given in answer.assignments:
        sketch.put(visits[given.visit_id], given.candidate)
    for visit_id, worker_id in answer.plan:
        candidate = sketch.judge(visits[visit_id], worker_id)
        if candidate.fits:
            sketch.put(visits[visit_id], candidate, is_fixed=False)
    return sketch


_OF_ANOTHER: Final[Mapping[Rule, Bound]] = {
    Rule.OPENS_LATE: Bound.NEXT_OPENS_LATE,
    Rule.CLOSES_EARLY: Bound.NEXT_CLOSES_EARLY,
}
_BOUNDS: Final[Mapping[Rule, Bound]] = {
    Rule.OPENS_LATE: Bound.OPENS_LATE,
    Rule.CLOSES_EARLY: Bound.CLOSES_EARLY,
    Rule.DUTY_ENDS: Bound.SHIFT_ENDS,
    Rule.VISITS_CAP: Bound.VISITS_CAP,
    Rule.TIME_CAP: Bound.TIME_CAP,
}
