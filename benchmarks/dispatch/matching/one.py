"""`python -m benchmarks.dispatch.matching.one CASE SEED CONTENDER`: one contender in a process of its own."""

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Final, TypeVar

import msgspec
import numpy as np

from benchmarks.dispatch.matching.cases import CASES, DAYS, day_with_urgent, one_percent
from benchmarks.dispatch.matching.peers import PEERS, all_pairs
from benchmarks.dispatch.memory import peak_mib
from dispatch_engine import LiveMarket, LiveMatch, Market, ample_market, match, narrowed, scarce_market

Result = TypeVar("Result")
TICKS: Final = 5
TICK: Final = "1 % tick"
URGENT: Final = "urgent visit, p99"
LARGE: Final = 50_000
"""From so many orders on ours runs once, not twice."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of one answer, all included, and of the solver alone; CPU seconds from the start of the process
    to its very first, small, answer (imports, compiled kernels from the disk); cost; pairs that were
    written down; peak memory before the first answer and at the end."""

    case: str
    seed: int
    contender: str
    total_s: float
    solve_s: float
    first_s: float
    cost: int
    pairs: int
    idle_mib: int
    peak_mib: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contender has to say of itself."""

    total_s: float
    solve_s: float
    cost: int
    pairs: int


def timed(function: Callable[[], Result], clock: Callable[[], float] = process_time) -> tuple[Result, float]:
    began = clock()
    result = function()
    return result, clock() - began


def ours(market: Market) -> Answer:
    """Best of two; the answer must be proven."""
    answer, total = timed(lambda: match(market))
    if market.orders < LARGE:
        answer, again = timed(lambda: match(market))
        total = min(total, again)
    assert answer.gap == 0
    return Answer(total, total, answer.cost, answer.pairs_written)


def ticks(market: Market, seed: int) -> Answer:
    """The median tick, each checked against a fresh start."""
    random = np.random.default_rng(seed)
    live = LiveMarket(market)
    live.match()
    live.tick(one_percent(live.market, market, random))
    seconds = []
    for _ in range(TICKS):
        change = one_percent(live.market, market, random)
        answer, spent = timed(lambda change=change: live.tick(change))  # type: ignore[misc]
        assert answer.gap == 0
        assert answer.cost == match(live.market).cost
        seconds.append(spent)
    spent = median(seconds)
    return Answer(spent, spent, answer.cost, answer.pairs_written)


def peer(market: Market, contender: str) -> Answer:
    pairs, finding = timed(lambda: all_pairs(market))
    cost, solving = timed(lambda: PEERS[contender](market, pairs))
    return Answer(finding + solving, solving, cost, int(pairs[0].size))


def day(case: str, seed: int, contender: str) -> Answer:
    """A day of timelines from nothing, in wall seconds; or urgent visits more, one after the other."""
    problem, visits = day_with_urgent(case, seed)
    first = narrowed(problem, np.arange(visits))
    answer, total = timed(lambda: match(first, seed=seed), perf_counter)
    assert answer.gap == 0
    if contender != URGENT:
        answer, again = timed(lambda: match(first, seed=seed), perf_counter)
        total = min(total, again)
        return Answer(total, total, answer.cost, answer.layout.pairs.pairs)
    live, seconds = LiveMatch(answer), []
    for row in range(visits, len(problem.visits)):
        one = narrowed(problem, np.array([row]))
        seconds.append(timed(lambda one=one: live.decide(one), perf_counter)[1])  # type: ignore[misc]
    assert live.cost == live.bound == match(problem, seed=seed).cost
    worst = float(np.percentile(seconds, 99))
    return Answer(worst, worst, live.cost, answer.layout.pairs.pairs)


def first_answer(case: str, contender: str) -> None:
    """A small one, by the same way."""
    small = [ample_market(300, 1), scarce_market(300, 1)]
    for market in small:
        if contender in PEERS:
            PEERS[contender](market, all_pairs(market))
        else:
            match(market)
    if case in DAYS:
        match(narrowed(day_with_urgent(case, 0)[0], np.arange(20)))


def main(case: str, seed: int, contender: str) -> None:
    idle_mib = peak_mib()
    first_answer(case, contender)
    first_s = process_time()
    if case in DAYS:
        found = day(case, seed, contender)
    elif contender in PEERS:
        found = peer(CASES[case](seed), contender)
    else:
        market = CASES[case](seed)
        found = ticks(market, seed) if contender == TICK else ours(market)
    run = Timed(
        case=case,
        seed=seed,
        contender=contender,
        first_s=first_s,
        idle_mib=idle_mib,
        peak_mib=peak_mib(),
        **asdict(found),
    )
    sys.stdout.write(msgspec.json.encode(run).decode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
