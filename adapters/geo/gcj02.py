"""WGS-84, and the shifted coordinates of map apps in China: GCJ-02 and, from it, Baidu's BD-09.

The only file that knows them. GCJ-02 is not published; the formula is the one that every open library uses
(first posted as EvilTransform, 2013) and agrees with the map vendors' own converters to about a metre.
Shifted only where `shifted_maps.json` says that street maps are drawn shifted (docs/adr/0033).
"""

import json
from functools import cache
from math import atan2, cos, hypot, pi, radians, sin, sqrt
from pathlib import Path
from typing import Final

import shapely

LonLat = tuple[float, float]

KRASOVSKY_M: Final = 6_378_245.0
KRASOVSKY_E2: Final = 0.006_693_421_622_965_943
ORIGIN: Final = (105.0, 35.0)
BAIDU_TURN: Final = pi * 3000 / 180
BAIDU_STEP: Final = (0.0065, 0.006)
PRECISION_DEG: Final = 1e-9
MOST_ROUNDS: Final = 30
OUTLINE_FILE: Final = Path(__file__).parent / "shifted_maps.json"


def is_shifted(lon: float, lat: float) -> bool:
    """Whether map apps draw this WGS-84 place on a shifted map (mainland China and its coast)."""
    outline = _outline()
    return bool(shapely.contains_xy(outline, lon, lat))


def to_gcj02(lon: float, lat: float) -> LonLat:
    """WGS-84 to GCJ-02; unchanged outside the shifted maps."""
    return _shifted(lon, lat) if is_shifted(lon, lat) else (lon, lat)


def from_gcj02(lon: float, lat: float) -> LonLat:
    """GCJ-02 to WGS-84: the place whose shift leads here, to about a tenth of a millimetre."""
    place = _undone(lon, lat)
    return place if is_shifted(*place) else (lon, lat)


def to_bd09(lon: float, lat: float) -> LonLat:
    """WGS-84 to BD-09; unchanged outside the shifted maps."""
    return gcj02_to_bd09(*_shifted(lon, lat)) if is_shifted(lon, lat) else (lon, lat)


def from_bd09(lon: float, lat: float) -> LonLat:
    """BD-09 to WGS-84."""
    place = _undone(*bd09_to_gcj02(lon, lat))
    return place if is_shifted(*place) else (lon, lat)


def gcj02_to_bd09(lon: float, lat: float) -> LonLat:
    radius = hypot(lon, lat) + 0.00002 * sin(lat * BAIDU_TURN)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * BAIDU_TURN)
    return radius * cos(angle) + BAIDU_STEP[0], radius * sin(angle) + BAIDU_STEP[1]


def bd09_to_gcj02(lon: float, lat: float) -> LonLat:
    """By iteration: the usual closed form is off by up to 2e-6 degrees."""
    at = lon - BAIDU_STEP[0], lat - BAIDU_STEP[1]
    for _ in range(MOST_ROUNDS):
        there = gcj02_to_bd09(*at)
        miss = lon - there[0], lat - there[1]
        at = at[0] + miss[0], at[1] + miss[1]
        if max(map(abs, miss)) < PRECISION_DEG:
            break
    return at


def _undone(lon: float, lat: float) -> LonLat:
    """Fixed-point iteration; the shift changes by under 2 % of a step, so each round wins two digits."""
    at = lon, lat
    for _ in range(MOST_ROUNDS):
        there = _shifted(*at)
        miss = lon - there[0], lat - there[1]
        at = at[0] + miss[0], at[1] + miss[1]
        if max(map(abs, miss)) < PRECISION_DEG:
            break
    return at


def _shifted(lon: float, lat: float) -> LonLat:
    """The shift itself, wherever the place is."""
    x, y = lon - ORIGIN[0], lat - ORIGIN[1]
    shared = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east_m += (shared + _waves(x, ((20, 1), (40, 3), (150, 12), (300, 30)))) * 2 / 3
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north_m += (shared + _waves(y, ((20, 1), (40, 3), (160, 12), (320, 30)))) * 2 / 3
    phi = radians(lat)
    w2 = 1 - KRASOVSKY_E2 * sin(phi) ** 2
    degree_north = KRASOVSKY_M * (1 - KRASOVSKY_E2) / (w2 * sqrt(w2)) * pi / 180
    degree_east = KRASOVSKY_M / sqrt(w2) * cos(phi) * pi / 180
    return lon + east_m / degree_east, lat + north_m / degree_north


def _waves(value: float, terms: tuple[tuple[float, float], ...]) -> float:
    return sum(height * sin(value * pi / length) for height, length in terms)


@cache
def _outline() -> shapely.MultiPolygon:
    polygons = json.loads(OUTLINE_FILE.read_bytes())
    rings = [[_ring(steps) for steps in polygon] for polygon in polygons]
    outline = shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in rings])
    shapely.prepare(outline)
    return outline


def _ring(steps: list[int]) -> list[LonLat]:
    """Corners from flat (lon, lat) steps in ten-thousandths of a degree."""
    corners: list[LonLat] = []
    lon = lat = 0
    for step_lon, step_lat in zip(steps[0::2], steps[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        corners.append((lon / 1e4, lat / 1e4))
    return corners
