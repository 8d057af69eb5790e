from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.promotions.reader import Place
from domain.promotions.rules.schedule import Running, Schedule, read_schedule
from tests.domain.promotions.making import Json

SHANGHAI = ZoneInfo("Asia/Shanghai")


def schedule(**json: object) -> Schedule:
    place = Place(json, "schedule")
    found = read_schedule(place, SHANGHAI)
    assert place.faults == []
    return found


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "running"),
    [
        ("2026-02-02T23:59:59", Running.NOT_STARTED),
        ("2026-02-03T00:00:00", Running.ACTIVE),
        ("2026-02-05T23:59:59", Running.ACTIVE),
        ("2026-02-06T00:00:00", Running.ENDED),
    ],
)
def test_days_are_those_of_the_zone_and_the_last_one_belongs_to_it(moment: str, running: Running) -> None:
    assert schedule(**{"from": "2026-02-03", "to": "2026-02-05"}).at(at(moment)) is running


def test_a_schedule_of_another_zone_starts_at_its_midnight() -> None:
    found = schedule(**{"zone": "America/Santiago", "from": "2026-02-03"})
    assert found.start == datetime(2026, 2, 3, 3, tzinfo=UTC)


def test_a_day_of_twenty_three_hours_ends_at_its_midnight() -> None:
    found = schedule(**{"zone": "Europe/Berlin", "from": "2026-03-29", "to": "2026-03-29"})
    assert found.end is not None
    assert found.start is not None
    assert (found.end - found.start).total_seconds() == 23 * 3600


HOURS: Json = {"hours": [{"weekdays": [5], "from": "22:00", "to": "02:00"}]}


@pytest.mark.parametrize(
    ("moment", "running"),
    [
        ("2026-02-06T21:59", Running.OUT_OF_HOURS),  # a Friday
        ("2026-02-06T22:00", Running.ACTIVE),
        ("2026-02-07T01:59", Running.ACTIVE),
        ("2026-02-07T02:00", Running.OUT_OF_HOURS),
        ("2026-02-07T22:30", Running.OUT_OF_HOURS),
        ("2026-02-06T01:00", Running.OUT_OF_HOURS),
    ],
)
def test_hours_past_midnight_belong_to_the_day_on_which_they_began(moment: str, running: Running) -> None:
    assert schedule(**HOURS).at(at(moment)) is running


def test_sunday_night_runs_into_monday() -> None:
    found = schedule(hours=[{"weekdays": [7], "from": "22:00", "to": "02:00"}])
    assert found.at(at("2026-02-09T01:00")) is Running.ACTIVE
    assert found.at(at("2026-02-08T01:00")) is Running.OUT_OF_HOURS


def test_hours_of_the_day_hold_on_each_weekday_when_none_is_named() -> None:
    found = schedule(hours=[{"from": "08:00", "to": "09:00"}])
    assert [found.at(at(f"2026-02-0{day}T08:30")) for day in range(1, 8)] == [Running.ACTIVE] * 7
    assert found.at(at("2026-02-01T09:00")) is Running.OUT_OF_HOURS
