"""Pending, then available, then expired."""

from dataclasses import replace

import pytest

from domain.loyalty.accounts import Account
from domain.loyalty.earning import Grant, expire, mature
from domain.loyalty.events import told_by
from domain.loyalty.journal import JournalKind, LotId
from domain.loyalty.lots import MAX_POINTS, LotState
from domain.loyalty.refusals import LotOutOfBounds, PointsOutOfRange
from tests.domain.loyalty.building import (
    ANNA,
    IDS,
    a_lot,
    awarded,
    day,
    folded,
    heading,
    order_origin,
    policy,
    usable_lot,
)


def test_an_award_makes_a_pending_lot_and_takes_the_points_from_the_house() -> None:
    movement = awarded(30)
    (lot,) = movement.lots
    assert (lot.remaining, lot.held, lot.matured_at, lot.version) == (30, 0, None, 0)
    assert (lot.pending_until, lot.expires_at) == (day(7), day(365))
    assert folded([movement.journal]) == {(Account.PENDING, lot.id): 30, (Account.ISSUED, None): -30}


def test_without_cooling_off_points_are_available_at_once() -> None:
    movement = awarded(30, rules=policy(cooling_off_days=0))
    (lot,) = movement.lots
    assert lot.matured_at == lot.earned_at
    assert folded([movement.journal])[Account.AVAILABLE, lot.id] == 30


def test_a_lot_remembers_the_policy_that_made_it() -> None:
    assert a_lot(5, rules=policy(version=4)).policy_version == 4


@pytest.mark.parametrize("points", [0, -1, MAX_POINTS + 1])
def test_nobody_is_given_nothing_less_or_too_much(points: int) -> None:
    with pytest.raises(PointsOutOfRange):
        Grant(LotId(IDS.new()), ANNA, points, order_origin())


def test_a_lot_lives_in_half_open_states() -> None:
    lot = a_lot(5)
    moments = {
        0: LotState.PENDING,
        6.99: LotState.PENDING,
        7: LotState.AVAILABLE,
        364.99: LotState.AVAILABLE,
        365: LotState.EXPIRED,
    }
    assert {at: lot.state(day(at)) for at in moments} == moments


@pytest.mark.parametrize(
    "change",
    [
        {"remaining": -1},
        {"remaining": 6},
        {"held": -1},
        {"held": 1},
        {"pending_until": day(-1)},
        {"expires_at": day(7)},
    ],
)
def test_a_lot_out_of_bounds_cannot_exist(change: dict[str, int]) -> None:
    with pytest.raises(LotOutOfBounds):
        replace(a_lot(5), **change)  # type: ignore[arg-type]


def test_maturing_books_only_the_lots_that_have_cooled_off() -> None:
    ripe, early = a_lot(10), a_lot(20, day(1))
    movement = mature(heading(day(7)), [ripe, early])
    assert movement is not None
    assert movement.lots == (replace(ripe, matured_at=day(7)),)
    assert folded([movement.journal]) == {(Account.PENDING, ripe.id): -10, (Account.AVAILABLE, ripe.id): 10}


def test_maturing_twice_books_nothing_more() -> None:
    first = mature(heading(day(8)), [a_lot(10)])
    assert first is not None
    assert mature(heading(day(9)), first.lots) is None


def test_expiry_turns_what_is_left_into_breakage() -> None:
    first, second = usable_lot(10), replace(usable_lot(20), remaining=5)
    movement = expire(heading(day(365)), [first, second, usable_lot(9, day(1))])
    assert movement is not None
    assert [lot.remaining for lot in movement.lots] == [0, 0]
    assert movement.journal.kind is JournalKind.EXPIRED
    assert folded([movement.journal]) == {
        (Account.AVAILABLE, first.id): -10,
        (Account.AVAILABLE, second.id): -5,
        (Account.BREAKAGE, None): 15,
    }


def test_points_that_were_never_booked_as_available_expire_from_where_they_are() -> None:
    lot = a_lot(10)
    assert mature(heading(day(400)), [lot]) is None
    movement = expire(heading(day(400)), [lot])
    assert movement is not None
    assert folded([movement.journal]) == {(Account.PENDING, lot.id): -10, (Account.BREAKAGE, None): 10}


def test_held_points_do_not_expire() -> None:
    lot = replace(usable_lot(10), remaining=4, held=6)
    movement = expire(heading(day(366)), [lot])
    assert movement is not None
    assert (movement.lots[0].remaining, movement.lots[0].held) == (0, 6)
    assert expire(heading(day(367)), movement.lots) is None


def test_what_moved_is_told_with_the_members_whom_it_concerns() -> None:
    event = told_by(awarded(3, day(2)).journal)
    assert (event.member_ids, event.kind, event.at) == ((ANNA,), JournalKind.EARNED, day(2))
