"""Front doors on real streets: where households and workers of the demo live."""

from dataclasses import dataclass
from math import cos, hypot, radians
from random import Random
from typing import Final

import numpy as np
import shapely

from adapters.geo.areas import polygon
from adapters.geo.fixture import City, DrawnCommunity
from adapters.geo.streets import STREET_CLASSES, Floats, Streets
from domain.shared.geo import EARTH_RADIUS_M, Point

METRES_PER_DEGREE: Final = radians(1) * EARTH_RADIUS_M
SETBACK_M: Final = (6.0, 14.0)
TRIES: Final = 12
HOME_CLASSES: Final = tuple(
    STREET_CLASSES.index(name) for name in ("tertiary", "residential", "living_street")
)


@dataclass(frozen=True, slots=True)
class Door:
    """A point a few metres off a street, the street's name, and the community around it."""

    community: DrawnCommunity
    street: str
    point: Point


class DoorFinder:
    """Picks doors: a community by its population, then a named street in it by its length."""

    def __init__(self, city: City) -> None:
        self.streets = city.streets
        inside = _links_inside(city)
        self.communities = [
            community for community, links in zip(city.communities, inside, strict=True) if links
        ]
        self.links = [links for links in inside if links]
        self.people = [community.population for community in self.communities]
        self.shapes = [polygon(community.area) for community in self.communities]

    def find(self, chance: Random) -> Door:
        """A door inside its community; on the street itself where the community is too narrow."""
        row = chance.choices(range(len(self.communities)), self.people)[0]
        links = self.links[row]
        link = chance.choices(links, [int(self.streets.link_length_dm[link]) for link in links])[0]
        spot = self._beside(link, row, chance)
        street = self.streets.names[self.streets.link_name[link]]
        return Door(self.communities[row], street, spot)

    def _beside(self, link: int, row: int, chance: Random) -> Point:
        line = self.streets.line_e6(link) / 1e6
        for _ in range(TRIES):
            spot = _offset(line, chance.random(), chance.choice((-1, 1)) * chance.uniform(*SETBACK_M))
            if shapely.contains_xy(self.shapes[row], *spot):
                return Point(*spot)
        return self.communities[row].centre


def _links_inside(city: City) -> list[list[int]]:
    """For each community the named streets for homes whose middle lies in it."""
    streets = city.streets
    homes = np.isin(streets.link_class, HOME_CLASSES) & (streets.link_name >= 0)
    links = np.flatnonzero(homes)
    lon, lat = _middles(streets, links)
    tree = shapely.STRtree(np.asarray(shapely.points(lon, lat), dtype=np.object_))
    shapes = [polygon(community.area) for community in city.communities]
    inside: list[list[int]] = [[] for _ in shapes]
    for community, spot in tree.query(shapes, predicate="contains").T.tolist():
        inside[community].append(int(links[spot]))
    return [sorted(found) for found in inside]


def _middles(streets: Streets, links: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Floats, Floats]:
    start, end = streets.link_from[links], streets.link_to[links]
    lon = (streets.node_lon[start] + streets.node_lon[end]) / 2e6
    lat = (streets.node_lat[start] + streets.node_lat[end]) / 2e6
    return lon, lat


def _offset(line: Floats, share: float, aside_m: float) -> tuple[float, float]:
    """The point at a share of the way along, moved sideways (left is positive); six decimals."""
    squeeze = cos(radians(float(line[0, 1])))
    ground = (line - line[0]) * np.array([squeeze, 1.0]) * METRES_PER_DEGREE
    steps = np.hypot(*np.diff(ground, axis=0).T)
    ends = np.cumsum(steps)
    at = share * float(ends[-1])
    piece = min(int(np.searchsorted(ends, at)), len(steps) - 1)
    (east, north), (to_east, to_north) = ground[piece], ground[piece + 1]
    run = hypot(to_east - east, to_north - north) or 1.0
    along_east, along_north = (to_east - east) / run, (to_north - north) / run
    gone = at - float(ends[piece]) + float(steps[piece])
    east, north = (
        east + along_east * gone - along_north * aside_m,
        north + along_north * gone + along_east * aside_m,
    )
    lon = float(line[0, 0]) + float(east) / squeeze / METRES_PER_DEGREE
    lat = float(line[0, 1]) + float(north) / METRES_PER_DEGREE
    return round(lon, 6), round(lat, 6)
