"""Areas asked of shapely, in plain degrees: fine for the size of a city, away from poles and date line."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from adapters.geo.streets import Floats
from domain.communities.area import Area, AreaIsMalformed
from domain.shared.geo import Point


@dataclass(frozen=True, slots=True)
class ShapelyAreas:
    """The `Areas` port."""

    def is_valid(self, area: Area) -> bool:
        shape = polygon(area)
        return bool(shape.is_valid) and shape.area > 0

    def covers(self, area: Area, point: Point) -> bool:
        return bool(shapely.intersects_xy(polygon(area), point.lon, point.lat))

    def covering(self, areas: Sequence[Area], point: Point) -> tuple[int, ...]:
        shapes = [polygon(area) for area in areas]
        hits = shapely.intersects_xy(shapes, point.lon, point.lat)
        return tuple(number for number, is_hit in enumerate(hits) if is_hit)

    def hull(self, areas: Sequence[Area]) -> Area:
        corners = [(corner.lon, corner.lat) for area in areas for corner in area.corners]
        return hull_around(np.array(corners).reshape(-1, 2))


def polygon(area: Area) -> shapely.Polygon:
    return shapely.Polygon([(corner.lon, corner.lat) for corner in area.corners])


def hull_around(lon_lat: Floats) -> Area:
    """The convex hull of rows of (lon, lat). Raises `AreaIsMalformed` when they lie on a line."""
    shape = shapely.MultiPoint(lon_lat).convex_hull
    if not isinstance(shape, shapely.Polygon):
        raise AreaIsMalformed("nothing to draw a hull around")
    return as_area(shape)


def as_area(shape: shapely.Polygon) -> Area:
    """The outline, to a tenth of a metre; holes are dropped."""
    corners = ((round(lon, 6), round(lat, 6)) for lon, lat in shape.exterior.coords[:-1])
    return Area(tuple(Point(lon, lat) for lon, lat in corners))
