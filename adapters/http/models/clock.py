"""Business time, where a setting allows it to be moved."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Input, Moment, Output


class ClockReading(Output, frozen=True, kw_only=True):
    """`rate` business seconds pass in one real second; `may_move` is false in production."""

    business_now: Moment
    rate: float
    may_move: bool


class MoveClock(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Business time never goes back."""

    rate: Annotated[float, Meta(gt=0, le=3600)] | None = None
    advance_s: Annotated[int, Meta(ge=0, le=366 * 86_400)] | None = None
