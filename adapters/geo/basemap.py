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
from shapely.geometry.base import BaseGeometry

from adapters.geo.fixture import City
from adapters.geo.streets import STREET_CLASSES, Floats, Streets
from application.ports.maps import Basemap
from domain.shared.ids import RegionId

MOST_BYTES: Final = 1_500_000
METRES_PER_DEGREE: Final = 111_195.0
COARSENESS_M: Final = (2.0, 6.0, 15.0)
NEVER_LEFT_OUT: Final = 4  # motorway to secondary stay whatever the limit is
DECIMALS: Final = 5

Feature = dict[str, object]


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
    links_of: dict[tuple[int, int], list[int]] = {}
    for link in range(streets.link_count):
        key = (-int(streets.link_class[link]), int(streets.link_name[link]))
        links_of.setdefault(key, []).append(link)
    squeeze = cos(radians(float(streets.node_lat.mean()) / 1e6))
    for (minus_class, name), links in sorted(links_of.items()):
        if -minus_class < classes:
            lines = shapely.line_merge(shapely.MultiLineString([_line(streets, link) for link in links]))
            yield {
                "type": "Feature",
                "properties": {
                    "class": STREET_CLASSES[-minus_class],
                    "name": streets.names[name] if name >= 0 else None,
                },
                "geometry": {"type": "MultiLineString", "coordinates": _coords(lines, squeeze, coarseness_m)},
            }


def _line(streets: Streets, link: int) -> Floats:
    return streets.line_e6(link) / 1e6


def _coords(lines: BaseGeometry, squeeze: float, coarseness_m: float) -> list[list[list[float]]]:
    """Simplified as seen on the ground: longitude counts less the farther from the equator."""
    stretch, shrink = np.array([squeeze, 1.0]), np.array([1 / squeeze, 1.0])
    ground = shapely.transform(lines, lambda rows: rows * stretch)
    simple = shapely.transform(ground.simplify(coarseness_m / METRES_PER_DEGREE), lambda rows: rows * shrink)
    return [np.round(part.coords, DECIMALS).tolist() for part in shapely.get_parts(simple)]
