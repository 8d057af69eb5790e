"""When a phone's position was taken, told in business time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import pytest

from application.profile.set_position import SetPosition, SetPositionHandler
from domain.shared.geo import Point
from domain.shared.ids import AccountId, WorkerId

REAL = datetime(2026, 11, 22, 12, tzinfo=UTC)
BUSINESS = datetime(2026, 12, 1, 9, tzinfo=UTC)
WORKER = AccountId(UUID(int=7))
HERE = Point(104.64, 30.41)


@dataclass(frozen=True, slots=True)
class RealTime:
    def now(self) -> datetime:
        return REAL


@dataclass(frozen=True, slots=True)
class FastTime:
    rate: float = 60.0

    def now(self) -> datetime:
        return BUSINESS

    async def read(self) -> None:
        return None


@dataclass(slots=True)
class NotedPositions:
    """As much of a unit of work as the use case touches."""

    buffered: list[tuple[WorkerId, Point, datetime]] = field(default_factory=list)
    stored: list[tuple[WorkerId, Point, datetime]] = field(default_factory=list)

    @property
    def people(self) -> Self:
        return self

    def set_position(self, worker_id: WorkerId, point: Point, at: datetime) -> None:
        self.buffered.append((worker_id, point, at))

    async def commit(self, answer: object | None = None) -> None:
        self.stored += self.buffered

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


@pytest.mark.parametrize(
    ("taken", "counts_as"),
    [
        (REAL, BUSINESS),
        (REAL - timedelta(seconds=10), BUSINESS - timedelta(minutes=10)),
        (REAL + timedelta(hours=1), BUSINESS),
    ],
)
async def test_a_position_is_as_old_as_the_phone_says_and_never_of_the_future(
    taken: datetime, counts_as: datetime
) -> None:
    unit = NotedPositions()
    new_unit: Callable[[], Any] = lambda: unit  # noqa: E731
    await SetPositionHandler(new_unit, FastTime(), RealTime())(SetPosition(WORKER, HERE, taken))
    assert unit.stored == [(WorkerId(WORKER), HERE, counts_as)]
