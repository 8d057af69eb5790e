"""A flat map in metres around one place, good to 0.1 % over a city."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
from numpy.typing import NDArray

from domain.shared.geo import EARTH_RADIUS_M

METRES_PER_DEGREE = radians(1) * EARTH_RADIUS_M


@dataclass(frozen=True, slots=True)
class Plane:
    lon: float
    lat: float

    @property
    def _scale(self) -> NDArray[np.float64]:
        return np.array([METRES_PER_DEGREE * cos(radians(self.lat)), METRES_PER_DEGREE])

    def to_metres(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rows of (lon, lat) as rows of (east, north) in metres."""
        metres: NDArray[np.float64] = (degrees - np.array([self.lon, self.lat])) * self._scale
        return metres

    def to_degrees(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        degrees: NDArray[np.float64] = metres / self._scale + np.array([self.lon, self.lat])
        return degrees

    def flat(self, shape: shapely.Polygon) -> shapely.Polygon:
        return _mapped(shape, self.to_metres)

    def round(self, shape: shapely.Polygon) -> shapely.Polygon:
        return _mapped(shape, self.to_degrees)


def _mapped(
    shape: shapely.Polygon, move: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> shapely.Polygon:
    moved = shapely.transform(shape, move)
    if not isinstance(moved, shapely.Polygon):
        raise TypeError("a polygon stays a polygon")
    return moved
