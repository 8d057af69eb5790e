"""The town that the arena plays in: a shipped city or a folder like one, with people to draw from."""

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec

from adapters.geo.fixture import City, CityNotShipped, city_codes, load_city
from adapters.geo.travel import RoadTravelTimes
from arena.town import Town, found_town
from bootstrap.seeding.files import CityFile, city_file, read_city_file
from bootstrap.seeding.generate import populate
from bootstrap.seeding.model import SeedPlan

HOUSEHOLDS: Final = 600
SPARE: Final = 2.4
"""Of the pool so many work on a given day that crews of different seeds differ, too."""


class NoTown(Exception):
    """The city cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class TownPlan:
    """`city` is the code of a shipped city, or a folder with the same files and `people.json`."""

    city: str
    day: date
    workers: int
    seed: int = 1


def build_town(plan: TownPlan) -> Town:
    """Takes some seconds: every way between all places is looked for once. Raises `NoTown`."""
    city, file = _read(plan.city)
    people = SeedPlan(
        city.facts.code,
        plan.day - timedelta(days=1),
        days=3,
        workers=max(10, round(plan.workers * SPARE)),
        households=HOUSEHOLDS,
        seed=plan.seed,
    )
    try:
        pool = populate(people, city, file)
    except KeyError as missing:
        raise NoTown(f"{plan.city}: people.json has no price for {missing}") from missing
    travel = RoadTravelTimes({pool.region.id: city}, trees_kept=64)
    return asyncio.run(found_town(pool, plan.day, travel))


def read_streets_city(name: str) -> City:
    """The map data alone. Raises `NoTown`."""
    return _read(name)[0]


def _read(name: str) -> tuple[City, CityFile]:
    folder = Path(name)
    try:
        if name in city_codes():
            return load_city(name), city_file(name)
        return load_city(folder.resolve().name, folder.resolve().parent), read_city_file(
            folder / "people.json"
        )
    except CityNotShipped as unknown:
        shipped = ", ".join(city_codes())
        raise NoTown(f"no city {name!r}: there are {shipped}, and folders with a city.json") from unknown
    except (OSError, msgspec.MsgspecError, ValueError) as trouble:
        raise NoTown(f"{name}: {trouble}") from trouble
