"""The cities that come with the product: streets, zones with people, communities.

A city is a folder: `city.json` (names, time zone, currency), `streets.npz`, `zones.json`,
`communities.json`, and a NOTICE that says where the map data comes from and under which licence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from adapters.geo.streets import Streets, read_streets
from domain.communities.area import Area, Bounds
from domain.communities.model import Region
from domain.shared.errors import NotFound
from domain.shared.geo import Point
from domain.shared.ids import RegionId
from domain.shared.texts import Text

CITIES: Final = Path(__file__).parent / "cities"


class CityNotShipped(NotFound):
    code = "city_not_shipped"


@dataclass(frozen=True, slots=True)
class CityFacts:
    """What `city.json` says; `attribution` has to be shown on every map of the city."""

    code: str
    name: Text
    country: str
    time_zone: str
    currency: str
    currency_exponent: int
    attribution: Text


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the city with the number of people who live there."""

    code: str
    area: Area
    population: int


@dataclass(frozen=True, slots=True)
class DrawnCommunity:
    """A community as drawn from a zone, before it gets an identity in a region."""

    code: str
    name: Text
    area: Area
    centre: Point
    population: int


@dataclass(frozen=True, slots=True)
class City:
    facts: CityFacts
    streets: Streets
    zones: tuple[Zone, ...]
    communities: tuple[DrawnCommunity, ...]

    @property
    def bounds(self) -> Bounds:
        """(west, south, east, north) of the streets, degrees."""
        lon, lat = self.streets.node_lon, self.streets.node_lat
        return int(lon.min()) / 1e6, int(lat.min()) / 1e6, int(lon.max()) / 1e6, int(lat.max()) / 1e6

    @property
    def centre(self) -> Point:
        """Where people live on average: the mean of the community centres, weighted by population."""
        people = sum(community.population for community in self.communities)
        lon = sum(c.centre.lon * c.population for c in self.communities) / people
        lat = sum(c.centre.lat * c.population for c in self.communities) / people
        return Point(round(lon, 6), round(lat, 6))


Corners = list[tuple[float, float]]


class _ZoneRow(msgspec.Struct, frozen=True):
    code: str
    population: int
    corners: Corners


class _CommunityRow(msgspec.Struct, frozen=True):
    code: str
    zh: str
    en: str
    population: int
    centre: tuple[float, float]
    corners: Corners


def city_codes(cities: Path = CITIES) -> tuple[str, ...]:
    return tuple(sorted(facts.parent.name for facts in cities.glob("*/city.json")))


def load_city(code: str, cities: Path = CITIES) -> City:
    """Raises `CityNotShipped` for a code without a folder."""
    if code not in city_codes(cities):
        raise CityNotShipped(city=code)
    folder = cities / code
    zones = msgspec.json.decode((folder / "zones.json").read_bytes(), type=list[_ZoneRow])
    drawn = msgspec.json.decode((folder / "communities.json").read_bytes(), type=list[_CommunityRow])
    return City(
        facts=msgspec.json.decode((folder / "city.json").read_bytes(), type=CityFacts),
        streets=read_streets(folder / "streets.npz"),
        zones=tuple(Zone(row.code, _area(row.corners), row.population) for row in zones),
        communities=tuple(_community(row) for row in drawn),
    )


def shipped_cities(regions: Iterable[Region]) -> dict[RegionId, City]:
    """The map data of those regions whose code is a city that comes with the product."""
    shipped = city_codes()
    return {region.id: load_city(region.code) for region in regions if region.code in shipped}


def _community(row: _CommunityRow) -> DrawnCommunity:
    return DrawnCommunity(
        code=row.code,
        name=Text(zh=row.zh, en=row.en),
        area=_area(row.corners),
        centre=Point(*row.centre),
        population=row.population,
    )


def _area(corners: Corners) -> Area:
    return Area(tuple(Point(lon, lat) for lon, lat in corners))
