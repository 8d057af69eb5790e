"""Timelines: 2,000 visits x 500 workers, bundles against single visits round after round, road times spared.

Run as `python -m benchmarks.dispatch.timelines [seed ...]`; prints Markdown rows. Wall seconds, kernels warm.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

import numpy as np

from benchmarks.dispatch.scale import scaled
from dispatch_engine import (
    RoadOracle,
    Stops,
    TableTravel,
    TimelineProblem,
    generation,
    lay_out,
    match,
    match_bundles,
    warm_up,
)
from dispatch_engine.arrays import Ints

Answer = TypeVar("Answer")
ROUNDS = 3
VISITS, WORKERS = scaled(2_000), scaled(500)


def main(seeds: Sequence[int]) -> None:
    warm_up()
    print("| what | seed | result |\n|---|--:|---|")
    for seed in seeds:
        for skills in (12, 4):
            what = f"match {VISITS:,} x {WORKERS:,}, {skills} skills"
            print(f"| {what} | {seed} | {whole_match(seed, skills)} |", flush=True)
        few, many = scaled(100), scaled(200)
        print(f"| bundles {few} x {few // 5} | {seed} | {bundles(few, few // 5, seed)} |", flush=True)
        workers = many * 4 // 5
        print(f"| roads {many} x {workers} | {seed} | {roads(many, workers, seed)} |", flush=True)


def timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    started = perf_counter()
    return call(), perf_counter() - started


def whole_match(seed: int, skills: int) -> str:
    problem = generation.day(VISITS, WORKERS, seed, generation.Town(side_m=12_000, skills=skills))
    layout, judged_s = timed(lambda: lay_out(problem))
    answer, solved_s = timed(lambda: match(layout, seed=seed))
    return f"{layout.pairs.pairs:,} pairs; judged {judged_s:.2f} s, solved {solved_s:.2f} s, gap {answer.gap}"


def bundles(visits: int, workers: int, seed: int) -> str:
    """One decision of up to three visits a worker, and three rounds of one, served and paid."""
    day = generation.day(visits, workers, seed, generation.Town(side_m=12_000, skills=6))
    problem = replace(day, weights=replace(day.weights, load=0))  # load is not comparable between rounds
    answer, seconds = timed(lambda: match_bundles(problem, seed=seed))
    served, cost = in_rounds(problem, seed)
    return (
        f"bundles {answer.served} served, cost {paid(answer.cost, answer.cost_by_term['unserved']):,}, "
        f"gap {answer.gap}, {seconds:.2f} s; {ROUNDS} rounds {served} served, cost {cost:,}"
    )


def paid(cost: int, unserved: int) -> int:
    return cost - unserved


def in_rounds(problem: TimelineProblem, seed: int) -> tuple[int, int]:
    served, cost = 0, 0
    for _ in range(ROUNDS):
        answer = match(problem, seed=seed)
        served += answer.served
        cost += paid(answer.cost, answer.cost_by_term["unserved"])
        problem = with_promises(problem, answer.worker_of)
    return served, cost


def with_promises(problem: TimelineProblem, worker_of: Ints) -> TimelineProblem:
    """The day after a round: what was taken is a stop that may still move in its window, and asks no more."""
    answer = match(problem, seed=0)
    table, slots = answer.layout.table, answer.layout.slots
    assert table is not None
    assert slots is not None
    rows = np.flatnonzero(worker_of[table.visit] == table.worker)
    visits, stops = table.visit[rows], problem.stops
    span, position = slots.span[table.slot[rows]], slots.position[table.slot[rows]]
    anchors = 1 + int(max(problem.spans.origin.max(), stops.anchor.max(initial=0)))
    number = np.arange(len(stops)) - np.searchsorted(stops.span, stops.span)
    key = np.concatenate([number * 2 + 1, position * 2])
    spans = np.concatenate([stops.span, span])
    order = np.lexsort((key, spans))
    anchor = np.concatenate([stops.anchor, anchors + visits])[order]
    columns = {
        name: np.concatenate([getattr(stops, name), getattr(problem.visits, name)[visits]])[order]
        for name in ("opens", "closes", "duration")
    }
    travel = table_of(problem, anchors)
    where, held = spans[order], np.concatenate([stops.leg, np.zeros(visits.size, dtype=np.int64)])[order]
    leg = legs_of(problem, travel, where, anchor, held, anchors)
    extra = np.zeros(len(problem.spans), dtype=np.int64)
    np.add.at(extra, span, table.extra[rows] + problem.visits.duration[visits])
    rest = replace(problem.spans, spare_s=problem.spans.spare_s - extra)
    gone = np.isin(np.arange(len(problem.visits)), visits)
    asks = replace(problem.visits, closes=np.where(gone, problem.visits.opens - 1, problem.visits.closes))
    held_stops = Stops(span=where, anchor=anchor, leg=leg, **columns)
    return replace(problem, visits=asks, spans=rest, stops=held_stops, travel=travel)


def table_of(problem: TimelineProblem, anchors: int) -> TableTravel:
    """Travel where every visit is an anchor too, behind the anchors there are."""
    n, travel = len(problem.visits), problem.travel
    anchor, visit = np.divmod(np.arange(anchors * n), n)
    to = travel.to_visit(anchor, visit).reshape(anchors, n)
    back = travel.from_visit(visit, anchor).reshape(anchors, n)
    first, second = np.divmod(np.arange(n * n), n)
    among = travel.among(first, second).reshape(n, n)  # type: ignore[attr-defined]
    return TableTravel(np.vstack([to, among]), np.vstack([back, among.T]), among)


def legs_of(
    problem: TimelineProblem, travel: TableTravel, span: Ints, anchor: Ints, held: Ints, anchors: int
) -> Ints:
    """Legs between the stops in their new order; those between two old neighbours stay."""
    leg, n = held.copy(), len(problem.visits)
    for at in range(span.size):
        is_first = at == 0 or span[at] != span[at - 1]
        before = int(problem.spans.origin[span[at]]) if is_first else int(anchor[at - 1])
        if anchors <= anchor[at] < anchors + n:
            leg[at] = travel.to_visit(np.array([before]), np.array([anchor[at] - anchors]))[0]
        elif anchors <= before < anchors + n:
            leg[at] = travel.from_visit(np.array([before - anchors]), np.array([anchor[at]]))[0]
    return leg


def roads(visits: int, workers: int, seed: int) -> str:
    """Ways asked of the road, of those that every feasible pair needs and of the whole matrix."""
    problem = generation.day(visits, workers, seed, generation.Town(side_m=14_000))
    anchors = 1 + int(max(problem.spans.origin.max(), problem.stops.anchor.max(initial=0)))
    random = np.random.default_rng(seed)
    anchor, visit = np.divmod(np.arange(anchors * visits), visits)
    air = problem.travel.to_visit(anchor, visit).reshape(anchors, visits)
    road = TableTravel(*(air * random.integers(1_150, 1_700, air.shape) // 1_000 for _ in range(2)))
    few, all_ways = (RoadOracle(problem.travel, road, anchors, visits) for _ in range(2))
    answer = match(replace(problem, travel=few))
    lay_out(replace(problem, travel=all_ways))
    assert answer.cost == match(replace(problem, travel=road)).cost
    return f"{few.asked:,} asked, {all_ways.asked:,} for all pairs, matrix {2 * anchors * visits:,}"


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [11, 12])
