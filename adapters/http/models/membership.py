"""What a member tells about oneself."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Input, Moment, Output

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
