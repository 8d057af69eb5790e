"""Transfers beside pgbench's TPC-B on one cluster, and the expiry of many lots beside a loop over rows."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from os import environ
from random import Random
from statistics import median, quantiles
from time import perf_counter

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.loyalty.ledger import CLIENTS, START, Bench, durable_database, filled, pgbench_tps, rate
from domain.loyalty.earning import expire
from domain.loyalty.journal import Heading, JournalId
from domain.shared.ids import AccountId

ROUNDS = int(environ.get("CALLOUT_BENCH_ROUNDS", "3"))
SECONDS = int(environ.get("CALLOUT_BENCH_SECONDS", "5"))
LOTS = int(environ.get("CALLOUT_BENCH_LOTS", "1000000"))
LOOP = 400
LATER = START + timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Rates:
    single: float
    batched: float
    pgbench: float


def told(text: str) -> None:
    print(f"\n{text}")


async def transfers() -> list[Rates]:
    found = []
    with durable_database() as database:
        async with filled(database, 2_000) as bench:
            for number in range(ROUNDS):
                peer = await asyncio.to_thread(pgbench_tps, database.admin, SECONDS, is_new=not number)
                single = await rate(bench.spend_one, CLIENTS, SECONDS)
                batched = await rate(bench.spend_batch, 2, SECONDS)
                found.append(Rates(single, batched, peer))
    return found


def test_transfers_beside_tpc_b(benchmark: BenchmarkFixture) -> None:
    pedantic: Callable[..., list[Rates]] = benchmark.pedantic
    found = pedantic(lambda: asyncio.run(transfers()), rounds=1)
    for one in found:
        told(f"pgbench {one.pgbench:.0f}/s, single {one.single:.0f}/s, batched {one.batched:.0f}/s")
    told(
        f"single / TPC-B {median(one.single / one.pgbench for one in found):.2f} (aim 0.8), "
        f"batched / TPC-B {median(one.batched / one.pgbench for one in found):.2f} (aim 5)"
    )


async def row_by_row(bench: Bench) -> float:
    """Seconds for a lot, when each is expired in a commit of its own; loading them all is not counted."""
    async with bench.new_work() as work:
        lots = await work.ledger.due_to_expire(LATER, LOOP)
    begin = perf_counter()
    for number, lot in enumerate(lots):
        async with bench.new_work() as work:
            movement = expire(Heading(JournalId(bench.ids.new()), f"row {number}", LATER), [lot])
            assert movement is not None
            work.ledger.post(movement)
            await work.commit()
    return (perf_counter() - begin) / LOOP


async def p99(bench: Bench, until: asyncio.Event) -> float:
    """Of one member after another who spends meanwhile, in seconds."""
    times, dice = list[float](), Random(7)
    for _ in count():
        begin = perf_counter()
        await bench.spend_one(dice)
        times.append(perf_counter() - begin)
        if until.is_set():
            return quantiles(times, n=100)[98]
        await asyncio.sleep(0.005)
    raise AssertionError


async def expiry() -> tuple[float, float, float, float]:
    with durable_database() as database:
        async with filled(database, 500) as bench:
            await bench.award([AccountId(bench.ids.new()) for _ in range(LOTS)], 10, 5)
            by_row = await row_by_row(bench)
            idle, busy = asyncio.Event(), asyncio.Event()
            asyncio.get_running_loop().call_later(SECONDS, idle.set)
            quiet = await p99(bench, idle)
            watching = asyncio.create_task(p99(bench, busy))
            words = [sys.executable, "-m", "benchmarks.loyalty.expire_all", database.app, LATER.isoformat()]
            process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
            answer, _ = await process.communicate()
            busy.set()
            return by_row, float(answer), quiet, await watching


def test_expiry_in_sets_beside_a_loop_over_rows(benchmark: BenchmarkFixture) -> None:
    pedantic: Callable[..., tuple[float, float, float, float]] = benchmark.pedantic
    by_row, by_set, quiet, during = pedantic(lambda: asyncio.run(expiry()), rounds=1)
    told(
        f"{LOTS} lots: {by_row * 1e6:.0f} us each by rows, {by_set * 1e6:.0f} us in sets: "
        f"{by_row / by_set:.0f} times (aim 60); redemptions' p99 {quiet * 1e3:.1f} ms idle, "
        f"{during * 1e3:.1f} ms meanwhile: {during / quiet:.1f} times (aim at most 3)"
    )
