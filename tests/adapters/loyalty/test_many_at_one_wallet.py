"""Thirty-two clients at one wallet of a real PostgreSQL: what comes of it is what some order would give.

All of them take points, so what is there only falls: an order exists exactly when those who were served fit,
and none who was refused would still have been served at the end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from random import Random
from uuid import UUID

import pytest
import pytest_asyncio

from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from application.loyalty.report_points import AuditPoints, AuditPointsHandler
from domain.loyalty.holds import HoldId
from domain.loyalty.refusals import PointsNotEnough
from domain.shared.ids import AccountId
from tests.adapters.loyalty.conftest import RealTime, SqlLoyaltyWork
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import BO, CountingIds
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")
CLIENTS = 32


@pytest_asyncio.fixture(loop_scope="package")
async def teller(new_database: Callable[[], Database]) -> AsyncIterator[Teller]:
    pool = make_pool(new_database().app, size=CLIENTS)
    await pool.open()
    store = Store(pool, CountingIds(), RealTime())
    yield Teller(lambda: SqlLoyaltyWork(store), CountingIds())
    await pool.close()


async def ask(teller: Teller, member: AccountId, number: int, amount: int) -> int | None:
    """How many points the client got; None when it was refused. Some ask twice, as after a lost answer."""
    name = UUID(int=(member.int << 16) + number)
    try:
        if number % 8 == 7:
            await teller.gift(name, member, BO, amount)
        elif number % 8 == 6:
            await teller.adjust(name, member, -amount)
        else:
            await teller.hold(HoldId(name), member, amount)
        if number % 5 == 0 and number % 8 < 6:
            await teller.hold(HoldId(name), member, amount)
    except PointsNotEnough:
        return None
    return amount


async def a_round(teller: Teller, number: int) -> None:
    dice, member = Random(number), AccountId(UUID(int=number + 1_000))
    lots = [dice.randint(20, 200) for _ in range(3)]
    for place, points in enumerate(lots):
        await teller.earn(f"{number} {place}", member, (0, 30 + place), points)
    amounts = [dice.randint(1, 60) for _ in range(CLIENTS)]
    got = await asyncio.gather(*(ask(teller, member, *one) for one in enumerate(amounts)))
    left = sum(lots) - sum(points for points in got if points is not None)
    assert left >= 0
    assert all(amount > left for amount, points in zip(amounts, got, strict=True) if points is None)
    assert (await teller.points(member)).available == left


async def rounds(teller: Teller, numbers: range) -> None:
    for number in numbers:
        await a_round(teller, number)
    report = await AuditPointsHandler(teller.new_work)(AuditPoints())
    assert report.findings == ()


async def test_thirty_two_clients_at_one_wallet_are_served_as_in_some_order(teller: Teller) -> None:
    await rounds(teller, range(100))


@pytest.mark.soak
async def test_a_thousand_rounds_of_thirty_two_clients_are_served_as_in_some_order(teller: Teller) -> None:
    await rounds(teller, range(100, 1_100))
