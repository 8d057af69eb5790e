"""Soonest expiry first, then the oldest."""

from itertools import permutations

import pytest

from domain.loyalty.accounts import Account
from domain.loyalty.earning import expire
from domain.loyalty.refusals import PointsNotEnough, PointsOutOfRange
from domain.loyalty.spending import choose, spend
from tests.domain.loyalty.building import a_lot, day, folded, heading, usable_lot


def test_points_that_expire_sooner_go_first_then_the_older_ones() -> None:
    late = usable_lot(10, day(0), expiry_days=365)
    old = usable_lot(10, day(1), expiry_days=99)
    young = usable_lot(10, day(2), expiry_days=98)
    for lots in permutations([late, old, young]):
        takes = choose(lots, 25, day(3))
        assert [(take.lot.id, take.amount) for take in takes] == [(old.id, 10), (young.id, 10), (late.id, 5)]


def test_of_points_that_expire_together_the_older_go_first_whatever_their_ids() -> None:
    young, old = usable_lot(10, day(1), expiry_days=99), usable_lot(10, day(0), expiry_days=100)
    assert young.id < old.id
    assert [take.lot.id for take in choose([young, old], 11, day(2))] == [old.id, young.id]


def test_two_earnings_of_ninety_days_are_spent_oldest_first_and_the_rest_expires() -> None:
    first = usable_lot(575, day(0), expiry_days=90)
    (first,) = spend(heading(day(0)), [first], 500).lots
    assert first.remaining == 75
    second = usable_lot(805, day(0.5), expiry_days=90)
    first, second = spend(heading(day(1)), [second, first], 500).lots
    assert (first.remaining, second.remaining) == (0, 380)
    expired = expire(heading(day(91)), [first, second])
    assert expired is not None
    assert [lot.remaining for lot in expired.lots] == [0]


def test_spending_more_than_there_is_takes_nothing_and_says_what_is_missing() -> None:
    lots = [usable_lot(40), usable_lot(40), usable_lot(19), a_lot(500)]
    with pytest.raises(PointsNotEnough) as refusal:
        spend(heading(day(1)), lots, 100)
    assert refusal.value.facts == {"needed": 100, "available": 99}


def test_expired_points_cannot_be_spent_even_before_the_run() -> None:
    with pytest.raises(PointsNotEnough):
        spend(heading(day(365)), [usable_lot(10)], 1)


@pytest.mark.parametrize("amount", [0, -5, 10**13])
def test_only_a_sensible_number_of_points_is_spent(amount: int) -> None:
    with pytest.raises(PointsOutOfRange):
        spend(heading(day(1)), [usable_lot(10)], amount)


def test_points_that_have_cooled_off_are_spent_from_where_the_ledger_has_them() -> None:
    lot = a_lot(10)
    movement = spend(heading(day(8)), [lot], 4)
    assert folded([movement.journal]) == {(Account.PENDING, lot.id): -4, (Account.REDEEMED, None): 4}


def test_points_that_cover_a_debt_stay_behind() -> None:
    lots = [usable_lot(10)]
    assert sum(take.amount for take in choose(lots, 7, day(1), debt=3)) == 7
    with pytest.raises(PointsNotEnough) as refusal:
        choose(lots, 8, day(1), debt=3)
    assert refusal.value.facts == {"needed": 8, "available": 7}
