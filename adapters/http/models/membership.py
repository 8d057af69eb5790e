"""What a member tells about oneself."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Count, Id, Input, Line, Moment, NonEmptyWords, Output

MonthOfYear = Annotated[int, Meta(ge=1, le=12)]
DayOfMonth = Annotated[int, Meta(ge=1, le=31)]


class SetBirthday(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without the year, which nobody needs."""

    month: MonthOfYear
    day: DayOfMonth


class Birthday(Output, frozen=True, kw_only=True):
    """Nothing where none was told; it can be changed from `fixed_until` on."""

    month: MonthOfYear | None
    day: DayOfMonth | None
    fixed_until: Moment | None


class CorrectBirthday(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    month: MonthOfYear
    day: DayOfMonth
    reason: NonEmptyWords


class BirthdayCorrection(Output, frozen=True, kw_only=True):
    """The day before is nothing where none was told."""

    before_month: MonthOfYear | None
    before_day: DayOfMonth | None
    month: MonthOfYear
    day: DayOfMonth
    reason: str
    corrected_by: Id
    at: Moment


class MemberBirthday(Output, frozen=True, kw_only=True):
    """Corrections newest first."""

    birthday: Birthday
    corrections: list[BirthdayCorrection]


class SayReferrer(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The code as it was typed; case, blanks and hyphens do not matter."""

    code: Line


class Referral(Output, frozen=True, kw_only=True):
    """`code` is mine to hand on, nothing until I have an address. `may_say` while I can still name who
    referred me, `said_at` when I did. `referred` named me, `rewarded` of them brought me my reward.
    """

    code: str | None
    said_at: Moment | None
    may_say: bool
    referred: Count
    rewarded: Count
