"""A price with every reason, in the shape in which it leaves the API."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.promotions.conditions.fields import Value
from domain.promotions.conditions.remedies import Change
from domain.promotions.pricing.result import Applied, Priced, PricedLine, Reason, Refused, Search, Totals
from domain.shared.texts import Text

Seen = bool | int | str | list[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedView:
    """`shares` has one amount for each line, in their order; `extra_units` come on top, free of charge."""

    promotion: str
    name: Text
    campaign: str | None
    code: str | None
    lane: int
    minor: int
    shares: tuple[int, ...]
    extra_service: str | None
    extra_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissView:
    """`path` is the place in the condition; `needed` is in the words of the rules."""

    path: str
    reading: str
    actual: Seen
    needed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Make `reading` so; `by` is a number's difference. With `element`, `to` says whether it is in."""

    reading: str
    to: Seen
    by: int | None
    element: str | None
    is_in_reach: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedView:
    """`remedy` is the smallest change that makes it pass; None where there is none."""

    promotion: str | None
    name: Text | None
    code: str | None
    reason: Reason
    rival: str | None
    left: int | None
    misses: tuple[MissView, ...]
    remedy: tuple[ChangeView, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewView:
    """`rules_version` is that of the rules, 0 for those that follow from the earning policy."""

    rules_version: int
    totals: Totals
    lines: tuple[PricedLine, ...]
    applied: tuple[AppliedView, ...]
    refused: tuple[RefusedView, ...]
    search: Search | None


def preview_of(priced: Priced, names: Mapping[str, Text]) -> PreviewView:
    return PreviewView(
        rules_version=priced.rules_version,
        totals=priced.totals,
        lines=priced.lines,
        applied=tuple(_applied(each, names[each.promotion]) for each in priced.applied),
        refused=tuple(refused_view(each, names.get(each.promotion or "")) for each in priced.refused),
        search=priced.search,
    )


def _applied(one: Applied, name: Text) -> AppliedView:
    return AppliedView(
        promotion=one.promotion,
        name=name,
        campaign=one.campaign,
        code=one.code,
        lane=one.lane,
        minor=one.minor,
        shares=one.shares,
        extra_service=one.extra.service if one.extra else None,
        extra_units=one.extra.units if one.extra else 0,
    )


def refused_view(one: Refused, name: Text | None) -> RefusedView:
    why = one.explanation
    return RefusedView(
        promotion=one.promotion,
        name=name,
        code=one.code,
        reason=one.reason,
        rival=one.rival,
        left=one.left,
        misses=tuple(
            MissView(path=miss.path, reading=miss.reading, actual=_seen(miss.actual), needed=miss.needed)
            for miss in (why.misses if why else ())
        ),
        remedy=tuple(map(_change, why.remedy)) if why and why.remedy is not None else None,
    )


def _change(one: Change) -> ChangeView:
    return ChangeView(
        reading=one.reading, to=_seen(one.to), by=one.by, element=one.element, is_in_reach=one.is_in_reach
    )


def _seen(value: Value | None) -> Seen:
    return sorted(value) if isinstance(value, frozenset) else value
