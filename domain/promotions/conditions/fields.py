"""The declared readings: what a condition may ask, of which type, and whether somebody can change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.promotions.faults import ReadingsMalformed
from domain.promotions.money.rounding import MAX_MINOR

Value = bool | int | str | frozenset[str]
Fixed = tuple[Value | None, ...]
"""The values of all declared fields, each in its slot; None where nothing is known."""


class Kind(StrEnum):
    FLAG = "flag"
    COUNT = "count"
    MONEY = "money"
    CLOCK = "clock"
    WEEKDAY = "weekday"
    TEXT = "text"
    TEXTS = "texts"


RANGES: Final[Mapping[Kind, tuple[int, int]]] = {
    Kind.COUNT: (-(10**9), 10**9),
    Kind.MONEY: (-MAX_MINOR, MAX_MINOR),
    Kind.CLOCK: (0, 24 * 60 - 1),
    Kind.WEEKDAY: (1, 7),
}
"""Inclusive. A clock is the minute of the local day, a weekday Monday = 1 to Sunday = 7 (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class Field:
    """`is_in_reach`: the member can change it with this order, so it is proposed before others."""

    name: str
    kind: Kind
    slot: int
    is_in_reach: bool = False


def _declared() -> Mapping[str, Field]:
    rows: tuple[tuple[str, Kind, bool], ...] = (
        ("member.tier", Kind.TEXT, False),
        ("member.tags", Kind.TEXTS, False),
        ("member.is_new", Kind.FLAG, False),
        ("member.orders_completed", Kind.COUNT, False),
        ("member.spent_minor", Kind.MONEY, False),
        ("member.points_available", Kind.COUNT, False),
        ("member.days_since_sign_up", Kind.COUNT, False),
        ("member.days_since_last_order", Kind.COUNT, False),
        ("member.days_to_birthday", Kind.COUNT, False),
        ("member.streak", Kind.COUNT, False),
        ("member.referrals", Kind.COUNT, False),
        ("place.region", Kind.TEXT, False),
        ("place.community", Kind.TEXT, False),
        ("order.nth", Kind.COUNT, False),
        ("order.channel", Kind.TEXT, True),
        ("order.lead_days", Kind.COUNT, True),
        ("order.is_urgent", Kind.FLAG, True),
        ("visit.weekday", Kind.WEEKDAY, True),
        ("visit.clock", Kind.CLOCK, True),
        ("now.weekday", Kind.WEEKDAY, True),
        ("now.clock", Kind.CLOCK, True),
        ("now.month_day", Kind.COUNT, True),
        ("event.stars", Kind.COUNT, True),
        ("event.photos", Kind.COUNT, True),
        ("event.text_length", Kind.COUNT, True),
        ("event.note", Kind.TEXT, True),
    )
    return {name: Field(name, kind, i, reach) for i, (name, kind, reach) in enumerate(rows)}


FIELDS: Final = _declared()


def fixed_readings(given: Mapping[str, Value | None], now: datetime, zone: ZoneInfo) -> Fixed:
    """All fields in their slots, with the local time of `now` put in. Raises `ReadingsMalformed`."""
    local = now.astimezone(zone)
    found: list[Value | None] = [None] * len(FIELDS)
    for name, value in given.items():
        if name not in FIELDS or name.startswith("now."):
            raise ReadingsMalformed(field=name[:60])
        if value is not None and not _fits(FIELDS[name].kind, value):
            raise ReadingsMalformed(field=name)
        found[FIELDS[name].slot] = value
    found[FIELDS["now.weekday"].slot] = local.isoweekday()
    found[FIELDS["now.clock"].slot] = local.hour * 60 + local.minute
    found[FIELDS["now.month_day"].slot] = local.month * 100 + local.day
    return tuple(found)


def _fits(kind: Kind, value: Value) -> bool:
    if kind is Kind.FLAG:
        return isinstance(value, bool)
    if kind is Kind.TEXT:
        return isinstance(value, str)
    if kind is Kind.TEXTS:
        return isinstance(value, frozenset)
    low, high = RANGES[kind]
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
