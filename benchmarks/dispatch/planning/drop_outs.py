"""The worker with the fullest day drops out: promises moved, against VROOM from nothing and a bound."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter, process_time
from typing import Final

from benchmarks.dispatch.planning.fewest_moves import fewest_moves
from benchmarks.dispatch.planning.peers import by_vroom
from dispatch_engine import (
    Limits,
    Plan,
    PlanProblem,
    PlanWeights,
    after_drop_out,
    moves,
    plan,
    plan_of,
    replan,
    route_day,
    validate_plan,
)

PRICES_S: Final = (900, 20_000)
"""Travel that one promise may cost; at the second hardly any promise moves but to serve one visit more."""
BEFORE: Final = Limits(work=8_000)
MOST_PROVEN: Final = 50
"""Of larger days not all sets of visits can be listed."""
PEER: Final = "VROOM from nothing"


@dataclass(frozen=True, slots=True)
class DropOut:
    """Promises moved to another worker or to nobody, served, travel. Of a bound: no plan moves fewer."""

    visits: int
    seed: int
    contender: str
    moved: int
    served: int
    travel: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0
    violations: int = 0


def drop_outs(sizes: list[int], limit_s: float, seeds: int) -> Iterator[DropOut]:
    """Each contender from one and the same promised plan; of small days the least that can be moved, too."""
    for visits in sizes:
        for seed in range(seeds):
            then, answers = day_without(visits, seed), list[Plan]()
            for price in (*PRICES_S, None):
                run, found = _answer(then, (visits, seed), limit_s, price)
                answers.append(found)
                yield run
            for name, found in zip(("ours", PEER), answers[1:], strict=True) if visits <= MOST_PROVEN else ():
                known = [one.routes for one in answers if one.served >= found.served]
                least = fewest_moves(then, found.served, known)
                yield DropOut(visits, seed, f"least, served as {name}", least.moves, least.served)


def day_without(visits: int, seed: int) -> PlanProblem:
    """A planned day, six visits a worker, after the worker with most visits has dropped out."""
    day = route_day(visits, visits // 6, seed)
    before = plan(day, BEFORE, seed=seed)
    fullest = max(range(len(day.duties)), key=lambda duty: len(before.routes[duty]))
    return after_drop_out(day, before, int(day.duties.worker[fullest]))


def _answer(
    then: PlanProblem, day: tuple[int, int], limit_s: float, price: int | None
) -> tuple[DropOut, Plan]:
    """One contender: ours at a price of a moved promise, or VROOM."""
    began, worked = perf_counter(), process_time()
    if price is None:
        routes = tuple(map(tuple, by_vroom(then, limit_s, day[1])))
    else:
        priced = replace(then, weights=PlanWeights(travel=1, moved=price))
        routes = replan(priced, Limits(time_s=limit_s), seed=day[1]).routes
    wall_s, cpu_s, found = perf_counter() - began, process_time() - worked, plan_of(then, routes)
    name = PEER if price is None else f"ours, {price:,} s a move"
    wrong = len(validate_plan(then, found))
    return DropOut(*day, name, moves(then, found), found.served, found.cost, wall_s, cpu_s, wrong), found
