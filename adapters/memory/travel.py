"""Travel times without streets or numpy: the straight line, at one speed for each mode."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from types import MappingProxyType
from typing import Final

from domain.scheduling.travel import Leg, TravelBlock, TravelMode
from domain.shared.geo import Point, straight_m
from domain.shared.ids import RegionId

METRES_PER_S: Final[Mapping[TravelMode, float]] = MappingProxyType(
    {
        TravelMode.CAR: 8.0,
        TravelMode.MOTORCYCLE: 8.0,
        TravelMode.E_BIKE: 5.0,
        TravelMode.BICYCLE: 4.0,
        TravelMode.FOOT: 1.3,
    }
)


@dataclass(frozen=True, slots=True)
class StraightTravel:
    metres_per_s: Mapping[TravelMode, float] = field(default_factory=lambda: METRES_PER_S)

    async def matrix(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> TravelBlock:
        rows = [[self._leg(mode, source, target) for target in targets] for source in sources]
        return TravelBlock(
            tuple(sources),
            tuple(targets),
            tuple([leg.seconds for leg in row] for row in rows),
            tuple([leg.metres for leg in row] for row in rows),
            is_road=False,
        )

    async def legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        return tuple(self._leg(mode, origin, target) for origin, target in pairs)

    def _leg(self, mode: TravelMode, origin: Point, target: Point) -> Leg:
        metres = straight_m(origin, target)
        return Leg(ceil(metres / self.metres_per_s[mode]), ceil(metres), is_road=False)
