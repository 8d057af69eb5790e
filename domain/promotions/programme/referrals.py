"""Who brought whom: a member names, before the first order, somebody who was a member earlier.

As every referrer joined before whoever names them, nobody is in a circle, however many ask at once.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from domain.promotions.programme.membership import Membership
from domain.promotions.rules.model import Trigger
from domain.shared.errors import Conflict, NotFound, RuleBroken
from domain.shared.ids import AccountId


class ReferralCodeUnknown(NotFound):
    """Nobody's code, or not a code at all: the same answer for both."""

    code = "referral_code_not_found"


class ReferralCodeTaken(Conflict):
    """Another one was given in the same moment."""

    code = "referral_code_taken"


class ReferralKnown(Conflict):
    """Who it was is told once."""

    code = "referral_known"


class ReferralOfOneself(RuleBroken):
    code = "referral_of_oneself"


class ReferralTooLate(RuleBroken):
    """The member has ordered already."""

    code = "referral_too_late"


class ReferrerNotEarlier(RuleBroken):
    """Who is named was no member yet when this one joined: so nobody refers in a circle."""

    code = "referrer_not_earlier"


class Side(StrEnum):
    """Whom a referral may bring something: rules have a trigger for each."""

    REFERRER = "referrer"
    REFERRED = "referred"

    @property
    def trigger(self) -> Trigger:
        return Trigger.REFERRAL if self is Side.REFERRER else Trigger.REFERRED


@dataclass(frozen=True, slots=True)
class Referral:
    member_id: AccountId
    referrer_id: AccountId
    said_at: datetime

    def who(self, side: Side) -> AccountId:
        return self.referrer_id if side is Side.REFERRER else self.member_id

    def event_id(self, side: Side) -> UUID:
        """Once for each side in the life of who was referred."""
        return uuid5(self.member_id, f"referral {side.value}")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a member: `said_at` when a referrer was named; `referred` named this one, and
    `rewarded` of them brought what there was to be had.
    """

    code: str | None
    membership: Membership | None
    said_at: datetime | None
    has_ordered: bool
    referred: int
    rewarded: int

    @property
    def may_say(self) -> bool:
        return self.said_at is None and not self.has_ordered


def referral(member_id: AccountId, mine: Standing, referrer: Membership | None, at: datetime) -> Referral:
    """Raises `ReferralKnown`, `ReferralTooLate`, `ReferralCodeUnknown`, `ReferralOfOneself`,
    `ReferrerNotEarlier`.
    """
    if mine.said_at is not None:
        raise ReferralKnown()
    if mine.has_ordered:
        raise ReferralTooLate()
    if referrer is None:
        raise ReferralCodeUnknown()
    if referrer.member_id == member_id:
        raise ReferralOfOneself()
    if referrer.joined_at >= (mine.membership.joined_at if mine.membership else at):
        raise ReferrerNotEarlier()
    return Referral(member_id, referrer.member_id, at)
