"""Travel times by road for the regions whose streets are known, by the straight line for the others."""

import asyncio
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from adapters.geo.fixture import City
from adapters.geo.roads import build_graph
from adapters.geo.ways import TreeStore, Ways, find_ways
from domain.scheduling.travel import Leg, TravelBlock, TravelMode
from domain.shared.geo import Point
from domain.shared.ids import RegionId


@dataclass(slots=True)
class RoadTravelTimes:
    """The `TravelTimes` port over scipy. Graphs are built when first asked for, in a thread.

    Keeps at most `trees_kept` shortest-way trees per region and mode (8 bytes per node each).
    """

    cities: Mapping[RegionId, City]
    trees_kept: int = 256
    _stores: dict[tuple[RegionId, TravelMode], TreeStore] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    async def matrix(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> TravelBlock:
        """All legs; `is_road` of the block only when every leg is."""
        ways = await asyncio.to_thread(self._ways, region_id, mode, sources, targets)
        return TravelBlock(
            sources=tuple(sources),
            targets=tuple(targets),
            seconds=_int_rows(ways.seconds),
            metres=_int_rows(ways.metres),
            is_road=bool(ways.is_road.all()),
        )

    async def legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        """One leg a pair, for a tree a distinct origin (or target, if those are fewer)."""
        return await asyncio.to_thread(self._legs, region_id, mode, pairs)

    def _legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        by_origin: dict[Point, list[Point]] = {}
        by_target: dict[Point, list[Point]] = {}
        for origin, target in dict.fromkeys(pairs):
            by_origin.setdefault(origin, []).append(target)
            by_target.setdefault(target, []).append(origin)
        if len(by_origin) <= len(by_target):
            blocks = [([origin], targets) for origin, targets in by_origin.items()]
        else:
            blocks = [(origins, [target]) for target, origins in by_target.items()]
        found: dict[tuple[Point, Point], Leg] = {}
        for sources, targets in blocks:
            ways = self._ways(region_id, mode, sources, targets)
            found |= zip(product(sources, targets), _leg_list(ways), strict=True)
        return tuple(found[pair] for pair in pairs)

    def _ways(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> Ways:
        return find_ways(self._store(region_id, mode), mode, sources, targets)

    def _store(self, region_id: RegionId, mode: TravelMode) -> TreeStore | None:
        city = self.cities.get(region_id)
        if city is None:
            return None
        with self._lock:
            store = self._stores.get((region_id, mode))
            if store is None:
                store = TreeStore(build_graph(city.streets, mode), self.trees_kept)
                self._stores[region_id, mode] = store
            return store


def _int_rows(values: NDArray[np.int64]) -> tuple[Sequence[int], ...]:
    return tuple(array("i", row.astype(np.int32).tobytes()) for row in values)


def _leg_list(ways: Ways) -> list[Leg]:
    flat = (ways.seconds.ravel(), ways.metres.ravel(), ways.is_road.ravel())
    return [Leg(int(s), int(m), bool(road)) for s, m, road in zip(*flat, strict=True)]
