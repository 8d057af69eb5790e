"""Small days to judge: places on a line, a minute of travel per 0.001 degree, times as "HH:MM"."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.scheduling.calendar import Calendar, Caps, Commitment, VisitNeed
from domain.scheduling.timeline import Timeline, timeline_of
from domain.shared.geo import Point
from domain.shared.ids import VisitId
from domain.shared.time import Window

DAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return DAY + timedelta(hours=int(hours), minutes=int(minutes))


def window(start: str, end: str) -> Window:
    return Window(at(start), at(end))


def place(minutes_away: int) -> Point:
    """A place that many minutes from home, on one line."""
    return Point(minutes_away / 1000, 0.0)


HOME = place(0)


def line_travel(origin: Point, target: Point, /) -> int:
    return round(abs(origin.lon - target.lon) * 1000) * 60


def visit_id(number: int) -> VisitId:
    return VisitId(UUID(int=number))


def need(start: str, end: str, minutes: int = 60, away: int = 10) -> VisitNeed:
    return VisitNeed(place(away), window(start, end), minutes * 60)


def fixed(number: int, start: str, minutes: int = 60, away: int = 10) -> Commitment:
    moment = at(start)
    return Commitment(
        visit_id(number),
        VisitNeed(place(away), Window(moment, moment + timedelta(hours=1)), minutes * 60),
        moment,
    )


def movable(
    number: int, planned: str, open_: tuple[str, str], minutes: int = 60, away: int = 10
) -> Commitment:
    return Commitment(visit_id(number), need(*open_, minutes, away), at(planned), is_fixed=False)


def calendar(
    now: str = "06:00",
    shifts: tuple[tuple[str, str], ...] = (("08:00", "17:00"),),
    leaves: tuple[tuple[str, str], ...] = (),
    position: Point | None = None,
    caps: Caps | None = None,
) -> Calendar:
    return Calendar(
        at(now),
        HOME,
        tuple(window(*shift) for shift in shifts),
        tuple(window(*leave) for leave in leaves),
        position,
        caps or Caps(),
    )


def timeline(*commitments: Commitment, when: Calendar | None = None) -> Timeline:
    return timeline_of(when or calendar(), commitments, line_travel)
