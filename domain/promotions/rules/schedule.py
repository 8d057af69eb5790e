"""When something runs: from one local moment to another, in a named zone, perhaps only at some hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.promotions.conditions.read_tree import clock_of
from domain.promotions.faults import FaultCode
from domain.promotions.reader import Place

MOST_HOURS: Final = 50
# Names that say something else on each machine, and copies that count leap seconds.
_OF_THE_MACHINE: Final = frozenset({"localtime", "posixrules", "Factory"})


class Running(StrEnum):
    """A schedule at a moment. OUT_OF_HOURS is inside the dates and outside the weekly hours."""

    ACTIVE = "active"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    OUT_OF_HOURS = "out_of_hours"


@dataclass(frozen=True, slots=True)
class Hours:
    """[start, end) minutes of the local day, on these ISO weekdays; past midnight where end <= start.

    What begins on a weekday and runs past midnight belongs to the day on which it began.
    """

    weekdays: frozenset[int]
    start: int
    end: int

    def hold(self, local: datetime) -> bool:
        minute, today = local.hour * 60 + local.minute, local.isoweekday()
        if self.start < self.end:
            return today in self.weekdays and self.start <= minute < self.end
        yesterday = (today - 2) % 7 + 1
        return (today in self.weekdays and minute >= self.start) or (
            yesterday in self.weekdays and minute < self.end
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """[start, end) as moments; None is open. `hours` empty is always."""

    zone: ZoneInfo
    start: datetime | None = None
    end: datetime | None = None
    hours: tuple[Hours, ...] = ()

    def at(self, now: datetime) -> Running:
        if self.start is not None and now < self.start:
            return Running.NOT_STARTED
        if self.end is not None and now >= self.end:
            return Running.ENDED
        local = now.astimezone(self.zone)
        is_open = not self.hours or any(hours.hold(local) for hours in self.hours)
        return Running.ACTIVE if is_open else Running.OUT_OF_HOURS


def read_zone(place: Place) -> ZoneInfo:
    name = place.text(64)
    try:
        if name in _OF_THE_MACHINE or name.startswith(("posix/", "right/")):
            raise ZoneInfoNotFoundError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place.stop(FaultCode.ZONE_UNKNOWN, name)


def read_schedule(place: Place, zone: ZoneInfo) -> Schedule:
    """`zone` is that of the rule set, where the schedule names none.

    `from` and `to` are local days (`to` is the last day, inclusive) or local moments (`to` is excluded).
    A local moment that a change of clocks skips or repeats is the first of its two readings.
    """
    place.keys("zone", "from", "to", "hours")
    own = place.at("zone").attempt(read_zone) if place.has("zone") else zone
    own = own or zone
    start = _moment(place.at("from"), own, is_end=False) if place.has("from") else None
    end = _moment(place.at("to"), own, is_end=True) if place.has("to") else None
    if start is not None and end is not None and end <= start:
        place.stop(FaultCode.ENDS_BEFORE_START)
    hours = (
        [each.attempt(_hours) for each in place.at("hours").items(MOST_HOURS)] if place.has("hours") else []
    )
    return Schedule(own, start, end, tuple(each for each in hours if each is not None))


def _moment(place: Place, zone: ZoneInfo, is_end: bool) -> datetime:
    text = place.text(32)
    try:
        if len(text) == 10:
            day = date.fromisoformat(text) + timedelta(days=1 if is_end else 0)
            local = datetime.combine(day, time.min)
        else:
            local = datetime.fromisoformat(text)
        if local.tzinfo is not None:
            place.stop(FaultCode.WRONG_TYPE, "a local time, without offset")
        return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    except (ValueError, OverflowError):
        place.stop(FaultCode.WRONG_TYPE, "YYYY-MM-DD or YYYY-MM-DDTHH:MM")


def _hours(place: Place) -> Hours:
    place.keys("weekdays", "from", "to")
    days = frozenset(range(1, 8))
    if place.has("weekdays"):
        days = frozenset(each.whole(1, 7) for each in place.at("weekdays").items(7, least=1))
    return Hours(days, clock_of(place.at("from")), clock_of(place.at("to")))
