"""The stretch of land where map apps draw shifted street maps, from Natural Earth by `world-atlas`.

Made of China's coast and islands with a margin of sea, less what its neighbours, Hong Kong, Macau and
Taiwan cover there. `countries-10m.json` is in the npm package `world-atlas` 2.0.2; Natural Earth is in the
public domain. The file says how maps are drawn, nothing about whose land it is.
"""

import json
from pathlib import Path
from typing import Any, Final

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

SEA_MARGIN_DEG: Final = 0.15
SMOOTHING_DEG: Final = 0.005
DELTA: Final = shapely.box(113.3, 21.9, 114.6, 22.7)  # Shenzhen, Zhuhai and their neighbours, kept sharp
DELTA_SMOOTHING_DEG: Final = 0.0005
AROUND: Final = shapely.box(70, 15, 140, 56)
LEAST_LAND: Final = 0.01
LEAST_HOLE: Final = 2e-4


def outline(atlas: Path) -> list[list[list[int]]]:
    """Polygons as rings (outer first) of flat (lon, lat) steps in ten-thousandths of a degree."""
    land = _countries(json.loads(atlas.read_bytes()))
    china = land.pop("China")
    hong_kong = land["Hong Kong"].convex_hull.difference(china)
    macau = land["Macao"].buffer(0.01).difference(china)
    taiwan = land["Taiwan"].buffer(0.012)
    unshifted = shapely.union_all([*land.values(), hong_kong, macau, taiwan])
    shifted = china.buffer(SEA_MARGIN_DEG, quad_segs=3).difference(unshifted)
    far = _solid(shifted).difference(DELTA).simplify(SMOOTHING_DEG)
    near = _solid(shifted).intersection(DELTA).simplify(DELTA_SMOOTHING_DEG)
    smooth = _solid(shapely.union_all([far, near]))
    return [[_steps(ring) for ring in (part.exterior, *part.interiors)] for part in smooth.geoms]


def _countries(atlas: dict[str, Any]) -> dict[str, BaseGeometry]:
    arcs = [_arc(arc, atlas["transform"]) for arc in atlas["arcs"]]
    land: dict[str, BaseGeometry] = {}
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = country.get("arcs", [])
        if country["type"] == "Polygon":
            polygons = [polygons]
        rings = [[_ring(ids, arcs) for ids in polygon] for polygon in polygons]
        shape = shapely.make_valid(MultiPolygon([(r[0], r[1:]) for r in rings if len(r[0]) > 3]))
        if shape.intersects(AROUND):
            land[country["properties"]["name"]] = shape.intersection(AROUND)
    return land


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _ring(ids: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for arc in ids:
        piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += piece if not points else piece[1:]
    return points


def _solid(shape: BaseGeometry) -> MultiPolygon:
    """Without slivers and pinholes."""
    parts = [
        part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > LEAST_LAND
    ]
    holes = [[hole for hole in part.interiors if Polygon(hole).area > LEAST_HOLE] for part in parts]
    return MultiPolygon([(part.exterior.coords, kept) for part, kept in zip(parts, holes, strict=True)])


def _steps(ring: shapely.LinearRing) -> list[int]:
    at_lon = at_lat = 0
    steps: list[int] = []
    for lon, lat in ring.coords[:-1]:
        lon_e4, lat_e4 = round(lon * 1e4), round(lat * 1e4)
        steps += [lon_e4 - at_lon, lat_e4 - at_lat]
        at_lon, at_lat = lon_e4, lat_e4
    return steps
