"""A stretch of land: one outline without holes, as communities and service areas are drawn."""

from dataclasses import dataclass, field
from typing import Final

from domain.shared.errors import Malformed
from domain.shared.geo import Point

MAX_CORNERS: Final = 2_000
Bounds = tuple[float, float, float, float]


class AreaIsMalformed(Malformed):
    code = "area_is_malformed"


@dataclass(frozen=True, slots=True)
class Area:
    """The corners of a simple polygon in order, the first one not repeated at the end.

    Raises `AreaIsMalformed` below three distinct corners or above `MAX_CORNERS`. Whether the outline
    crosses itself is asked of the `Areas` port, which has the geometry to tell.
    """

    corners: tuple[Point, ...]
    _bounds: Bounds | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.corners) > MAX_CORNERS or len(set(self.corners)) < 3:
            raise AreaIsMalformed(corners=len(self.corners))
        if self.corners[0] == self.corners[-1]:
            raise AreaIsMalformed("the last corner repeats the first")

    @property
    def ring(self) -> tuple[Point, ...]:
        """The corners closed by the first one again, as GeoJSON and WKB want them."""
        return (*self.corners, self.corners[0])

    @property
    def bounds(self) -> Bounds:
        """(west, south, east, north) in degrees; measured when first asked for."""
        if self._bounds is None:
            lons = [corner.lon for corner in self.corners]
            lats = [corner.lat for corner in self.corners]
            object.__setattr__(self, "_bounds", (min(lons), min(lats), max(lons), max(lats)))
        assert self._bounds is not None
        return self._bounds
