"""A filled ledger on a durable cluster, and clients that spend from it."""

import asyncio
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final
from uuid import UUID

from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.embedded.binaries import find_binaries
from adapters.persistence.embedded.cluster import Cluster, start_cluster
from adapters.persistence.embedded.site import choose_site
from adapters.persistence.migrations.run import upgrade
from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from application.loyalty.booking import insist
from application.loyalty.spend_points import SpendMany, SpendManyHandler, SpendPoints, spend_points
from application.ports.ledger import LoyaltyWork
from domain.loyalty.earning import Grant, award
from domain.loyalty.journal import Heading, JournalId, LotId, Origin, OriginKind
from domain.loyalty.movements import Movement
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId
from tests.adapters.loyalty.conftest import SqlLoyaltyWork
from tests.support.database import Database, TestServer

START: Final = datetime(2026, 3, 1, tzinfo=UTC)
ORIGIN: Final = Origin(OriginKind.REVIEW, UUID(int=1))
CLIENTS: Final = 8
BATCH: Final = 100


def rules(life_days: int) -> EarningPolicy:
    return EarningPolicy("CNY", 1, START, 100, cooling_off_days=0, expiry_days=life_days)


@contextmanager
def durable_database() -> Iterator[Database]:
    """A cluster of the product's own settings, with fsync and synchronous commit on."""
    folder = Path(tempfile.mkdtemp(prefix="callout-bench-"))
    folder.chmod(0o711)
    cluster = Cluster(choose_site(folder), find_binaries())
    running = start_cluster(cluster)
    try:
        cluster.prepare_databases("ledger", "pgbench")
        server = TestServer(cluster.dsns("postgres").admin)
        upgrade(server.database("ledger").owner)
        yield server.database("ledger")
    finally:
        running.stop()
        for leftover in (cluster.site.data, cluster.site.sockets, folder):
            shutil.rmtree(leftover, ignore_errors=True)


def pgbench_tps(admin: str, seconds: int, *, is_new: bool) -> float:
    """Transactions a second of pgbench's TPC-B at scale 1, over as many clients."""
    tool = shutil.which("pgbench") or "/usr/lib/postgresql/15/bin/pgbench"
    dsn = admin.replace("/ledger?", "/pgbench?")
    if is_new:
        subprocess.run([tool, "-i", "-q", "-s", "1", dsn], check=True, capture_output=True)
    words = [tool, "-n", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds), dsn]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([\d.]+)", told)
    assert found is not None, told
    return float(found.group(1))


@dataclass(slots=True)
class Bench:
    new_work: Callable[[], LoyaltyWork]
    ids: Uuid7Ids
    members: list[AccountId]
    numbers: "count[int]"

    async def award(self, members: list[AccountId], points: int, life_days: int) -> None:
        """A lot for each, a thousand in a commit."""
        for begin in range(0, len(members), 1_000):
            movements = list[Movement]()
            for member in members[begin : begin + 1_000]:
                name = f"award {next(self.numbers)}"
                at = START + timedelta(milliseconds=begin + len(movements))  # so that ends differ
                heading = Heading(JournalId(self.ids.new()), name, at, ORIGIN)
                grant = Grant(LotId(self.ids.new()), member, points, ORIGIN)
                movements.append(award(heading, grant, rules(life_days)))
            async with self.new_work() as work:
                work.ledger.post(*movements)
                await work.commit()

    def request(self, member: AccountId) -> SpendPoints:
        at = START + timedelta(days=1)
        return SpendPoints(f"spend {next(self.numbers)}", member, 1, ORIGIN, at)

    async def spend_one(self, dice: Random) -> int:
        cmd = self.request(dice.choice(self.members))

        async def attempt(is_contended: bool) -> None:
            async with self.new_work() as work:
                if is_contended:
                    await work.ledger.wait_for(cmd.member_id)
                await spend_points(work, self.ids, cmd)
                await work.commit()

        await insist(attempt)
        return 1

    async def spend_batch(self, dice: Random) -> int:
        requests = tuple(self.request(member) for member in dice.sample(self.members, BATCH))
        answers = await SpendManyHandler(self.new_work, self.ids)(SpendMany(requests))
        assert answers == (None,) * BATCH
        return BATCH


async def rate(step: Callable[[Random], Awaitable[int]], clients: int, seconds: float) -> float:
    """How many a second, all clients together, in a closed loop."""

    async def client(number: int) -> int:
        dice, done = Random(number), 0
        while perf_counter() < end:
            done += await step(dice)
        return done

    begin = perf_counter()
    end = begin + seconds
    done = await asyncio.gather(*(client(number) for number in range(clients)))
    return sum(done) / (perf_counter() - begin)


@asynccontextmanager
async def filled(database: Database, members: int) -> AsyncIterator[Bench]:
    pool = make_pool(database.app, size=CLIENTS + 1)
    await pool.open()
    ids = Uuid7Ids()
    store = Store(pool, ids, RealClock())
    people = [AccountId(ids.new()) for _ in range(members)]
    bench = Bench(lambda: SqlLoyaltyWork(store), ids, people, count())
    await bench.award(people, 1_000_000, 3_000)
    yield bench
    await pool.close()
