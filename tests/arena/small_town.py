"""A town of square blocks without any city file: what days of the arena are tested on.

Ways run along the grid, so that every way is the same there and back. Two trades and a half: plumbers,
cleaners, and a few electricians who also plumb.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Final
from uuid import UUID, uuid5

import numpy as np

from adapters.memory.directory import ShelfOfServices
from arena.atlas import Atlas, Table
from arena.casting import Shelf
from arena.inputs import Demand, Inputs
from arena.play import Game, play_day
from arena.records import DayRecord
from arena.results import DayResult
from arena.roster import rule_named
from arena.town import Town
from domain.catalogue.model import Service, ServicePrice
from domain.communities.area import Area
from domain.communities.model import Address, Community, Region
from domain.dispatching.rule import Rule
from domain.identity.account import Account
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import (
    AccountId,
    AddressId,
    CategoryId,
    CommunityId,
    RegionId,
    ServiceId,
    WorkerId,
)
from domain.shared.texts import Text
from domain.shared.time import Window
from domain.workforce.model import Leave, ServiceArea, Shift, Skill, Worker

DAY: Final = date(2026, 3, 3)
MIDNIGHT: Final = datetime(2026, 3, 3, 3, tzinfo=UTC)  # of La Serena, in summer
CORNER: Final = Point(-71.25, -29.90)
METRES_PER_DEGREE: Final = 100_000  # of this town, both ways
M_PER_S: Final = {TravelMode.CAR: 8, TravelMode.E_BIKE: 5}
TRADES: Final = (
    (Skill("plumbing", 3),),
    (Skill("cleaning", 2),),
    (Skill("plumbing", 2),),
    (Skill("cleaning", 3),),
    (Skill("electrical", 3), Skill("plumbing", 2)),
)
SERVICES: Final = (
    ("tap", "plumbing", 1, 2400, 18_000),
    ("drain", "plumbing", 2, 3600, 30_000),
    ("windows", "cleaning", 1, 5400, 36_000),
    ("oven", "cleaning", 2, 3600, 21_000),
    ("socket", "electrical", 2, 2700, 22_000),
)
SIX: Final = Inputs(workers=6, demand=Demand(orders=23, bursts=1, burst_size=3))
"""Six workers and about as much as they can do."""

_NAMES: Final = UUID(int=77)
REGION: Final = RegionId(uuid5(_NAMES, "region"))


@dataclass(frozen=True, slots=True)
class Pool:
    """A settlement, as `adapters.memory.directory.Settlement` wants one."""

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
class Size:
    """`blocks` of a hundred metres, each way."""

    addresses: int = 40
    workers: int = 12
    blocks: int = 60


@cache
def small_town(size: Size = Size()) -> Town:
    """The same for everybody who asks; about two kilometres and four minutes from door to door."""
    chance = Random("the small town")
    pool = _pool(size, chance)
    places = tuple(dict.fromkeys([one.point for one in (*pool.addresses,)] + [w.home for w in pool.workers]))
    metres = _metres(places)
    seconds = {mode: (metres // speed).astype(np.int32) for mode, speed in M_PER_S.items()}
    return Town(pool, DAY, Atlas(places, seconds, dict.fromkeys(M_PER_S, metres), is_road=True))


def with_pool(town: Town, **changes: object) -> Town:
    """The same ways, other people or another catalogue."""
    return Town(replace(town.pool, **changes), town.day, town.atlas)  # type: ignore[type-var]


def played(
    rule: str | Rule, seed: int = 1, inputs: Inputs = SIX, town: Town | None = None
) -> tuple[DayResult, DayRecord]:
    """One day of the small town."""
    made = rule_named(rule) if isinstance(rule, str) else rule
    name = rule if isinstance(rule, str) else type(rule).__name__
    return play_day(town or small_town(), Game(name, made, "small", inputs, seed))


def _metres(places: Sequence[Point]) -> Table:
    lon, lat = (np.array([getattr(place, name) for place in places]) for name in ("lon", "lat"))
    steps = np.abs(lon[:, None] - lon[None]) + np.abs(lat[:, None] - lat[None])
    metres: Table = np.round(steps * METRES_PER_DEGREE).astype(np.int32)
    return metres


def _pool(size: Size, chance: Random) -> Pool:
    services = tuple(_service(number, *facts) for number, facts in enumerate(SERVICES))
    workers = tuple(_worker(number, size, chance) for number in range(size.workers))
    bounds = (CORNER.lon, CORNER.lat, CORNER.lon + 0.06, CORNER.lat + 0.06)
    region = Region(
        REGION, "small", Text("小城", "Small"), "CL", "America/Santiago", "CLP", 0, CORNER, bounds
    )
    return Pool(
        region=region,
        catalogue=Shelf((), services),
        prices=tuple(_price(one, facts[-1]) for one, facts in zip(services, SERVICES, strict=True)),
        communities=tuple(_community(number) for number in range(4)),
        accounts=(),
        addresses=tuple(_address(number, size, chance) for number in range(size.addresses)),
        workers=workers,
        shifts=tuple(_shift(worker, number) for number, worker in enumerate(workers)),
        leaves=(),
        service_areas=(),
    )


def _place(size: Size, chance: Random) -> Point:
    east, north = (chance.randrange(size.blocks) / 1000 for _ in range(2))
    return Point(round(CORNER.lon + east, 3), round(CORNER.lat + north, 3))


def _service(number: int, code: str, skill: str, level: int, duration_s: int, price: int) -> Service:
    category = CategoryId(uuid5(_NAMES, f"category {skill}"))
    name = Text(code, code)
    service_id = ServiceId(uuid5(_NAMES, f"service {code}"))
    return Service(
        service_id, category, code, name, name, skill, level, duration_s, duration_s // 4, 1, 1, 30, number
    )


def _price(service: Service, price: int) -> ServicePrice:
    return ServicePrice(service.id, REGION, price, price // 2, price * 2)


def _community_id(number: int) -> CommunityId:
    return CommunityId(uuid5(_NAMES, f"community {number}"))


def _community(number: int) -> Community:
    corners = (
        CORNER,
        Point(CORNER.lon + 0.06, CORNER.lat),
        Point(CORNER.lon + 0.06, CORNER.lat + 0.06),
    )
    name = Text(f"{number}", f"{number}")
    return Community(_community_id(number), REGION, f"c{number}", name, Area(corners), CORNER, 100)


def _address(number: int, size: Size, chance: Random) -> Address:
    account = AccountId(uuid5(_NAMES, f"account {number}"))
    door = AddressId(uuid5(_NAMES, f"address {number}"))
    return Address(
        door, account, REGION, _community_id(number % 4), f"Street {number}", "1", _place(size, chance)
    )


def _worker(number: int, size: Size, chance: Random) -> Worker:
    worker_id = WorkerId(uuid5(_NAMES, f"worker {number}"))
    mode = TravelMode.E_BIKE if number % 4 == 3 else TravelMode.CAR
    skills = TRADES[number % len(TRADES)]
    return Worker(
        worker_id,
        AccountId(worker_id),
        REGION,
        f"W{number}",
        _place(size, chance),
        mode,
        skills,
        is_on_duty=True,
    )


def _shift(worker: Worker, number: int) -> Shift:
    start = MIDNIGHT + timedelta(hours=7 + number % 3)
    window = Window(start, start + timedelta(hours=10))
    return Shift(uuid5(worker.id, "shift"), worker.id, REGION, window)
