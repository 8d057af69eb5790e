"""Travel times that surely suffice, without looking at a street: what fits with them fits by road.

Growing one shortest-way tree costs more than all the rest of placing an order. Whether *somebody* can come
is nearly always clear without: from six times the straight line, at less than the pace of the slowest
street, and ten minutes for what the map does not show (docs/adr/0081).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from domain.scheduling.travel import Leg, TravelBlock, TravelMode
from domain.shared.geo import Point, straight_m
from domain.shared.ids import RegionId

DETOUR_AT_MOST: Final = 6.0
SPARE_S: Final = 600
SLOWEST_M_PER_S: Final[Mapping[TravelMode, float]] = {
    TravelMode.CAR: 4.0,
    TravelMode.MOTORCYCLE: 4.0,
    TravelMode.E_BIKE: 3.5,
    TravelMode.BICYCLE: 2.5,
    TravelMode.FOOT: 1.1,
}


@dataclass(frozen=True, slots=True)
class TravelCeiling:
    """The `TravelTimes` port as an upper bound."""

    async def matrix(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> TravelBlock:
        rows = [[ceiling(mode, source, target) for target in targets] for source in sources]
        return TravelBlock(
            sources=tuple(sources),
            targets=tuple(targets),
            seconds=tuple([leg.seconds for leg in row] for row in rows),
            metres=tuple([leg.metres for leg in row] for row in rows),
            is_road=False,
        )

    async def legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        return tuple(ceiling(mode, origin, target) for origin, target in pairs)


def ceiling(mode: TravelMode, origin: Point, target: Point) -> Leg:
    """Whole seconds and metres that no way through the streets should need; 0 from a place to itself."""
    if origin == target:
        return Leg(0, 0, is_road=False)
    metres = straight_m(origin, target) * DETOUR_AT_MOST
    return Leg(SPARE_S + ceil(metres / SLOWEST_M_PER_S[mode]), ceil(metres), is_road=False)
