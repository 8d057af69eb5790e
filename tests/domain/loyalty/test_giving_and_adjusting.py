"""Gifts keep age and end; adjustments say why, and above a limit need a second person."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.loyalty.accounts import Account
from domain.loyalty.adjusting import Adjustment, AdjustmentId, AdjustmentStatus, credit, debit
from domain.loyalty.balance import balance_of
from domain.loyalty.earning import Grant
from domain.loyalty.gifts import give
from domain.loyalty.journal import LotId
from domain.loyalty.refusals import (
    AdjustmentIsDecided,
    AdjustmentNeedsAnother,
    GiftToSelf,
    PointsNotEnough,
    PointsOutOfRange,
    ReasonMissing,
)
from domain.shared.ids import AccountId, RegionId
from tests.domain.loyalty.building import ANNA, BO, IDS, START, day, folded, heading, policy, usable_lot

CARL, DORA = AccountId(UUID(int=0xC)), AccountId(UUID(int=0xD))


def test_a_gift_moves_the_points_that_would_be_spent_next_with_their_own_ends() -> None:
    lots = [usable_lot(10), usable_lot(10, day(0.5), expiry_days=30)]
    movement = give(heading(day(1)), lots, 13, BO)
    mine = [lot for lot in movement.lots if lot.member_id == ANNA]
    theirs = [lot for lot in movement.lots if lot.member_id == BO]
    assert [lot.remaining for lot in mine] == [0, 7]
    assert [(lot.remaining, lot.expires_at) for lot in theirs] == [(10, day(30.5)), (3, day(365))]
    assert balance_of(theirs, day(1)).available == 13
    assert all(key[0] is Account.AVAILABLE for key in folded([movement.journal]))


def test_nobody_gives_more_than_they_have_nor_to_themselves() -> None:
    with pytest.raises(PointsNotEnough):
        give(heading(day(1)), [usable_lot(10)], 8, BO, debt=3)
    with pytest.raises(GiftToSelf):
        give(heading(day(1)), [usable_lot(10)], 8, ANNA)


def proposal(points: int, reason: str = "an apology") -> Adjustment:
    ids = AdjustmentId(UUID(int=1)), RegionId(UUID(int=2))
    return Adjustment(*ids, ANNA, points, reason, proposed_by=CARL, proposed_at=START)


def test_up_to_the_limit_one_person_is_enough() -> None:
    done = proposal(100).approved(CARL, day(1), limit=100)
    assert (done.status, done.decided_by, done.decided_at) == (AdjustmentStatus.APPROVED, CARL, day(1))


@pytest.mark.parametrize("points", [101, -101])
def test_above_the_limit_it_takes_a_second_person(points: int) -> None:
    with pytest.raises(AdjustmentNeedsAnother):
        proposal(points).approved(CARL, day(1), limit=100)
    assert proposal(points).approved(DORA, day(1), limit=100).status is AdjustmentStatus.APPROVED


def test_it_is_decided_once() -> None:
    for decided in (proposal(5).approved(DORA, day(1), 10), proposal(5).refused(CARL, day(1))):
        with pytest.raises(AdjustmentIsDecided):
            decided.approved(DORA, day(2), 10)
        with pytest.raises(AdjustmentIsDecided):
            decided.refused(DORA, day(2))


def test_it_says_why_and_moves_a_sensible_number_of_points() -> None:
    for reason in ("", "  \n"):
        with pytest.raises(ReasonMissing):
            proposal(5, reason)
    for points in (0, 10**13, -(10**13)):
        with pytest.raises(PointsOutOfRange):
            replace(proposal(5), points=points)


def test_points_given_by_hand_can_be_used_at_once_and_end_as_the_policy_says() -> None:
    movement = credit(heading(day(1)), Grant(LotId(IDS.new()), ANNA, 40, proposal(40).origin), policy(7, 30))
    assert balance_of(movement.lots, day(1)).available == 40
    assert movement.lots[0].expires_at == day(31)
    assert folded([movement.journal])[Account.ADJUSTED, None] == -40


def test_no_more_is_taken_by_hand_than_there_is() -> None:
    movement = debit(heading(day(1)), [usable_lot(10)], 4)
    assert (movement.lots[0].remaining, folded([movement.journal])[Account.ADJUSTED, None]) == (6, 4)
    with pytest.raises(PointsNotEnough):
        debit(heading(day(1)), [usable_lot(10)], 11)
