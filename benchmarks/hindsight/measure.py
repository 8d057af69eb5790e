"""How good a plan in hindsight a second buys: `python -m benchmarks.hindsight.measure [seconds ...]`.

One Markdown row a day and limit; each engine has that many seconds. `then` goes on from VROOM's plan.
"""

import sys
from collections.abc import Sequence
from time import process_time

from adapters.geo.fixture import load_city
from arena.hindsight.best import ENGINES
from arena.hindsight.check import measured
from arena.hindsight.plan import Plan
from arena.hindsight.problem import Problem, problem_of
from arena.hindsight.roads import road_travel
from benchmarks.hindsight.days import city_day

SEEDS = (1, 2)
WORKERS = (60, 40, 25)


def main(limits: Sequence[float]) -> None:
    city = load_city("la_serena")
    travel = road_travel(city)
    print("| workers | seed | seconds each | VROOM | PyVRP alone | VROOM, then PyVRP |")
    print("|---" * 6 + "|")
    for workers in WORKERS:
        for seed in SEEDS:
            problem = problem_of(city_day(city, seed, workers), travel)
            for limit in limits:
                print(f"| {workers} | {seed} | {limit:g} | {' | '.join(row(problem, limit))} |", flush=True)


def row(problem: Problem, limit: float) -> list[str]:
    """Served of all wishes, km per order, and CPU seconds for each way to plan."""
    first, vroom_s = timed(problem, "VROOM", limit, None)
    alone, alone_s = timed(problem, "PyVRP", limit, None)
    then, then_s = timed(problem, "PyVRP", limit, first)
    made = ((first, vroom_s), (alone, alone_s), (then, vroom_s + then_s))
    return [cell(problem, plan, seconds) for plan, seconds in made]


def timed(problem: Problem, engine: str, limit: float, start: Plan | None) -> tuple[Plan, float]:
    started = process_time()
    plan = ENGINES[engine](problem, limit, 1, start)
    return plan, process_time() - started


def cell(problem: Problem, plan: Plan, seconds: float) -> str:
    measures = measured(problem, plan)
    return f"{measures.served_visits}, {measures.km_per_order:.2f} km, {seconds:.1f} s"


if __name__ == "__main__":
    main([float(text) for text in sys.argv[1:]] or [3.0, 10.0])
