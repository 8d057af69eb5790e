"""Draws residential communities into zones, where the residential streets are.

A zone holds one community, or more when more people live there. Each is the hull of the streets around
one centre (k-means, seeded), kept inside its zone and on its own side of its sisters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2
from shapely.geometry.base import BaseGeometry

from adapters.geo.streets import STREET_CLASSES, Streets
from scripts.city.plane import Plane
from scripts.city.raw import RawZone

HOME_CLASSES: Final = tuple(STREET_CLASSES.index(name) for name in ("residential", "living_street"))
FEWEST_STREETS: Final = 6
FARTHEST_M: Final = 650.0
YARD_M: Final = 25.0
SMOOTHING_M: Final = 12.0
SMALLEST_M2: Final = 12_000.0

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RawCommunity:
    """Without a name yet; degrees."""

    code: str
    polygon: shapely.Polygon
    population: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """How to draw: people a community may have before its zone gets another one, and the seed."""

    people_each: int
    seed: int


def draw(streets: Streets, zones: Sequence[RawZone], drawing: Drawing) -> list[RawCommunity]:
    """In the order of the zones; zones without streets to live in stay empty."""
    plane = Plane(zones[0].polygon.centroid.x, zones[0].polygon.centroid.y)
    spots = plane.to_metres(_home_spots(streets))
    drawn: list[RawCommunity] = []
    for zone in zones:
        shape = _largest(plane.flat(zone.polygon).buffer(-SMOOTHING_M))
        inside = spots[shapely.contains_xy(shape, spots[:, 0], spots[:, 1])]
        if len(inside) < FEWEST_STREETS:
            continue
        for part, share in _parts(shape, inside, zone.population, drawing):
            code = f"c{len(drawn) + 1:03d}"
            drawn.append(RawCommunity(code, plane.round(part), round(zone.population * share)))
    return drawn


def _home_spots(streets: Streets) -> Rows:
    """The middle of every residential link, degrees."""
    homes = np.isin(streets.link_class, HOME_CLASSES)
    start, end = streets.link_from[homes], streets.link_to[homes]
    lon = (streets.node_lon[start] + streets.node_lon[end]) / 2e6
    lat = (streets.node_lat[start] + streets.node_lat[end]) / 2e6
    return np.stack((lon, lat), axis=1)


def _parts(
    zone: shapely.Polygon, spots: Rows, population: int, drawing: Drawing
) -> Iterator[tuple[shapely.Polygon, float]]:
    """Each community of a zone with its share of the zone's people."""
    wanted = min(-(-population // drawing.people_each), len(spots) // FEWEST_STREETS)
    centres, label = kmeans2(spots, max(wanted, 1), minit="++", rng=np.random.default_rng(drawing.seed))
    for number, centre in enumerate(centres):
        mine = spots[label == number]
        near = mine[np.hypot(*(mine - centre).T) <= FARTHEST_M]
        if len(near) < FEWEST_STREETS:
            continue
        shape = shapely.MultiPoint(near).convex_hull.buffer(YARD_M, quad_segs=2).intersection(zone)
        shape = _own_side(shape, centre, np.delete(centres, number, axis=0))
        part = _largest(shape.simplify(SMOOTHING_M))
        if part.area >= SMALLEST_M2:
            yield part, len(mine) / len(spots)


def _own_side(shape: BaseGeometry, centre: Rows, others: Rows) -> BaseGeometry:
    """What is nearer to this centre than to any other, with a footpath between."""
    for other in others:
        away = (centre - other) / np.hypot(*(centre - other))
        middle = (centre + other) / 2 + away * SMOOTHING_M
        along = np.array([-away[1], away[0]])
        reach = 10_000.0
        corners = [middle - along * reach, middle + along * reach]
        corners += [corner + away * reach for corner in reversed(corners)]
        shape = shape.intersection(shapely.Polygon(corners))
    return shape


def _largest(shape: BaseGeometry) -> shapely.Polygon:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    biggest = max(parts, key=lambda part: part.area, default=shapely.Polygon())
    return shapely.Polygon(biggest.exterior)
