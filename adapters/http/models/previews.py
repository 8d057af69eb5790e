"""What a preview answers: what applied, what did not and why, and what would have to change."""

from adapters.http.models.fields import Count, Minor, Output, Text
from adapters.http.models.rules import PreviewedLine, PreviewTotals, RulesVersion, Seen
from domain.promotions.pricing.result import Reason


class PreviewApplied(Output, frozen=True, kw_only=True):
    """`shares` has one amount for each line, in their order; `extra_units` come on top, free of charge."""

    promotion: str
    name: Text
    campaign: str | None
    code: str | None
    lane: Count
    minor: Minor
    shares: list[Minor]
    extra_service: str | None
    extra_units: Count


class PreviewMiss(Output, frozen=True, kw_only=True):
    """`path` is the place in the condition; `needed` is in the words of the rules."""

    path: str
    reading: str
    actual: Seen
    needed: str


class PreviewChange(Output, frozen=True, kw_only=True):
    """Make `reading` so; `by` is a number's difference. With `element`, `to` says whether it is in."""

    reading: str
    to: Seen
    by: Minor | None
    element: str | None
    is_in_reach: bool


class PreviewRefused(Output, frozen=True, kw_only=True):
    """`remedy` is the smallest change that makes it pass; null where there is none."""

    promotion: str | None
    name: Text | None
    code: str | None
    reason: Reason
    rival: str | None
    left: Count | None
    misses: list[PreviewMiss]
    remedy: list[PreviewChange] | None


class PreviewSearch(Output, frozen=True, kw_only=True):
    """No other combination saves `gap_minor` more; 0 is proven best."""

    evaluated: Count
    gap_minor: Count


class PricePreview(Output, frozen=True, kw_only=True):
    rules_version: RulesVersion
    totals: PreviewTotals
    lines: list[PreviewedLine]
    applied: list[PreviewApplied]
    refused: list[PreviewRefused]
    search: PreviewSearch | None
