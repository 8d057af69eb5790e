"""What an award gave is taken back: from its lot first, then as a debt in plain sight; new points pay it."""

import pytest

from domain.loyalty.accounts import Account
from domain.loyalty.balance import balance_of
from domain.loyalty.earning import expire, repay
from domain.loyalty.movements import Debt, after
from domain.loyalty.refusals import PointsOutOfRange, ReversalExceedsAward
from domain.loyalty.reversing import reverse
from domain.loyalty.settling import capture, refund
from domain.loyalty.spending import hold, spend
from tests.domain.loyalty.building import ANNA, a_lot, day, folded, heading, terms, usable_lot

NOTHING = Debt(ANNA)


def test_a_lot_that_is_whole_gives_everything_back() -> None:
    movement = reverse(heading(day(1)), a_lot(70), 70, NOTHING)
    (lot,) = movement.lots
    assert (lot.remaining, lot.reversed, lot.owed, movement.debt) == (0, 70, 0, None)
    assert folded([movement.journal]) == {(Account.PENDING, lot.id): -70, (Account.CLAWBACK, None): 70}


def test_fifty_are_left_and_seventy_taken_back_so_twenty_are_owed() -> None:
    (lot,) = spend(heading(day(1)), [usable_lot(70)], 20).lots
    movement = reverse(heading(day(2)), lot, 70, NOTHING)
    assert [posting.amount for posting in movement.journal.postings] == [-50, -20, 70]
    assert movement.debt == Debt(ANNA, 20)
    balance = balance_of(movement.lots, day(2), movement.debt.amount)
    assert (balance.available, balance.debt) == (-20, 20)


def test_points_that_ended_unused_are_not_owed() -> None:
    (lot,) = spend(heading(day(1)), [usable_lot(100, expiry_days=9)], 30).lots
    ended = expire(heading(day(10)), [lot])
    assert ended is not None
    movement = reverse(heading(day(11)), ended.lots[0], 100, NOTHING)
    assert movement.debt == Debt(ANNA, 30)
    assert folded([movement.journal])[Account.BREAKAGE, None] == -70


def test_held_points_stay_held_and_are_owed() -> None:
    setting, _ = hold(heading(day(1)), [usable_lot(100)], 60, terms())
    movement = reverse(heading(day(2)), setting.lots[0], 100, NOTHING)
    assert (movement.lots[0].held, movement.debt) == (60, Debt(ANNA, 60))


def test_no_more_is_taken_back_than_was_given_and_never_twice() -> None:
    first = reverse(heading(day(1)), a_lot(70), 30, NOTHING)
    with pytest.raises(ReversalExceedsAward) as refusal:
        reverse(heading(day(1)), first.lots[0], 41, NOTHING)
    assert refusal.value.facts == {"needed": 41, "given": 40}
    with pytest.raises(PointsOutOfRange):
        reverse(heading(day(1)), first.lots[0], 0, NOTHING)


def test_refunded_points_find_room_in_a_lot_that_was_taken_back() -> None:
    setting, made = hold(heading(day(1)), [usable_lot(100)], 100, terms())
    lots = after(setting.lots)
    taken = capture(heading(day(2)), made, lots)
    lots = after(lots.values(), *taken.movements)
    (lot,) = lots.values()
    owing = reverse(heading(day(3)), lot, 100, NOTHING)
    back = refund(heading(day(4)), taken.hold, after(owing.lots), 100)
    assert owing.debt is not None
    balance = balance_of(back.movements[0].lots, day(4), owing.debt.amount)
    assert (balance.available, balance.debt) == (0, 100)


@pytest.mark.parametrize(("earned", "left", "usable"), [(30, 20, 0), (50, 0, 0), (80, 0, 30)])
def test_new_points_pay_a_debt_as_far_as_they_go(earned: int, left: int, usable: int) -> None:
    lot = usable_lot(earned)
    movement = repay(heading(day(1)), lot, Debt(ANNA, 50, version=3))
    assert movement is not None
    assert movement.debt == Debt(ANNA, left, version=3)
    assert movement.lots[0].remaining == usable


def test_nobody_pays_what_is_not_owed() -> None:
    assert repay(heading(day(1)), usable_lot(10), NOTHING) is None
