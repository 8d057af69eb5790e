"""The background of the maps: streets by class with their names, from the same data that routes.

Links of one street are joined end to end and simplified. When the result is larger than the limit it is
drawn again coarser, then without the smallest streets: the map gets plainer, never heavier.
"""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from math import cos, radians
from typing import Final

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from adapters.geo.fixture import City
from adapters.geo.streets import STREET_CLASSES, Streets
from application.ports.maps import Basemap
from domain.shared.ids import RegionId

MOST_BYTES: Final = 1_500_000
METRES_PER_DEGREE: Final = 111_195.0
COARSENESS_M: Final = (2.0, 6.0, 15.0)
NEVER_LEFT_OUT: Final = 4  # motorway to secondary stay whatever the limit is
DECIMALS: Final = 5

Feature = dict[str, object]
Coords = list[list[float]]
Shapes = NDArray[np.object_]


@dataclass(slots=True)
class FixtureBasemaps:
    """The `Basemaps` port; each map is drawn once per process, which takes about a second of work."""

    cities: Mapping[RegionId, City]
    _drawn: dict[RegionId, Basemap] = field(default_factory=dict)

    def of(self, region_id: RegionId) -> Basemap | None:
        city = self.cities.get(region_id)
        if city is None:
            return None
        if region_id not in self._drawn:
            self._drawn[region_id] = draw_basemap(city)
        return self._drawn[region_id]


def draw_basemap(city: City, most_bytes: int = MOST_BYTES) -> Basemap:
    """Gzipped GeoJSON of at most `most_bytes`. Raises ValueError when even main streets need more."""
    for classes in range(len(STREET_CLASSES), NEVER_LEFT_OUT - 1, -1):
        for coarseness_m in COARSENESS_M:
            body = _geojson(city, classes, coarseness_m)
            packed = gzip.compress(body, compresslevel=9, mtime=0)
            if len(packed) <= most_bytes:
                return Basemap(packed, f'"{sha256(packed).hexdigest()[:32]}"')
    raise ValueError(f"no basemap of {most_bytes} bytes")


def _geojson(city: City, classes: int, coarseness_m: float) -> bytes:
    """With the licence's line in it, which every map has to show."""
    features = list(_features(city.streets, classes, coarseness_m))
    credit = {"zh": city.facts.attribution.zh, "en": city.facts.attribution.en}
    return msgspec.json.encode({"type": "FeatureCollection", "attribution": credit, "features": features})


def _features(streets: Streets, classes: int, coarseness_m: float) -> Iterator[Feature]:
    """One feature a street (name and class), the main ones last, so that they are painted on top."""
    order = np.lexsort((streets.link_name, -streets.link_class.astype(np.int32)))
    order = order[streets.link_class[order] < classes]
    kinds = np.stack((streets.link_class[order].astype(np.int32), streets.link_name[order]), axis=1)
    starts = np.ones(len(order), dtype=np.bool_)
    starts[1:] = (kinds[1:] != kinds[:-1]).any(axis=1)
    street = np.cumsum(starts) - 1
    shapes = np.asarray(shapely.multilinestrings(_lines(streets)[order], indices=street), dtype=np.object_)
    for (number, name), lines in zip(
        kinds[starts].tolist(), _drawn(shapes, streets, coarseness_m), strict=True
    ):
        yield {
            "type": "Feature",
            "properties": {
                "class": STREET_CLASSES[number],
                "name": streets.names[name] if name >= 0 else None,
            },
            "geometry": {"type": "MultiLineString", "coordinates": lines},
        }


def _lines(streets: Streets) -> Shapes:
    """Each link as a line string in degrees."""
    counts = np.diff(streets.bend_at) + 2
    ends = np.cumsum(counts)
    coords = np.empty((int(ends[-1]), 2))
    is_bend = np.ones(len(coords), dtype=np.bool_)
    for at, node in ((ends - counts, streets.link_from), (ends - 1, streets.link_to)):
        coords[at, 0], coords[at, 1] = streets.node_lon[node], streets.node_lat[node]
        is_bend[at] = False
    coords[is_bend, 0], coords[is_bend, 1] = streets.bend_lon, streets.bend_lat
    lines = shapely.linestrings(coords / 1e6, indices=np.repeat(np.arange(len(counts)), counts))
    return np.asarray(lines, dtype=np.object_)


def _drawn(shapes: Shapes, streets: Streets, coarseness_m: float) -> list[list[Coords]]:
    """Joined, and simplified as seen on the ground: longitude counts less the farther from the equator."""
    stretch = np.array([cos(radians(float(streets.node_lat.mean()) / 1e6)), 1.0])
    ground = shapely.transform(shapely.line_merge(shapes), lambda rows: rows * stretch)
    simple = shapely.simplify(ground, coarseness_m / METRES_PER_DEGREE)
    parts, street_of = shapely.get_parts(simple, return_index=True)
    drawn: list[list[Coords]] = [[] for _ in shapes]
    rows, line_of = shapely.get_coordinates(parts, return_index=True)
    rounded = np.round(rows / stretch, DECIMALS)
    cuts = np.flatnonzero(np.diff(line_of)) + 1
    for street, line in zip(street_of.tolist(), np.split(rounded, cuts), strict=True):
        drawn[street].append(line.tolist())
    return drawn
