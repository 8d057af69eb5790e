"""A place on earth."""

from dataclasses import dataclass
from math import asin, cos, isfinite, radians, sin, sqrt

from domain.shared.errors import Malformed

EARTH_RADIUS_M = 6_371_008.8  # mean radius R1 of WGS-84 (IUGG)


class PointOffTheMap(Malformed):
    code = "point_off_the_map"


@dataclass(frozen=True, slots=True)
class Point:
    """WGS-84 degrees. Raises `PointOffTheMap` outside lon [-180, 180], lat [-90, 90]."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (isfinite(self.lon) and isfinite(self.lat)):
            raise PointOffTheMap()
        if abs(self.lon) > 180 or abs(self.lat) > 90:
            raise PointOffTheMap()


def straight_m(a: Point, b: Point) -> float:
    """Great-circle distance in metres (haversine on the mean radius; within 0.6 % of the ellipsoid)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat = sin((lat_b - lat_a) / 2)
    half_lon = sin(radians(b.lon - a.lon) / 2)
    h = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))
