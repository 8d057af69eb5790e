"""The place where days are played: people, doors, catalogue and travel, the same for every day in it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from adapters.memory.directory import Settlement
from application.ports.travel import TravelTimes
from arena.atlas import Atlas, table_of
from arena.chance import Chance
from arena.checks import InputsInvalid
from domain.catalogue.model import Service
from domain.communities.model import Region
from domain.shared.geo import Point
from domain.workforce.model import Shift, Worker

SOURCES_AT_ONCE: Final = 100
APPEAL_OF_LEVEL: Final = {1: 1.0, 2: 0.5, 3: 0.25, 4: 0.1, 5: 0.05}


@dataclass(frozen=True)
class Town:
    """A settlement whose workers and addresses are a pool to draw a day's people from."""

    pool: Settlement
    day: date
    atlas: Atlas

    @property
    def region(self) -> Region:
        return self.pool.region

    @cached_property
    def midnight(self) -> datetime:
        """The local midnight at which the day begins, in UTC: second 0 of its records."""
        zone = ZoneInfo(self.region.time_zone)
        return datetime.combine(self.day, time(), zone).astimezone(UTC)

    @cached_property
    def shifts(self) -> dict[UUID, Shift]:
        """The shift of each worker who works on the day."""
        start, end = self.midnight, self.midnight + timedelta(days=1)
        return {one.worker_id: one for one in self.pool.shifts if start <= one.window.start < end}

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """Those that are sold here, without photos: taking them costs dispatch nothing."""
        sold = {price.service_id for price in self.pool.prices}
        return tuple(
            replace(one, photos_before=0, photos_after=0)
            for one in self.pool.catalogue.services
            if one.id in sold and one.is_active
        )

    @cached_property
    def prices(self) -> dict[UUID, int]:
        return {one.service_id: one.price_minor for one in self.pool.prices}

    @cached_property
    def appeal(self) -> tuple[float, ...]:
        """How much each service is wanted: trades as the pool has people of them, plain work more."""
        trades = Counter(_trade(worker) for worker in self.pool.workers)
        liking = {one.id: APPEAL_OF_LEVEL.get(one.min_level, 0.05) for one in self.services}
        total: dict[str, float] = defaultdict(float)
        for one in self.services:
            total[one.skill] += liking[one.id]
        return tuple(max(trades[one.skill], 1) * liking[one.id] / total[one.skill] for one in self.services)

    def crew(self, count: int, chance: Chance) -> tuple[Worker, ...]:
        """So many of the pool who work on the day, trades in proportion. Raises `InputsInvalid`."""
        able = [replace(one, is_on_duty=True) for one in self.pool.workers if one.id in self.shifts]
        if count > len(able):
            raise InputsInvalid(field="workers", most=len(able))
        luck = chance.of("crew")
        luck.shuffle(able)
        able.sort(key=_trade)
        every = len(able) / count if count else 1.0
        first = luck.uniform(0, every)
        drawn = [able[int(first + number * every)] for number in range(count)]
        return tuple(sorted(drawn, key=lambda one: one.id))


def _trade(worker: Worker) -> str:
    return worker.skills[0].code if worker.skills else ""


async def found_town(pool: Settlement, day: date, travel: TravelTimes) -> Town:
    """Measure the ways between all its places, for every mode that somebody uses."""
    homes = [worker.home for worker in pool.workers]
    places = tuple(dict.fromkeys([*(one.point for one in pool.addresses), *homes]))
    modes = sorted({worker.travel_mode for worker in pool.workers})
    seconds, metres, is_road = {}, {}, True
    for mode in modes:
        blocks = [
            await travel.matrix(pool.region.id, mode, chunk, places)
            for chunk in _chunks(places, SOURCES_AT_ONCE)
        ]
        seconds[mode] = table_of(row for block in blocks for row in block.seconds)
        metres[mode] = table_of(row for block in blocks for row in block.metres)
        is_road = is_road and all(block.is_road for block in blocks)
    return Town(pool, day, Atlas(places, seconds, metres, is_road))


def _chunks(places: Sequence[Point], size: int) -> list[Sequence[Point]]:
    return [places[start : start + size] for start in range(0, len(places), size)]
