"""Many requests in one commit: each is answered for itself, on both stores, as one by one."""

from dataclasses import replace
from uuid import UUID

import pytest

from application.loyalty.spend_points import SpendMany, SpendManyHandler, SpendPoints, spend_points
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.holds import HoldId
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.refusals import PointsNotEnough, RequestIdReused
from domain.shared.ids import AccountId
from tests.adapters.loyalty.conftest import NewWork
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import ANNA, BO, IDS, START, CountingIds, awarded, day, policy

pytestmark = pytest.mark.asyncio(loop_scope="package")
NOBODY = AccountId(UUID(int=0xF))


def asked(name: str, member: AccountId, amount: int) -> SpendPoints:
    return SpendPoints(name, member, amount, Origin(OriginKind.ORDER, UUID(int=9)), day(1))


async def test_each_request_of_a_batch_is_answered_for_itself(new_work: NewWork) -> None:
    teller = Teller(new_work, CountingIds())
    await teller.earn("a", ANNA, (0, 30), 100)
    await teller.earn("b", ANNA, (0, 20), 10)
    await teller.earn("c", BO, (0, 30), 50)
    batch = (
        asked("one", ANNA, 60),
        asked("two", BO, 51),
        asked("three", ANNA, 50),
        asked("four", ANNA, 1),
        asked("five", NOBODY, 1),
        asked("one", ANNA, 60),
        asked("three", ANNA, 49),
    )
    spend = SpendManyHandler(new_work, teller.ids)
    answers = await spend(SpendMany(batch))
    kinds = [type(answer) for answer in answers]
    refused = PointsNotEnough
    assert kinds == [type(None), refused, type(None), refused, refused, type(None), RequestIdReused]
    assert [(await teller.points(member)).available for member in (ANNA, BO)] == [0, 50]
    again = await spend(SpendMany(batch[:1]))
    assert again == (None,)
    async with new_work() as work:
        report = await work.ledger.reads.audit()
    assert (report.findings, report.journals) == ((), 5)


async def test_a_batch_books_the_lapses_that_are_due(new_work: NewWork) -> None:
    teller = Teller(new_work, CountingIds())
    await teller.earn("a", ANNA, (0, 30), 100)
    await teller.hold(HoldId(UUID(int=1)), ANNA, 80, day(0.5))
    assert await SpendManyHandler(new_work, teller.ids)(SpendMany((asked("one", ANNA, 100),))) == (None,)
    async with new_work() as work:
        assert (await work.ledger.reads.audit()).is_clean


async def test_one_request_is_spent_once(new_work: NewWork) -> None:
    teller = Teller(new_work, CountingIds(), START)
    await teller.earn("a", ANNA, (0, 30), 100)
    for is_new in (True, False):
        async with new_work() as work:
            assert await spend_points(work, teller.ids, asked("one", ANNA, 30)) is is_new
            await work.commit()
    assert (await teller.points(ANNA)).available == 70


async def test_a_lot_that_is_spent_from_and_moved_is_stored_once_as_it_ends_up(
    new_work: NewWork,
) -> None:
    """Its movement names it twice: spent from, then with another end."""
    sliding = replace(policy(0, 30), expiry_kind=ExpiryKind.ACTIVITY)
    async with new_work() as work:
        work.ledger.post(awarded(100, rules=sliding), awarded(50, day(0.5), sliding))
        await work.commit()
    for many in (False, True):
        cmd = asked(f"many {many}", ANNA, 30)
        if many:
            assert await SpendManyHandler(new_work, IDS)(SpendMany((cmd,))) == (None,)
        else:
            async with new_work() as work:
                assert await spend_points(work, IDS, cmd)
                await work.commit()
    async with new_work() as work:
        found = await work.ledger.lots_of(ANNA)
        assert sorted((lot.remaining, lot.expires_at) for lot in found) == [(40, day(31)), (50, day(31))]
        assert (await work.ledger.reads.audit()).is_clean
