"""What a member told about oneself, in the shape in which it leaves the API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.promotions.coupons.codes import shown
from domain.promotions.programme.birthdays import Birthday, Correction
from domain.promotions.programme.referrals import Referral, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthdayView:
    """Nothing where none was told; it can be changed from `fixed_until` on."""

    month: int | None
    day: int | None
    fixed_until: datetime | None


def birthday_view(birthday: Birthday | None) -> BirthdayView:
    if birthday is None:
        return BirthdayView(month=None, day=None, fixed_until=None)
    return BirthdayView(month=birthday.month, day=birthday.day, fixed_until=birthday.fixed_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthdayCorrection:
    """The day before is nothing where none was told."""

    before_month: int | None
    before_day: int | None
    month: int
    day: int
    reason: str
    corrected_by: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberBirthdayView:
    """As staff see it; corrections newest first."""

    birthday: BirthdayView
    corrections: tuple[BirthdayCorrection, ...]


def member_birthday_view(birthday: Birthday | None, papers: Sequence[Correction]) -> MemberBirthdayView:
    corrections = tuple(
        BirthdayCorrection(
            before_month=one.before.month if one.before else None,
            before_day=one.before.day if one.before else None,
            month=one.right.month,
            day=one.right.day,
            reason=one.reason,
            corrected_by=one.by,
            at=one.right.given_at,
        )
        for one in papers
    )
    return MemberBirthdayView(birthday=birthday_view(birthday), corrections=corrections)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """`code` is nothing until the member has an address; `said_at` when this member named a referrer."""

    code: str | None
    said_at: datetime | None
    may_say: bool
    referred: int
    rewarded: int


def referral_view(standing: Standing, said: Referral | None = None) -> ReferralView:
    """`said` just now."""
    return ReferralView(
        code=shown(standing.code) if standing.code else None,
        said_at=said.said_at if said else standing.said_at,
        may_say=standing.may_say and said is None,
        referred=standing.referred,
        rewarded=standing.rewarded,
    )
