"""When workers work: the same week again and again, so that the calendar can be carried on any day."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from bootstrap.seeding.ids import seed_id
from domain.shared.ids import WorkerId
from domain.shared.time import Window
from domain.workforce.model import Leave, Shift, Worker

LocalHours = tuple[time, time]

LEAVE_CHANCE: Final = 0.05
LEAVE_REASONS: Final = ("annual", "sick", "family")


def make_shifts(
    workers: Iterable[Worker], hours: tuple[LocalHours, ...], zone: ZoneInfo, days: tuple[date, int]
) -> tuple[Shift, ...]:
    """The shifts of (first local day, number of days); a worker has one or two days off a week."""
    return tuple(_shifts(workers, hours, zone, days))


def _shifts(
    workers: Iterable[Worker], hours: tuple[LocalHours, ...], zone: ZoneInfo, days: tuple[date, int]
) -> Iterator[Shift]:
    first_day, count = days
    for worker in workers:
        habit = Random(f"habit {worker.id}")
        start, end = habit.choice(hours)
        days_off = frozenset(habit.sample(range(7), habit.choice((1, 2))))
        for day in (first_day + timedelta(days=number) for number in range(count)):
            if day.weekday() not in days_off:
                window = local_window(day, (start, end), zone)
                yield Shift(_day_id("shift", worker.id, day), worker.id, worker.region_id, window)


def make_leaves(shifts: Iterable[Shift], zone: ZoneInfo) -> tuple[Leave, ...]:
    """Every so often a worker is away for a whole shift, or for its second half."""
    leaves = []
    for shift in shifts:
        chance = Random(f"leave {shift.id}")
        if chance.random() < LEAVE_CHANCE:
            window = shift.window
            start = chance.choice((window.start, window.start + window.length / 2))
            day = window.start.astimezone(zone).date()
            leave_id = _day_id("leave", shift.worker_id, day)
            away, reason = Window(start, window.end), chance.choice(LEAVE_REASONS)
            leaves.append(Leave(leave_id, shift.worker_id, shift.region_id, away, reason))
    return tuple(leaves)


def local_window(day: date, hours: LocalHours, zone: ZoneInfo) -> Window:
    """Local hours of a local day as UTC, with the day's own offset; an end of 00:00 is midnight after."""
    start, end = (datetime.combine(day, hour, tzinfo=zone).astimezone(UTC) for hour in hours)
    if end <= start:
        end = datetime.combine(day + timedelta(days=1), hours[1], tzinfo=zone).astimezone(UTC)
    return Window(start, end)


def _day_id(kind: str, worker_id: WorkerId, day: date) -> UUID:
    return seed_id(kind, str(worker_id), day.isoformat())
