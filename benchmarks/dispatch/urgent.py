"""One urgent visit more at 2,000 visits x 500 workers with timelines: decided from where the match stands.

Run as `python -m benchmarks.dispatch.urgent [seed ...]`; prints Markdown rows. Wall time, kernels warm.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from benchmarks.dispatch.scale import scaled
from dispatch_engine import LiveMatch, generation, match, narrowed, warm_up

VISITS, WORKERS, URGENT = scaled(2_000), scaled(500), scaled(200)


def main(seeds: Sequence[int]) -> None:
    warm_up()
    print("| skills | seed | cold match | p50 | p99 | most | visits moved, mean | same as a cold match |")
    print("|--:|--:|--:|--:|--:|--:|--:|---|")
    for seed in seeds:
        for skills in (12, 4):
            print(measured(seed, skills), flush=True)


def measured(seed: int, skills: int) -> str:
    """Urgent visits one after the other, each worth three others; the last state against a cold match."""
    town = generation.Town(side_m=12_000, skills=skills)
    day = generation.day(VISITS + URGENT, WORKERS, seed, town)
    penalty = day.visits.penalty.copy()
    penalty[VISITS:] *= 3
    day = replace(day, visits=replace(day.visits, penalty=penalty))
    started = perf_counter()
    answer = match(narrowed(day, np.arange(VISITS)), seed=seed)
    cold_ms = (perf_counter() - started) * 1000
    live, times, moved = LiveMatch(answer), [], []
    for row in range(VISITS, VISITS + URGENT):
        one = narrowed(day, np.array([row]))
        started = perf_counter()
        found = live.decide(one)
        times.append((perf_counter() - started) * 1000)
        moved.append(len(found.moved))
    p50, p99 = np.percentile(times, [50, 99])
    same = "yes" if match(day, seed=seed).cost == live.cost == live.bound else "NO"
    return (
        f"| {skills} | {seed} | {cold_ms:.0f} ms | {p50:.1f} ms | {p99:.1f} ms | {max(times):.1f} ms "
        f"| {np.mean(moved):.1f} | {same} |"
    )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [11, 12])
