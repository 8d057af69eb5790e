"""Bundles driven through in plain Python: nothing that the search computed is believed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dispatch_engine.bundles.answer import Bundle, BundleMatching
from dispatch_engine.simulation import Call, call_of_stop, drive_through
from dispatch_engine.timelines import TimelineProblem
from dispatch_engine.travel import TravelAmong
from dispatch_engine.validation import Breach, Violation, breaches_of_lists

Step = tuple[Call, int, int]
"""A stop of a day: how it is reached, its visit or -1, and the number of the committed stop or -1."""


def validate_bundles(problem: TimelineProblem, answer: BundleMatching) -> tuple[Violation, ...]:
    """Everything that is wrong with an answer of `match_bundles`; empty when nothing is.

    Parameters
    ----------
    problem
        As it was given to `match_bundles`.
    answer
        Only its bundles and costs are read.
    """
    return tuple(_violations(problem, answer))


def _violations(problem: TimelineProblem, answer: BundleMatching) -> Iterator[Violation]:
    named = [visit for bundle in answer.bundles for visit in bundle.visits]
    if any(not 0 <= visit < len(problem.visits) for visit in named) or len(set(named)) != len(named):
        yield Violation(Breach.WRONG_LENGTH)
        return
    if any(not 0 <= bundle.worker < problem.workers for bundle in answer.bundles):
        yield Violation(Breach.NO_SUCH_WORKER)
        return
    total = int(problem.visits.penalty.sum() - problem.visits.penalty[named].sum())
    seen: set[int] = set()
    for bundle in answer.bundles:
        if bundle.worker in seen or not 1 <= len(bundle.visits) <= answer.size:
            yield Violation(Breach.OVER_CAPACITY, worker=bundle.worker)
        seen.add(bundle.worker)
        for visit in bundle.visits:
            yield from breaches_of_lists(problem, visit, bundle.worker)
        yield from breaches_of_bundle(problem, bundle)
        total += bundle.cost
    if total != answer.cost:
        yield Violation(Breach.WRONG_COST)


def breaches_of_bundle(problem: TimelineProblem, bundle: Bundle) -> Iterator[Violation]:
    """What is wrong with one bundle in its worker's day."""
    if not _has_places(problem, bundle):
        yield Violation(Breach.NO_PLACE, worker=bundle.worker)
        return
    spans = problem.spans
    days = [_Day.of(problem, bundle, span) for span in sorted(set(bundle.spans))]
    busy = sum(day.extra for day in days) + int(problem.visits.duration[list(bundle.visits)].sum())
    for day in days:
        if spans.worker[day.span] != bundle.worker:
            yield Violation(Breach.WRONG_WORKER, worker=bundle.worker)
        if spans.spare_visits[day.span] < len(bundle.visits) or spans.spare_s[day.span] < busy:
            yield Violation(Breach.NO_ROOM, worker=bundle.worker)
        yield from day.violations(problem, bundle)
    if (
        cost_by_driving(problem, bundle) != bundle.cost
        or sum(cost for _, cost in bundle.terms) != bundle.cost
    ):
        yield Violation(Breach.WRONG_COST, worker=bundle.worker)


def _has_places(problem: TimelineProblem, bundle: Bundle) -> bool:
    held = np.bincount(problem.stops.span, minlength=len(problem.spans))
    places = list(zip(bundle.spans, bundle.positions, strict=True))
    return places == sorted(places) and all(
        0 <= span < len(problem.spans) and 0 <= position <= held[span] for span, position in places
    )


def cost_by_driving(problem: TimelineProblem, bundle: Bundle) -> int:
    """What a bundle costs, from whole routes with and without it."""
    weights, visits = problem.weights, problem.visits
    days = [_Day.of(problem, bundle, span) for span in sorted(set(bundle.spans))]
    cost = weights.travel * sum(day.extra for day in days)
    for day in days:
        for start, (_, visit, _) in zip(day.starts, day.steps, strict=True):
            if visit >= 0:
                spare = int(problem.level[bundle.worker, visits.skill[visit]] - visits.level[visit])
                cost += weights.waiting * (start - int(visits.opens[visit])) + weights.skill * spare
                cost += weights.load * int(problem.spans.load[day.span])
    return cost


@dataclass(frozen=True, slots=True)
class _Day:
    """One span with the visits of a bundle in it."""

    span: int
    steps: tuple[Step, ...]
    before: tuple[int, ...]
    starts: tuple[int, ...]
    extra: int

    @classmethod
    def of(cls, problem: TimelineProblem, bundle: Bundle, span: int) -> "_Day":
        held = list(range(*np.searchsorted(problem.stops.span, [span, span + 1]).tolist()))
        old = [call_of_stop(problem, stop) for stop in held]
        steps = _steps(problem, bundle, span, held)
        begin = int(problem.spans.start[span])
        extra = sum(call.leg for call, _, _ in steps) - sum(call.leg for call in old)
        before = tuple(drive_through(begin, old))
        return cls(span, steps, before, tuple(drive_through(begin, [call for call, _, _ in steps])), extra)

    def violations(self, problem: TimelineProblem, bundle: Bundle) -> Iterator[Violation]:
        end, said = int(problem.spans.end[self.span]), dict(zip(bundle.visits, bundle.starts, strict=True))
        earlier = iter(self.before)
        for start, (call, visit, _) in zip(self.starts, self.steps, strict=True):
            is_late, is_over = start > call.closes, start + call.duration > end
            if visit < 0:
                was = next(earlier)
                if (is_late or is_over) and start > was:
                    yield Violation(Breach.MAKES_LATE, worker=bundle.worker)
                continue
            for breach, holds in (
                (Breach.LATE, is_late),
                (Breach.OUTSIDE_SPAN, is_over),
                (Breach.WRONG_START, start != said[visit]),
            ):
                if holds:
                    yield Violation(breach, visit, bundle.worker)


def _steps(problem: TimelineProblem, bundle: Bundle, span: int, held: list[int]) -> tuple[Step, ...]:
    """The stops of a span and the new visits, in order, with the ways between them."""
    order: list[tuple[int, int]] = []
    for number in range(len(held) + 1):
        places = zip(bundle.visits, bundle.spans, bundle.positions, strict=True)
        order += [(visit, -1) for visit, where, at in places if (where, at) == (span, number)]
        order += [(-1, stop) for stop in held[number : number + 1]]
    steps, visits, last = [], problem.visits, (-1, -1)
    for visit, stop in order:
        if visit < 0:
            call = call_of_stop(problem, stop)
            if last[0] >= 0:
                call = replace(call, leg=_way(problem, span, last, (visit, stop)))
        else:
            leg = _way(problem, span, last, (visit, stop))
            opens, closes = int(visits.opens[visit]), int(visits.closes[visit])
            call = Call(opens, closes, int(visits.duration[visit]), leg)
        steps.append((call, visit, stop))
        last = (visit, stop)
    return tuple(steps)


def _way(problem: TimelineProblem, span: int, last: tuple[int, int], here: tuple[int, int]) -> int:
    """Seconds from the stop before (the origin of the span when there is none) to a stop, one of them new."""
    travel, stops = problem.travel, problem.stops
    if last[0] >= 0 and here[0] >= 0:
        assert isinstance(travel, TravelAmong)
        return int(travel.among(np.array([last[0]]), np.array([here[0]]))[0])
    if last[0] >= 0:
        return int(travel.from_visit(np.array([last[0]]), stops.anchor[[here[1]]])[0])
    anchor = stops.anchor[last[1]] if last[1] >= 0 else problem.spans.origin[span]
    return int(travel.to_visit(np.array([anchor]), np.array([here[0]]))[0])
