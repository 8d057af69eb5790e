"""Checking in, and what the staff gives by rules."""

from adapters.http.models.fields import Count, Day, Id, Input, Line, Output, Text
from adapters.http.models.previews import PreviewRefused


class CheckIn(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`region_id`: whose rules and whose calendar."""

    region_id: Id


class CheckedIn(Output, frozen=True, kw_only=True):
    """`streak` counts days without a gap, today included; `points` were given by this very call."""

    day: Day
    streak: Count
    points: Count


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
