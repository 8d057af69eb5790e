"""Travel between places over one graph, with a bounded store of the shortest-way trees already grown."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from adapters.geo.roads import RoadGraph, split
from adapters.geo.speeds import DETOUR, STREET_KMH, off_street_m_per_s
from adapters.geo.straight import straight_metres
from adapters.geo.streets import STREET_CLASSES, Floats, Ints
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point

OFF_GRAPH_M: Final = 1_500.0  # farther than this from every street: no road answer
TREES_AT_ONCE: Final = 4  # scipy's Dijkstra holds the interpreter lock; this is some 10 ms
LAST_STREET: Final = STREET_CLASSES.index("residential")

TreeKey = tuple[bool, int]


@dataclass(slots=True)
class TreeStore:
    """Trees by (is_backward, node), least recently used out first; a tree of N nodes takes 8 N bytes."""

    graph: RoadGraph
    capacity: int
    _kept: OrderedDict[TreeKey, Floats] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def trees(self, nodes: Ints, is_backward: bool) -> list[Floats]:
        """One weight per graph node for each of the given nodes, in their order."""
        wanted = [(is_backward, int(node)) for node in nodes]
        found = {key: tree for key in set(wanted) if (tree := self._find(key)) is not None}
        missing = sorted({key for key in wanted if key not in found})
        for start in range(0, len(missing), TREES_AT_ONCE):
            keys = missing[start : start + TREES_AT_ONCE]
            numbers = np.array([node for _, node in keys], dtype=np.int32)
            grown = self.graph.trees(numbers, is_backward)
            found |= {key: tree.copy() for key, tree in zip(keys, grown, strict=True)}
            self._keep((key, found[key]) for key in keys)
        return [found[key] for key in wanted]

    def missing(self, nodes: Ints, is_backward: bool) -> int:
        return sum((is_backward, node) not in self._kept for node in np.unique(nodes).tolist())

    def _find(self, key: TreeKey) -> Floats | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, grown: Iterable[tuple[TreeKey, Floats]]) -> None:
        with self._lock:
            self._kept.update(grown)
            while len(self._kept) > self.capacity:
                self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Ways:
    """All legs of a block, shape (sources, targets): seconds and metres rounded up, and where by road."""

    seconds: NDArray[np.int64]
    metres: NDArray[np.int64]
    is_road: NDArray[np.bool_]


def find_ways(
    store: TreeStore | None, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
) -> Ways:
    """By road where both ends are near streets, else by the straight line; 0 from a place to itself.

    To and from the street it is a straight line too, at the speed of a residential street.
    """
    starts, ends = _rows(sources), _rows(targets)
    direct = straight_metres(starts, ends)
    metres = direct * DETOUR
    seconds = metres / off_street_m_per_s(mode)
    is_road = np.zeros(direct.shape, dtype=np.bool_)
    if store is not None and direct.size:
        road_s, road_m = _by_road(store, mode, starts, ends, direct)
        is_road = np.isfinite(road_s)
        seconds = np.where(is_road, road_s, seconds)
        metres = np.where(is_road, road_m, metres)
    is_same = (starts[:, None, :] == ends[None, :, :]).all(axis=2)
    seconds[is_same] = metres[is_same] = 0
    is_road |= is_same
    return Ways(_rounded_up(seconds), _rounded_up(metres), is_road)


def _by_road(
    store: TreeStore, mode: TravelMode, starts: Floats, ends: Floats, direct: Floats
) -> tuple[Floats, Floats]:
    """Seconds and metres; infinite where an end is off the graph."""
    start_node, start_m = store.graph.snap(starts)
    end_node, end_m = store.graph.snap(ends)
    street_s, street_m = split(_weights(store, start_node, end_node))
    walk_m = start_m[:, None] + end_m[None, :]
    is_same_corner = start_node[:, None] == end_node[None, :]
    walk_m = np.where(is_same_corner, np.minimum(walk_m, direct * DETOUR), walk_m)
    pace = (STREET_KMH[mode][LAST_STREET] or off_street_m_per_s(mode) * 3.6) / 3.6
    is_off = (start_m[:, None] > OFF_GRAPH_M) | (end_m[None, :] > OFF_GRAPH_M)
    road_s = np.where(is_off, np.inf, street_s + walk_m / pace)
    return road_s, np.where(is_off, np.inf, street_m + walk_m)


def _weights(store: TreeStore, start: Ints, end: Ints) -> Floats:
    """Grown from the side that has fewer trees left to grow."""
    if store.missing(end, is_backward=True) < store.missing(start, is_backward=False):
        return np.stack([tree[start] for tree in store.trees(end, is_backward=True)], axis=1)
    return np.stack([tree[end] for tree in store.trees(start, is_backward=False)])


def _rows(points: Sequence[Point]) -> Floats:
    return np.array([(point.lon, point.lat) for point in points], dtype=np.float64).reshape(-1, 2)


def _rounded_up(values: Floats) -> NDArray[np.int64]:
    return np.ceil(values - 1e-6).clip(0).astype(np.int64)
