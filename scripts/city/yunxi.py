"""Yunxi: a small town that exists nowhere, drawn on the hills east of Chengdu.

Its streets are a grid with wobbly crossings and its zones are blocks of it. It stands inside China so that
the shift of the map apps matters, with another time zone and a currency with decimals.
"""

import random
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import shapely

from scripts.city.plane import Plane
from scripts.city.raw import LonLat, RawLink, RawZone

SIDE: Final = 13
BLOCK_M: Final = 190.0
WOBBLE_M: Final = 28.0
ZONE_BLOCKS: Final = 4
PEOPLE: Final = (2_600, 5_200)
PLACE: Final = Plane(104.6421, 30.4127)
AVENUES: Final = ("人民路", "解放路", "云溪大道", "滨河路")
STREETS: Final = (
    "春熙巷", "文昌街", "桂湖街", "锦绣街", "学府路", "青年路", "书院街", "梧桐巷", "建设路", "和平路",
    "新华路", "育才街", "长青巷", "朝阳路", "东风路", "金桥街", "竹林巷", "民主路", "红星路", "花溪街",
    "石桥巷", "宝光街",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Crossing:
    row: int
    column: int
    place: LonLat

    @property
    def number(self) -> int:
        return self.row * SIDE + self.column


def read(seed: int = 1) -> tuple[list[RawLink], list[RawZone]]:
    chance = random.Random(seed)
    grid = [[_crossing(row, column, chance) for column in range(SIDE)] for row in range(SIDE)]
    names = iter(STREETS)
    avenues = iter(AVENUES)
    links: list[RawLink] = []
    for number in range(SIDE):
        is_avenue = number % 6 == 3
        along = grid[number]
        across = [row[number] for row in grid]
        links += _street(along, next(avenues if is_avenue else names), is_avenue, number)
        links += _street(across, next(avenues if is_avenue else names), is_avenue, number + 1)
    return links, _zones(chance)


def _crossing(row: int, column: int, chance: random.Random) -> Crossing:
    east = (column - SIDE / 2) * BLOCK_M + chance.uniform(-WOBBLE_M, WOBBLE_M)
    north = (row - SIDE / 2) * BLOCK_M + chance.uniform(-WOBBLE_M, WOBBLE_M)
    lon, lat = PLACE.to_degrees(np.array([[east, north]]))[0]
    return Crossing(row, column, (float(lon), float(lat)))


def _street(crossings: list[Crossing], name: str, is_avenue: bool, number: int) -> list[RawLink]:
    """Every fifth side street is one-way, the next such one the other way round."""
    is_oneway = not is_avenue and number % 5 == 1
    street_class = "secondary" if is_avenue else "residential"
    ordered = crossings[::-1] if is_oneway and number % 2 else crossings
    return [
        RawLink(a.number, b.number, is_oneway, street_class, _length_m(a, b), name, (a.place, b.place))
        for a, b in pairwise(ordered)
    ]


def _length_m(a: Crossing, b: Crossing) -> float:
    ends = PLACE.to_metres(np.array([a.place, b.place]))
    return float(np.hypot(*(ends[1] - ends[0])))


def _zones(chance: random.Random) -> list[RawZone]:
    edge = ZONE_BLOCKS * BLOCK_M
    start = -SIDE / 2 * BLOCK_M
    zones: list[RawZone] = []
    for row in range(SIDE // ZONE_BLOCKS):
        for column in range(SIDE // ZONE_BLOCKS):
            west, south = start + column * edge, start + row * edge
            square = PLACE.round(shapely.box(west, south, west + edge, south + edge))
            zones.append(RawZone(f"z{len(zones) + 1:03d}", square, chance.randint(*PEOPLE)))
    return zones
