"""The place where days are played: people, doors, catalogue and travel, the same for every day in it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from adapters.memory.directory import Settlement, ShelfOfServices
from application.ports.travel import TravelTimes
from arena.atlas import Atlas, table_of
from arena.chance import Chance
from arena.inputs import Inputs, InputsInvalid
from domain.catalogue.model import Service, ServicePrice
from domain.communities.model import Address, Community, Region
from domain.identity.account import Account
from domain.shared.geo import Point
from domain.shared.time import Window
from domain.workforce.model import Leave, ServiceArea, Shift, Worker

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


@dataclass(frozen=True, slots=True)
class Cast:
    """One day's settlement: what the memory store is filled with."""

    region: Region
    catalogue: ShelfOfServices
    prices: Sequence[ServicePrice]
    communities: Sequence[Community]
    accounts: Sequence[Account]
    addresses: Sequence[Address]
    workers: Sequence[Worker]
    shifts: Sequence[Shift]
    leaves: Sequence[Leave]
    service_areas: Sequence[ServiceArea]


@dataclass(frozen=True, slots=True)
class Shelf:
    categories: Sequence[object]
    services: Sequence[Service]


def cast_of(town: Town, inputs: Inputs, chance: Chance) -> Cast:
    """Draw the crew; each takes a break at a moment of its own that dispatch knows of."""
    workers = town.crew(inputs.workers, chance)
    ids = {worker.id for worker in workers}
    bound = {worker.id for worker in workers if worker.travel_mode not in inputs.city_wide}
    shifts = tuple(town.shifts[worker.id] for worker in workers)
    breaks = [found for shift in shifts if (found := _break(town, shift, inputs, chance))]
    leaves = [one for one in town.pool.leaves if one.worker_id in ids]
    pool = town.pool
    return Cast(
        region=pool.region,
        catalogue=Shelf(pool.catalogue.categories, town.services),  # type: ignore[arg-type]
        prices=pool.prices,
        communities=pool.communities,
        accounts=(),
        addresses=pool.addresses,
        workers=workers,
        shifts=shifts,
        leaves=(*leaves, *breaks),
        service_areas=[one for one in pool.service_areas if one.worker_id in bound],
    )


def _break(town: Town, shift: Shift, inputs: Inputs, chance: Chance) -> Leave | None:
    trouble = inputs.trouble
    latest_h = max(trouble.break_from_h, trouble.break_to_h - trouble.break_s / 3600)
    at_h = chance.of("break", shift.worker_id).uniform(trouble.break_from_h, latest_h)
    start = town.midnight + timedelta(seconds=round(at_h * 3600))
    if not trouble.break_s:
        return None
    window = Window(start, start + timedelta(seconds=trouble.break_s))
    is_inside = shift.window.start <= window.start and window.end <= shift.window.end
    leave_id = uuid5(shift.id, "break")
    return Leave(leave_id, shift.worker_id, shift.region_id, window, "break") if is_inside else None


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
