"""Cities for tests: the shipped ones, read once, and a crossroads drawn by hand."""

from functools import cache
from uuid import UUID

import numpy as np

from adapters.geo.fixture import City, CityFacts, load_city
from adapters.geo.streets import STREET_CLASSES, Streets
from domain.shared.geo import Point
from domain.shared.ids import RegionId
from domain.shared.texts import Text

REGION = RegionId(UUID(int=7))
CODES = ("la_serena", "yunxi")


@cache
def city(code: str) -> City:
    return load_city(code)


def square() -> City:
    """Nodes 0-1-2-3 around a square of 0.01 degrees at the equator, one-way that way round.

    The side 0-1 is a motorway and there twice, once with a length that no car would choose; 3-0 has a
    bend, and is open both ways.
    """
    motorway, home = STREET_CLASSES.index("motorway"), STREET_CLASSES.index("residential")
    streets = Streets(
        node_lon=np.array([0, 10_000, 10_000, 0], dtype=np.int32),
        node_lat=np.array([0, 0, 10_000, 10_000], dtype=np.int32),
        link_from=np.array([0, 0, 1, 2, 3], dtype=np.int32),
        link_to=np.array([1, 1, 2, 3, 0], dtype=np.int32),
        link_is_oneway=np.array([True, True, True, True, False]),
        link_class=np.array([motorway, motorway, home, home, home], dtype=np.uint8),
        link_length_dm=np.array([11_120, 99_999, 11_120, 11_120, 12_000], dtype=np.int32),
        link_name=np.array([0, 0, 1, 1, -1], dtype=np.int32),
        bend_at=np.array([0, 0, 0, 0, 0, 1], dtype=np.int32),
        bend_lon=np.array([-1_000], dtype=np.int32),
        bend_lat=np.array([5_000], dtype=np.int32),
        names=("Ruta 5", "Calle Uno"),
    )
    facts = CityFacts("square", Text("方", "Square"), "XX", "UTC", "XXX", 0, Text("无", "None"))
    return City(facts, streets, zones=(), communities=())


def corner(number: int) -> Point:
    streets = square().streets
    return Point(int(streets.node_lon[number]) / 1e6, int(streets.node_lat[number]) / 1e6)
