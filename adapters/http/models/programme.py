"""Checking in, and what the staff gives by rules."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import MAX_SAFE, Count, Day, Id, Input, Line, Moment, Output, Text
from adapters.http.models.previews import PreviewRefused
from domain.promotions.rules.model import TierMeasure

Counted = Annotated[
    int, Meta(ge=-MAX_SAFE, le=MAX_SAFE, description="Points, minor units or orders, as measured")
]


class CheckIn(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`region_id`: whose rules and whose calendar."""

    region_id: Id


class CheckedIn(Output, frozen=True, kw_only=True):
    """`streak` counts days without a gap, today included; `points` were given by this very call."""

    day: Day
    streak: Count
    points: Count


class MyProgrammeQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id


class TierStep(Output, frozen=True, kw_only=True):
    """`at_least` of the ladder's measure reach it."""

    code: str
    name: Text
    at_least: Count


class MyTier(Output, frozen=True, kw_only=True):
    """`counted` of the measure in the last `qualifying_days`; below zero where refunds took more than came.
    `next` needs `missing` more; the highest tier has no next. `kept_until` is nothing in the lowest.
    """

    tier: TierStep
    measure: TierMeasure
    qualifying_days: Count
    counted: Counted
    kept_until: Moment | None
    next: TierStep | None
    missing: Count | None


class MyCheckIn(Output, frozen=True, kw_only=True):
    """Whether it is done for today, and the days without a gap up to today."""

    is_done: bool
    streak: Count


class MyProgramme(Output, frozen=True, kw_only=True):
    """No tier where the region's rules have none; no check-in where it gives nothing now."""

    tier: MyTier | None
    check_in: MyCheckIn | None


class AwardByHand(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`note` is what the rules read as `event.note`."""

    region_id: Id
    note: Line


class AwardGranted(Output, frozen=True, kw_only=True):
    promotion: str
    name: Text
    points: Count
    coupons: Count


class Award(Output, frozen=True, kw_only=True):
    """What was given, and which rules of the trigger gave nothing, with the reason."""

    granted: list[AwardGranted]
    refused: list[PreviewRefused]
