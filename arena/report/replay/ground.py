"""The ground of a replay: a grid of whole numbers over the part of the city where the day happened."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Final

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from adapters.geo.basemap import draw_basemap
from adapters.geo.fixture import City
from arena.report.replay.lines import Grid, written
from domain.shared.geo import Point

STEPS_PER_DEGREE: Final = 100_000  # about a metre
MARGIN: Final = 1_500
SIMPLER_BY: Final = 3.0  # steps that a way may be off, as drawn
MOST_MAP_BYTES: Final = 400_000  # gzipped; a larger city is drawn coarser

Rows = NDArray[np.float64]


class _Geometry(msgspec.Struct):
    coordinates: list[list[tuple[float, float]]]


class _Properties(msgspec.Struct):
    class_: str = msgspec.field(name="class")


class _Feature(msgspec.Struct):
    properties: _Properties
    geometry: _Geometry


class _Basemap(msgspec.Struct):
    features: list[_Feature]


@dataclass(frozen=True, slots=True)
class Ground:
    """(0, 0) is the south-west corner; x grows eastwards, y northwards, both in `STEPS_PER_DEGREE`."""

    west: float
    south: float
    width: int
    height: int

    @property
    def narrowing(self) -> float:
        """A step eastwards as a share of one northwards."""
        middle = self.south + self.height / 2 / STEPS_PER_DEGREE
        return round(cos(radians(middle)), 5)

    def grid(self, lon: float, lat: float) -> Grid:
        return round((lon - self.west) * STEPS_PER_DEGREE), round((lat - self.south) * STEPS_PER_DEGREE)

    def line(self, rows: Rows) -> str:
        """A way, a little simplified, as `lines.written` writes it."""
        steps = (rows - (self.west, self.south)) * STEPS_PER_DEGREE
        simple = shapely.get_coordinates(shapely.simplify(shapely.linestrings(steps), SIMPLER_BY))
        points = simple if len(simple) else steps
        return written((round(x), round(y)) for x, y in points.tolist())


def ground_under(places: Iterable[Point], city: City) -> Ground:
    """Around the places with a margin, or the whole city when there is none."""
    rows = np.array([(place.lon, place.lat) for place in places])
    west, south, east, north = city.bounds
    if len(rows):
        (west, south), (east, north) = rows.min(axis=0).tolist(), rows.max(axis=0).tolist()
    margin = MARGIN / STEPS_PER_DEGREE
    return Ground(
        west=round(west - margin, 5),
        south=round(south - margin, 5),
        width=round((east - west + 2 * margin) * STEPS_PER_DEGREE),
        height=round((north - south + 2 * margin) * STEPS_PER_DEGREE),
    )


def streets_on(ground: Ground, city: City) -> dict[str, list[str]]:
    """The lines of each class of street that touch the ground, from the product's own map of the city."""
    packed = draw_basemap(city, MOST_MAP_BYTES).geojson_gzip
    found: dict[str, list[str]] = {}
    for feature in msgspec.json.decode(gzip.decompress(packed), type=_Basemap).features:
        lines = found.setdefault(feature.properties.class_, [])
        for coordinates in feature.geometry.coordinates:
            points = [ground.grid(lon, lat) for lon, lat in coordinates]
            if _touches(ground, points):
                lines.append(written(points))
    return {name: lines for name, lines in found.items() if lines}


def _touches(ground: Ground, points: list[Grid]) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) >= 0 and max(ys) >= 0 and min(xs) <= ground.width and min(ys) <= ground.height
