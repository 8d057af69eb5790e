"""SpatiaLite blobs as shapely geometries.

The blob is a header of 39 bytes (0x00, byte order, SRID, bounding box, 0x7C), then WKB without its
byte-order mark, then 0xFE; inside a collection each part opens with 0x69 instead of a byte-order mark.
Source: https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html
"""

import struct

from shapely import LineString, MultiPolygon, Point, Polygon

HEADER_BYTES = 39
POINT, LINE, POLYGON, MULTI_POLYGON = 1, 2, 3, 6

Coords = list[tuple[float, float]]


class BlobReader:
    """Reads one blob from front to back."""

    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.order = "<" if blob[1] == 1 else ">"
        self.at = HEADER_BYTES

    def geometry(self) -> Point | LineString | Polygon | MultiPolygon:
        kind = self._count()
        if kind == POINT:
            return Point(self._coords(1)[0])
        if kind == LINE:
            return LineString(self._coords(self._count()))
        if kind == POLYGON:
            return self._polygon()
        if kind == MULTI_POLYGON:
            return MultiPolygon([self._part() for _ in range(self._count())])
        raise ValueError(f"geometry type {kind} is not expected here")

    def _part(self) -> Polygon:
        self.at += 1
        if self._count() != POLYGON:
            raise ValueError("a part of a multi-polygon must be a polygon")
        return self._polygon()

    def _polygon(self) -> Polygon:
        rings = [self._coords(self._count()) for _ in range(self._count())]
        return Polygon(rings[0], rings[1:])

    def _count(self) -> int:
        (value,) = struct.unpack_from(self.order + "I", self.blob, self.at)
        self.at += 4
        return int(value)

    def _coords(self, count: int) -> Coords:
        flat = struct.unpack_from(f"{self.order}{2 * count}d", self.blob, self.at)
        self.at += 16 * count
        return list(zip(flat[0::2], flat[1::2], strict=True))
