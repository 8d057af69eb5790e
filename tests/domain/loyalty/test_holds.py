"""Holds end once: spent, given back, both, or by themselves; and spent points come back where they were."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from domain.loyalty.accounts import Account
from domain.loyalty.balance import balance_of
from domain.loyalty.earning import expire
from domain.loyalty.holds import Hold, HoldStatus, open_parts
from domain.loyalty.journal import JournalKind, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement, after
from domain.loyalty.refusals import (
    CaptureExceedsHold,
    HoldHasLapsed,
    HoldIsOver,
    PointsOutOfRange,
    RefundExceedsCapture,
)
from domain.loyalty.settling import Settled, capture, lapse, refund, release
from domain.loyalty.spending import hold
from tests.domain.loyalty.building import day, folded, heading, terms, usable_lot


def held(
    lots: list[Lot], amount: int, lapses: float | None = None, grace_days: int = 7
) -> tuple[Hold, dict[LotId, Lot], Movement]:
    """A hold set on day 1, with the lots after it and its movement."""
    wanted = terms(None if lapses is None else day(lapses), grace_days)
    movement, made = hold(heading(day(1)), lots, amount, wanted)
    return made, after(lots, movement), movement


def kinds(settled: Settled) -> list[JournalKind]:
    return [movement.journal.kind for movement in settled.movements]


def free(lots: Iterable[Lot]) -> list[tuple[int, int]]:
    return [(lot.remaining, lot.held) for lot in lots]


def test_a_captured_hold_is_spent() -> None:
    made, lots, setting = held([usable_lot(10), usable_lot(10, day(0.5))], 15)
    assert free(lots.values()) == [(0, 10), (5, 5)]
    settled = capture(heading(day(2)), made, lots)
    assert free(after(lots.values(), *settled.movements).values()) == [(0, 0), (5, 0)]
    assert (settled.hold.status, settled.hold.ended_at) == (HoldStatus.CAPTURED, day(2))
    journals = [setting.journal, *(movement.journal for movement in settled.movements)]
    assert folded(journals)[Account.REDEEMED, None] == 15


def test_a_part_is_captured_soonest_expiry_first_and_the_rest_goes_back_at_once() -> None:
    made, lots, _ = held([usable_lot(10), usable_lot(10, day(0.5))], 15)
    settled = capture(heading(day(2)), made, lots, 12)
    assert kinds(settled) == [JournalKind.CAPTURED, JournalKind.RELEASED]
    assert free(after(lots.values(), *settled.movements).values()) == [(0, 0), (8, 0)]
    assert [part.captured for part in settled.hold.parts] == [10, 2]


@pytest.mark.parametrize(("amount", "refusal"), [(16, CaptureExceedsHold), (0, PointsOutOfRange)])
def test_no_more_is_captured_than_is_held(amount: int, refusal: type[Exception]) -> None:
    made, lots, _ = held([usable_lot(20)], 15)
    with pytest.raises(refusal):
        capture(heading(day(2)), made, lots, amount)


def test_a_released_hold_gives_each_lot_its_points_back_with_its_own_date() -> None:
    made, lots, setting = held([usable_lot(10), usable_lot(10, day(0.5))], 15)
    settled = release(heading(day(2)), made, lots)
    now = after(lots.values(), *settled.movements)
    assert [(lot.remaining, lot.held, lot.expires_at) for lot in now.values()] == [
        (10, 0, day(365)),
        (10, 0, day(365.5)),
    ]
    assert settled.hold.status is HoldStatus.RELEASED
    assert not folded([setting.journal, settled.movements[0].journal])


def test_a_hold_ends_once() -> None:
    made, lots, _ = held([usable_lot(10)], 5)
    for status in (HoldStatus.CAPTURED, HoldStatus.RELEASED):
        for end in (capture, release, lapse):
            with pytest.raises(HoldIsOver):
                end(heading(day(2)), replace(made, status=status), lots)


def test_points_that_come_back_after_their_end_live_for_the_days_of_grace_once() -> None:
    made, lots, _ = held([usable_lot(10, expiry_days=9)], 6)
    rest = expire(heading(day(10)), list(lots.values()))
    assert rest is not None
    lots = after(lots.values(), rest)
    settled = release(heading(day(20)), made, lots)
    now = after(lots.values(), *settled.movements)
    old, grace = now.values()
    assert (old.remaining, old.held, old.expired) == (0, 0, 4)
    assert (grace.remaining, grace.expires_at, grace.grace_of) == (6, day(27), old.id)
    assert balance_of(now.values(), day(20)).available == 6
    again, set_aside = hold(heading(day(21)), list(now.values()), 6, terms())
    over = release(heading(day(28)), set_aside, after(now.values(), again))
    assert kinds(over) == [JournalKind.EXPIRED]
    (ended,) = over.movements[0].lots
    assert (ended.id, ended.held, ended.expired) == (grace.id, 0, 6)


def test_without_grace_points_end_with_their_lot_and_the_others_come_back() -> None:
    made, lots, _ = held([usable_lot(10, expiry_days=9), usable_lot(10)], 15, grace_days=0)
    settled = release(heading(day(20)), made, lots)
    assert kinds(settled) == [JournalKind.RELEASED, JournalKind.EXPIRED]
    assert balance_of(after(lots.values(), *settled.movements).values(), day(20)).available == 10


def test_a_hold_with_an_end_of_its_own_lapses_then_and_is_refused_from_then_on() -> None:
    made, lots, _ = held([usable_lot(10)], 6, lapses=3)
    assert capture(heading(day(2.99)), made, lots).hold.captured == 6
    for end in (capture, release):
        with pytest.raises(HoldHasLapsed):
            end(heading(day(3)), made, lots)
    settled = lapse(heading(day(9)), made, lots)
    assert (settled.hold.status, settled.hold.ended_at) == (HoldStatus.LAPSED, day(3))
    assert settled.movements[0].journal.heading.at == day(3)
    with pytest.raises(HoldHasLapsed):
        lapse(heading(day(9)), settled.hold, lots)


@pytest.mark.parametrize("expiry_days", [2, 3, 4, 9, 30])
@pytest.mark.parametrize("grace_days", [0, 7])
def test_a_balance_reads_the_same_whether_or_not_the_lapse_was_booked(
    expiry_days: int, grace_days: int
) -> None:
    made, lots, _ = held([usable_lot(10, expiry_days=expiry_days), usable_lot(5)], 12, 3, grace_days)
    settled = lapse(heading(day(3)), made, lots)
    booked = after(lots.values(), *settled.movements)
    for at in (3, 3.5, 5, 9.5, 10, 29, 31):
        late = balance_of(lots.values(), day(at), holds=[made])
        assert late == balance_of(booked.values(), day(at))
    assert balance_of(lots.values(), day(2), holds=[made]).held == 12


def test_four_holds_lapse_in_turn_and_only_the_first_can_still_be_captured() -> None:
    lots, made = after([usable_lot(100)]), list[Hold]()
    for amount, lapses in ((10, None), (11, 2), (12, 3), (13, 4)):
        setting, one = hold(
            heading(day(1)), list(lots.values()), amount, terms(None if lapses is None else day(lapses))
        )
        lots = after(lots.values(), setting)
        made.append(one)
    assert [balance_of(lots.values(), day(at), holds=made).held for at in (1, 2, 3, 4)] == [46, 35, 23, 10]
    assert capture(heading(day(4)), made[0], lots).hold.captured == 10
    for one in made[1:]:
        with pytest.raises(HoldHasLapsed):
            capture(heading(day(4)), one, lots)


def spent(lots: list[Lot], amount: int) -> tuple[Hold, dict[LotId, Lot]]:
    made, now, _ = held(lots, amount)
    settled = capture(heading(day(2)), made, now)
    return settled.hold, after(now.values(), *settled.movements)


def test_refunded_points_go_back_to_their_lots_the_last_taken_first() -> None:
    over, lots = spent([usable_lot(10), usable_lot(10, day(0.5))], 15)
    first = refund(heading(day(5)), over, lots, 7)
    lots = after(lots.values(), *first.movements)
    assert [lot.remaining for lot in lots.values()] == [2, 10]
    second = refund(heading(day(6)), first.hold, lots, 8)
    assert [lot.remaining for lot in after(lots.values(), *second.movements).values()] == [10, 10]
    assert second.hold.refunded == 15


def test_no_more_comes_back_than_was_spent() -> None:
    over, lots = spent([usable_lot(500)], 500)
    with pytest.raises(RefundExceedsCapture):
        refund(heading(day(5)), over, lots, 10_000)
    once = refund(heading(day(5)), over, lots, 499).hold
    with pytest.raises(RefundExceedsCapture):
        refund(heading(day(5)), once, lots, 2)


def test_refunded_points_of_an_ended_lot_get_grace_and_wake_nothing_else_of_it() -> None:
    over, lots = spent([usable_lot(10, expiry_days=9)], 6)
    settled = refund(heading(day(20)), over, lots, 6)
    movements: tuple[Movement, ...] = settled.movements
    now = after(lots.values(), *movements)
    assert balance_of(now.values(), day(20)).available == 6
    assert balance_of(now.values(), day(27)).total == 0


def test_without_grace_refunded_points_of_an_ended_lot_are_breakage() -> None:
    made, lots, _ = held([usable_lot(10, expiry_days=9)], 6, grace_days=0)
    taken = capture(heading(day(2)), made, lots)
    settled = refund(heading(day(20)), taken.hold, after(lots.values(), *taken.movements), 6)
    assert folded([settled.movements[0].journal]) == {
        (Account.REDEEMED, None): -6,
        (Account.BREAKAGE, None): 6,
    }


def test_open_holds_say_what_is_held_of_each_lot() -> None:
    made, lots, _ = held([usable_lot(10), usable_lot(10, day(0.5))], 15)
    assert open_parts([made]) == {lot.id: lot.held for lot in lots.values()}
    assert open_parts([replace(made, status=HoldStatus.CAPTURED)]) == {}
