"""Ratios for the README: all contenders take turns inside one process, so that noise hits them alike.

Run as `python -m benchmarks.dispatch.compare [seed ...]`; prints one Markdown row a case. Times are CPU
seconds of this process, the least of three turns.
"""

import sys
from collections.abc import Sequence
from time import process_time

from benchmarks.dispatch.cases import CASES, SIZES
from benchmarks.dispatch.contenders import CONTENDERS
from dispatch_engine import PairProblem, cost_of
from dispatch_engine.arrays import Ints

TURNS = 3
OURS = "exact (ours)"


def main(seeds: Sequence[int]) -> None:
    print("| case | orders | pairs | seed | " + " | ".join(CONTENDERS) + " |")
    print("|---" * (4 + len(CONTENDERS)) + "|")
    for case, make in CASES.items():
        for orders in SIZES:
            for seed in seeds:
                problem = make(orders, seed)
                cells = " | ".join(row(problem))
                print(f"| {case} | {orders} | {problem.pairs:,} | {seed} | {cells} |", flush=True)


def row(problem: PairProblem) -> list[str]:
    """For each contender: time as a multiple of ours, served orders and mean cost of a served one."""
    seconds = dict.fromkeys(CONTENDERS, float("inf"))
    answers: dict[str, Ints] = {}
    for _ in range(TURNS):
        for name, solve in CONTENDERS.items():
            started = process_time()
            answers[name] = solve(problem)
            seconds[name] = min(seconds[name], process_time() - started)
    ours = quality(problem, answers[OURS])
    return [
        _cell(seconds[name] / seconds[OURS], quality(problem, answers[name]), ours, seconds[name])
        for name in CONTENDERS
    ]


def quality(problem: PairProblem, worker_of: Ints) -> tuple[int, int, float]:
    """(whole cost, served orders, mean cost of a served one)."""
    cost = cost_of(problem, worker_of)
    served = worker_of >= 0
    paid = cost - int(problem.penalty[~served].sum())
    return cost, int(served.sum()), paid / max(1, int(served.sum()))


def _cell(ratio: float, own: tuple[int, int, float], ours: tuple[int, int, float], seconds: float) -> str:
    if ratio == 1:
        return f"{seconds:.3f} s, {ours[1]} served"
    if own[0] == ours[0]:
        return f"{ratio:.2f}x, same cost"
    return f"{ratio:.2f}x, {own[1] - ours[1]:+d} served at {own[2] / ours[2] - 1:+.0%}"


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [11])
