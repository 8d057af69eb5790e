from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import (
    Referral,
    ReferralCodeUnknown,
    ReferralKnown,
    ReferralOfOneself,
    ReferralTooLate,
    ReferrerNotEarlier,
    Side,
    Standing,
    referral,
)
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId, RegionId

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REGION = RegionId(UUID(int=9))


def member(number: int, hours: float = 0) -> Membership:
    return Membership(AccountId(UUID(int=number)), REGION, NOON + timedelta(hours=hours))


def standing(mine: Membership | None) -> Standing:
    return Standing(None, mine, None, has_ordered=False, referred=0, rewarded=0)


ANNA, BO = member(1, 0), member(2, 1)
NEW = standing(BO)


def test_who_joined_later_names_who_was_there_before() -> None:
    assert referral(BO.member_id, NEW, ANNA, NOON) == Referral(BO.member_id, ANNA.member_id, NOON)
    assert (
        referral(BO.member_id, standing(None), ANNA, NOON + timedelta(seconds=1)).referrer_id
        == ANNA.member_id
    )


@pytest.mark.parametrize(
    ("mine", "referrer", "refusal"),
    [
        (replace(NEW, said_at=NOON), ANNA, ReferralKnown),
        (replace(NEW, has_ordered=True), ANNA, ReferralTooLate),
        (NEW, None, ReferralCodeUnknown),
        (NEW, BO, ReferralOfOneself),
        (NEW, member(3, 2), ReferrerNotEarlier),
        (NEW, member(3, 1), ReferrerNotEarlier),
        (standing(None), member(3, 0), ReferrerNotEarlier),
    ],
)
def test_each_refusal_has_its_own_reason(
    mine: Standing, referrer: Membership | None, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        referral(BO.member_id, mine, referrer, NOON)


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))),
)
def test_nobody_ever_refers_in_a_circle(joined: list[int], asked: list[tuple[int, int]]) -> None:
    members = [member(number, hours) for number, hours in enumerate(joined, 1)]
    named: dict[int, int] = {}
    for one, other in ((a % len(members), b % len(members)) for a, b in asked):
        try:
            referral(members[one].member_id, standing(members[one]), members[other], NOON)
        except DomainError:
            continue
        named[one] = other
    for start in range(len(members)):
        chain = [start]
        while chain[-1] in named and len(chain) <= len(members):
            chain.append(named[chain[-1]])
        assert all(joined[later] > joined[earlier] for later, earlier in pairwise(chain))


def test_each_side_has_an_event_and_a_trigger_of_its_own() -> None:
    said = Referral(BO.member_id, ANNA.member_id, NOON)
    assert len({said.event_id(side) for side in Side} | {side.trigger for side in Side}) == 4
    assert [said.who(side) for side in (Side.REFERRER, Side.REFERRED)] == [ANNA.member_id, BO.member_id]
