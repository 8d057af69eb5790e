"""A balance is right at the moment of reading, however late the runs are."""

from dataclasses import replace

from domain.loyalty.balance import Balance, ExpiringPoints, balance_of
from tests.domain.loyalty.building import a_lot, day, usable_lot


def test_somebody_who_never_earned_has_zeros() -> None:
    assert balance_of([], day(0)) == Balance(0, 0, 0, None)


def test_points_wait_become_usable_and_are_gone_without_any_run() -> None:
    lots = [a_lot(10), a_lot(20, day(1))]
    balances = [balance_of(lots, day(at)) for at in (6, 7, 8, 365, 366)]
    assert [(b.available, b.pending) for b in balances] == [(0, 30), (10, 20), (30, 0), (20, 0), (0, 0)]
    assert [b.total for b in balances] == [30, 30, 30, 20, 0]


def test_held_points_count_even_after_their_date() -> None:
    lot = replace(usable_lot(10), remaining=4, held=6)
    assert balance_of([lot], day(1)) == Balance(4, 0, 6, ExpiringPoints(4, day(365)))
    assert balance_of([lot], day(365)) == Balance(0, 0, 6, None)


def test_the_next_to_expire_are_all_free_points_of_the_soonest_date() -> None:
    lots = [usable_lot(5), replace(usable_lot(9), remaining=2), usable_lot(7, day(1)), a_lot(1)]
    assert balance_of(lots, day(2)).expiring_next == ExpiringPoints(8, day(365))
    assert balance_of(lots, day(365)).expiring_next == ExpiringPoints(7, day(366))


def test_lots_without_free_points_do_not_expire_next() -> None:
    spent = replace(usable_lot(5), remaining=0)
    assert balance_of([spent, usable_lot(3, day(9))], day(10)).expiring_next == ExpiringPoints(3, day(374))
