"""Small problems of any shape, and the best choice of bundles by trying everything."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, combinations_with_replacement, permutations, product

import numpy as np
from hypothesis import strategies as st

from dispatch_engine import NO_CAP, Bundle, Spans, Stops, TableTravel, TimelineProblem, Visits, Weights
from dispatch_engine.arrays import Ints
from dispatch_engine.bundles.checking import breaches_of_bundle, cost_by_driving
from dispatch_engine.validation import Breach, breaches_of_lists

SIDE = 60


def draw_ints(draw: st.DrawFn, count: int, low: int, high: int) -> Ints:
    drawn = draw(st.lists(st.integers(low, high), min_size=count, max_size=count))
    return np.array(drawn, dtype=np.int64)


@st.composite
def crowded_days(draw: st.DrawFn, visits: int = 3) -> TimelineProblem:
    """A few visits, two workers, up to three spans, few stops; travel is any table at all."""
    n, spans_of = visits, np.array(draw(st.sampled_from(([0], [0, 1], [0, 0, 1]))))
    held = draw_ints(draw, len(spans_of), 0, 2)
    stops, anchors = int(held.sum()), len(spans_of) + int(held.sum())
    start = np.arange(len(spans_of)) * SIDE
    opens = np.repeat(start, held) + draw_ints(draw, stops, 0, SIDE)
    first = draw_ints(draw, n, 0, 2 * SIDE)
    longest = draw(st.sampled_from((0, 4, 15)))
    return TimelineProblem(
        visits=Visits(
            opens=first,
            closes=first + draw_ints(draw, n, 0, 60),
            duration=draw_ints(draw, n, 1, 15),
            skill=np.zeros(n, dtype=np.int64),
            level=draw_ints(draw, n, 1, 2),
            penalty=draw_ints(draw, n, 0, 200),
        ),
        spans=Spans(
            worker=spans_of,
            start=start,
            end=start + SIDE,
            origin=np.arange(len(spans_of)),
            load=draw_ints(draw, len(spans_of), 0, 5),
            spare_s=np.full(len(spans_of), draw(st.sampled_from((NO_CAP, 35, 15)))),
            spare_visits=np.full(len(spans_of), draw(st.sampled_from((NO_CAP, 2, 1, 0)))),
        ),
        stops=Stops(
            span=np.repeat(np.arange(len(spans_of)), held),
            opens=opens,
            closes=opens + draw_ints(draw, stops, 0, 30),
            duration=draw_ints(draw, stops, 1, 15),
            anchor=len(spans_of) + np.arange(stops),
            leg=draw_ints(draw, stops, 0, 10),
        ),
        level=np.array([[2], [draw(st.integers(1, 2))]]),
        travel=TableTravel(
            draw_ints(draw, anchors * n, 0, longest).reshape(anchors, n),
            draw_ints(draw, anchors * n, 0, longest).reshape(anchors, n),
            draw_ints(draw, n * n, 0, longest).reshape(n, n),
        ),
        weights=Weights(*draw_ints(draw, 4, 0, 3).tolist()),
        forbidden=np.array([[0, 0]]) if draw(st.booleans()) else None,
    )


def with_fixed(problem: TimelineProblem, visit: int, worker: int) -> TimelineProblem:
    fixed = np.full(len(problem.visits), -1)
    fixed[visit] = worker
    return replace(problem, fixed=fixed)


def every_bundle(problem: TimelineProblem, worker: int, size: int) -> Iterator[Bundle]:
    """Every order and every place, kept if driving through finds nothing wrong."""
    held = np.bincount(problem.stops.span, minlength=len(problem.spans))
    places = [
        (span, position)
        for span in np.flatnonzero(problem.spans.worker == worker).tolist()
        for position in range(int(held[span]) + 1)
    ]
    able = [v for v in range(len(problem.visits)) if not any(breaches_of_lists(problem, v, worker))]
    for count in range(1, size + 1):
        for visits, where in product(permutations(able, count), combinations_with_replacement(places, count)):
            if opens_in_turn(problem, visits):
                bundle = priced(problem, worker, visits, where)
                wrong = {one.breach for one in breaches_of_bundle(problem, bundle)}
                if not wrong - {Breach.WRONG_START}:
                    yield bundle


def opens_in_turn(problem: TimelineProblem, visits: tuple[int, ...]) -> bool:
    """Whether the windows allow this order; trying the others would be a waste of time."""
    opens, closes = problem.visits.opens, problem.visits.closes
    return all(opens[a] < closes[b] for a, b in combinations(visits, 2))


def priced(
    problem: TimelineProblem, worker: int, visits: tuple[int, ...], where: tuple[tuple[int, int], ...]
) -> Bundle:
    spans, positions = tuple(span for span, _ in where), tuple(position for _, position in where)
    bundle = Bundle(worker, visits, spans, positions, (0,) * len(visits), 0, ())
    cost = cost_by_driving(problem, bundle)
    return replace(bundle, cost=cost, terms=(("all", cost),))


def least_cost(problem: TimelineProblem, size: int) -> int:
    """The cheapest choice of at most one bundle a worker, by trying all of them."""
    penalty, total = problem.visits.penalty, int(problem.visits.penalty.sum())
    options: list[dict[frozenset[int], int]] = []
    for worker in range(problem.workers):
        cheapest: dict[frozenset[int], int] = {frozenset(): 0}
        for bundle in every_bundle(problem, worker, size):
            known = cheapest.get(frozenset(bundle.visits))
            if known is None or bundle.cost < known:
                cheapest[frozenset(bundle.visits)] = bundle.cost
        options.append(cheapest)
    best = total
    for taken in product(*(option.items() for option in options)):
        sets = [visits for visits, _ in taken]
        if all(not a & b for a, b in combinations(sets, 2)):
            saved = sum(int(penalty[list(visits)].sum()) for visits in sets if visits)
            best = min(best, total - saved + sum(cost for _, cost in taken))
    return best
