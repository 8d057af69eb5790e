"""Gifts between members, wallets now and then, activity, and debts that are or are not paid at once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from adapters.memory.accounts import MemoryAccounts
from application.loyalty.give_points import Given, GivePoints, GivePointsHandler
from application.loyalty.points_of import ExpiringOf, ExpiringOfHandler
from application.loyalty.wallet_of import Wallet, WalletOf, WalletOfHandler
from domain.identity.account import Account
from domain.identity.refusals import AccountNotFound
from domain.identity.roles import Role
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.holds import HoldId
from domain.loyalty.refusals import GiftToSelf, MemberNotFound, PointsNotEnough
from domain.shared.ids import AccountId
from tests.application.loyalty.teller import Teller
from tests.application.loyalty.world import PointsWorld, SetClock
from tests.domain.loyalty.building import ANNA, BO, START, day, policy

CLERK = AccountId(UUID(int=0xE))


class Town(PointsWorld):
    @property
    def teller(self) -> Teller:
        return Teller(self.new_work, self.ids, self.now)

    @property
    def accounts(self) -> MemoryAccounts:
        found = MemoryAccounts()
        for account_id, role in ((ANNA, Role.HOMEOWNER), (BO, Role.WORKER), (CLERK, Role.REVIEWER)):
            found.rows[account_id] = Account(account_id, frozenset({role}), "name")
        return found

    async def give(self, receiver: AccountId, points: int) -> Given:
        handler = GivePointsHandler(self.new_work, self.accounts, self.clock, self.ids)
        return await handler(GivePoints(ANNA, receiver, points))

    async def wallet(self, at: float | None = None) -> Wallet:
        handler = WalletOfHandler(self.new_work, self.accounts, SetClock(self.now))
        return await handler(WalletOf(ANNA, None if at is None else day(at)))


async def town() -> Town:
    made = Town()
    await made.teller.earn("first", ANNA, (0, 30), 100)
    return made


async def test_a_gift_arrives_usable_and_ends_when_it_would_have_ended() -> None:
    made = await town()
    given = await made.give(BO, 40)
    assert (given.points, given.at) == (40, START)
    assert (await made.points()).available == 60
    bos = await made.points(BO)
    assert (bos.available, bos.expiring_next and bos.expiring_next.at) == (40, day(30))


@pytest.mark.parametrize(
    ("receiver", "points", "refusal"),
    [
        (BO, 101, PointsNotEnough),
        (ANNA, 5, GiftToSelf),
        (CLERK, 5, MemberNotFound),
        (AccountId(UUID(int=0xF)), 5, AccountNotFound),
    ],
)
async def test_a_gift_that_cannot_be_moves_nothing(
    receiver: AccountId, points: int, refusal: type[Exception]
) -> None:
    made = await town()
    with pytest.raises(refusal):
        await made.give(receiver, points)
    assert (await made.points()).available == 100


async def test_a_wallet_reads_as_of_any_moment_of_the_past() -> None:
    made = await town()
    made.now = day(5)
    await made.teller.hold(HoldId(UUID(int=1)), ANNA, 30)
    made.now = day(6)
    await made.teller.end("end", ANNA, HoldId(UUID(int=1)), 20)
    made.now = day(40)
    await made.expire()
    seen = {at: (await made.wallet(at)).balance for at in (-1, 0, 5, 6, 29.9, 30)}
    assert {at: (one.available, one.held) for at, one in seen.items()} == {
        -1: (0, 0),
        0: (100, 0),
        5: (70, 30),
        6: (80, 0),
        29.9: (80, 0),
        30: (0, 0),
    }
    assert [lot.remaining for lot in (await made.wallet(6)).lots] == [80]


async def test_a_wallet_now_shows_lots_and_open_holds() -> None:
    made = await town()
    await made.teller.hold(HoldId(UUID(int=1)), ANNA, 30)
    for at in (None, 99):
        wallet = await made.wallet(at)
        assert wallet.moment == START
        assert [hold.amount for hold in wallet.holds] == [30]
        assert [(lot.remaining, lot.held) for lot in wallet.lots] == [(70, 30)]


async def test_what_ends_next_comes_first() -> None:
    made = await town()
    await made.teller.earn("second", ANNA, (3, 20), 7)
    ending = ExpiringOfHandler(made.new_work, made.clock)
    assert [(one.amount, one.at) for one in await ending(ExpiringOf(ANNA))] == [(7, day(20)), (100, day(30))]
    assert len(await ending(ExpiringOf(ANNA, limit=1))) == 1


@pytest.mark.parametrize("is_earning", [True, False])
async def test_earning_and_using_points_move_the_ends_that_activity_moves(is_earning: bool) -> None:
    made = Town()
    rules = replace(policy(0, 30), expiry_kind=ExpiryKind.ACTIVITY)
    teller = Teller(made.new_work, made.ids, START, rules=rules)
    await teller.earn("first", ANNA, None, 100)
    teller.now += timedelta(days=20)
    if is_earning:
        await teller.earn("second", ANNA, None, 5)
    else:
        await teller.hold(HoldId(UUID(int=1)), ANNA, 5)
    assert {lot.expires_at for lot in made.books.lots.values()} == {day(50)}


@pytest.mark.parametrize(("pays_debt", "left", "debt"), [(True, 30, 0), (False, 80, 50)])
async def test_whether_new_points_pay_a_debt_is_a_policy(pays_debt: bool, left: int, debt: int) -> None:
    made = await town()
    teller = Teller(made.new_work, made.ids, START, rules=replace(policy(0), pays_debt=pays_debt))
    await teller.adjust(UUID(int=9), ANNA, -50)
    (lot_id,) = made.books.lots
    await teller.reverse("back", ANNA, lot_id, 100)
    await teller.earn("second", ANNA, None, 80)
    assert sum(lot.remaining for lot in made.books.lots.values()) == left
    balance = await teller.points(ANNA)
    assert (balance.available, balance.debt) == (30, debt)
