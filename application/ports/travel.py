"""Travel times of a region: on its road graph where there is one, on a straight line otherwise."""

from collections.abc import Sequence
from typing import Protocol

from domain.scheduling.travel import Leg, TravelBlock, TravelMode
from domain.shared.geo import Point
from domain.shared.ids import RegionId


class TravelTimes(Protocol):
    """Always answers: a place that cannot be reached by road gets a straight-line estimate.

    Both return whole seconds and whole metres, rounded up, never negative; the same pair gets the same
    answer from either method, and 0 from a place to itself. Heavy work stays off the event loop.
    """

    async def matrix(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> TravelBlock:
        """All legs from each source to each target (in the order given; repeats are allowed)."""
        ...

    async def legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        """One leg for each (origin, target), in the order given."""
        ...
