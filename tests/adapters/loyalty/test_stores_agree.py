"""The same year of use cases on both stores: the same balances, histories and books at every step."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from application.loyalty.expire_lots import ExpireLots, ExpireLotsHandler
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.points_history import HistoryPage, PointsHistory, PointsHistoryHandler
from application.loyalty.runs import Desk
from application.ports.ledger import LoyaltyWork
from domain.loyalty.balance import Balance, balance_of
from domain.loyalty.earning import Grant, award
from domain.loyalty.journal import JournalId, LotId, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.spending import spend
from domain.shared.ids import AccountId, OrderId
from tests.adapters.loyalty.conftest import NewWork, Sql
from tests.application.loyalty.world import SetClock
from tests.domain.loyalty.building import START, CountingIds, heading, policy

MEMBERS = [AccountId(UUID(int=number)) for number in range(1, 4)]
AUDIT = """
SELECT (SELECT sum(amount) FROM postings),
       (SELECT count(*) FROM lots JOIN LATERAL (
          SELECT sum(amount) AS told FROM postings WHERE lot_id = lots.id) AS p ON true
        WHERE told <> remaining + held),
       (SELECT count(*) FROM (SELECT FROM postings GROUP BY journal_id HAVING sum(amount) <> 0) AS wrong)
"""

pytestmark = pytest.mark.asyncio(loop_scope="package")


@dataclass
class Store:
    """One of the two stores, with ids of its own that come in the same order as the other's."""

    new_work: Callable[[], LoyaltyWork]
    ids: CountingIds

    async def award(self, member: AccountId, points: int, now: datetime, days: tuple[int, int]) -> None:
        origin = Origin(OriginKind.REVIEW, UUID(int=points), None)
        grant = Grant(LotId(self.ids.new()), member, points, origin)
        head = replace(heading(now, origin=origin), journal_id=JournalId(self.ids.new()))
        async with self.new_work() as work:
            work.ledger.post(award(head, grant, policy(*days)))
            await work.commit()

    async def spend(self, member: AccountId, share: float, now: datetime) -> None:
        async with self.new_work() as work:
            lots = await work.ledger.lots_of(member)
            amount = int(balance_of(lots, now).available * share)
            if amount:
                head = replace(heading(now), journal_id=JournalId(self.ids.new()))
                work.ledger.post(spend(head, lots, amount))
                await work.commit()

    async def run(self, now: datetime, chunk: int) -> None:
        desk, clock = Desk(self.new_work, self.ids, asyncio.create_task), SetClock(now)
        await MatureLotsHandler(desk, clock)(MatureLots(chunk, 3))
        await ExpireLotsHandler(desk, clock)(ExpireLots(chunk, 3))

    async def reads(self, now: datetime) -> list[tuple[Balance, HistoryPage]]:
        seen = []
        for member in MEMBERS:
            async with self.new_work() as work:
                balance = balance_of(await work.ledger.lots_of(member), now)
            seen.append((balance, await PointsHistoryHandler(self.new_work)(PointsHistory(member, limit=5))))
        return seen


async def step(store: Store, dice: Random, now: datetime) -> None:
    member, kind = dice.choice(MEMBERS), dice.random()
    points, days, share, chunk = (
        dice.randint(1, 90),
        (dice.randint(0, 9), dice.randint(10, 40)),
        dice.random(),
        2,
    )
    if kind < 0.45:
        await store.award(member, points, now, days)
    elif kind < 0.75:
        await store.spend(member, share, now)
    else:
        await store.run(now, chunk)


async def test_both_stores_read_the_same_after_every_step(sql_work: NewWork, owner_sql: Sql) -> None:
    books = Books()
    stores = [Store(lambda: MemoryLoyaltyWork(books), CountingIds()), Store(sql_work, CountingIds())]
    dice, now = Random(20261122), START
    for number in range(100):
        now += timedelta(hours=dice.randint(1, 30))
        for store in stores:
            await step(store, Random(number), now)
        memory, sql = [await store.reads(now) for store in stores]
        assert memory == sql
    assert owner_sql(AUDIT) == [(0, 0, 0)]
    assert owner_sql("SELECT count(*) FROM journals") == [(len(books.journals),)]


moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
origins = st.builds(Origin, st.sampled_from(OriginKind), st.uuids(), st.none() | st.uuids().map(OrderId))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(st.integers(1, 10**12), moments, origins, st.integers(0, 9)), min_size=1, max_size=4)
)
async def test_whatever_lots_are_stored_come_back_the_same(
    sql_work: NewWork, wanted: list[tuple[int, datetime, Origin, int]]
) -> None:
    member, stored = AccountId(uuid4()), list[Lot]()
    async with sql_work() as work:
        for points, at, origin, cooling in wanted:
            head = replace(heading(at, f"{uuid4()}", origin), journal_id=JournalId(uuid4()))
            movement = award(head, Grant(LotId(uuid4()), member, points, origin), policy(cooling))
            work.ledger.post(movement)
            stored += [replace(lot, version=1) for lot in movement.lots]
        await work.commit()
    async with sql_work() as work:
        assert sorted(await work.ledger.lots_of(member), key=lambda lot: lot.id) == sorted(
            stored, key=lambda lot: lot.id
        )
