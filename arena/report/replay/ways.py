"""The way of each drive along the streets: the fastest one for the worker's mode, as on the product's roads.

The record says where a drive began and where it went, not which streets it took; the shortest ways through
the same graph that the travel times come from are what a worker who knows the city would take.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from adapters.geo.roads import RoadGraph, build_graph
from adapters.geo.speeds import BOUND_BY_ONEWAY, street_m_per_s
from adapters.geo.streets import Ints, Streets
from adapters.geo.ways import OFF_GRAPH_M
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point

AT_ONCE: Final = 32  # starts of one Dijkstra: its arrays are starts x nodes
NO_NODE: Final = -9999  # scipy's word for "no predecessor"

Pair = tuple[Point, Point]
Ways = Mapping[Pair, NDArray[np.float64]]


def find_ways(streets: Streets, mode: str, pairs: Iterable[Pair]) -> dict[Pair, NDArray[np.float64]]:
    """(lon, lat) rows from origin to target, both included, for each pair.

    A straight line where the streets join no way, where both ends lie at one corner, and for a mode that no
    street is open to or nobody knows.
    """
    wanted = sorted(set(pairs), key=lambda pair: (pair[0].lon, pair[0].lat, pair[1].lon, pair[1].lat))
    found = {pair: _straight(pair) for pair in wanted}
    try:
        known = TravelMode(mode)
        graph = build_graph(streets, known)
    except ValueError:
        return found
    if wanted:
        found.update(_along_roads(graph, _Links.of(streets, known), wanted))
    return found


def _straight(pair: Pair) -> NDArray[np.float64]:
    return np.array([(point.lon, point.lat) for point in pair])


def _along_roads(graph: RoadGraph, links: "_Links", pairs: list[Pair]) -> dict[Pair, NDArray[np.float64]]:
    starts, start_off_m = graph.snap(np.array([(origin.lon, origin.lat) for origin, _ in pairs]))
    ends, end_off_m = graph.snap(np.array([(target.lon, target.lat) for _, target in pairs]))
    is_near = np.maximum(start_off_m, end_off_m) <= OFF_GRAPH_M
    found = {}
    different = np.unique(starts)
    for at in range(0, len(different), AT_ONCE):
        some = different[at : at + AT_ONCE]
        _, before = dijkstra(graph.ahead, directed=True, indices=some, return_predecessors=True)
        for number in np.flatnonzero(np.isin(starts, some) & is_near).tolist():
            tree = before[np.searchsorted(some, starts[number])]
            nodes = _nodes(tree, int(starts[number]), int(ends[number]))
            if len(nodes) > 1:
                ends_of = _straight(pairs[number])
                found[pairs[number]] = np.concatenate((ends_of[:1], links.line(nodes), ends_of[1:]))
    return found


def _nodes(before: Ints, start: int, end: int) -> list[int]:
    """From start to end by the tree of predecessors; empty when it does not reach."""
    nodes = [end]
    while nodes[-1] != start:
        previous = int(before[nodes[-1]])
        if previous == NO_NODE:
            return []
        nodes.append(previous)
    return nodes[::-1]


@dataclass(frozen=True, slots=True)
class _Links:
    """Which link leads from one node to the next, the fastest where there are several."""

    streets: Streets
    keys: NDArray[np.int64]
    link: Ints

    @staticmethod
    def of(streets: Streets, mode: TravelMode) -> "_Links":
        speed = street_m_per_s(mode)[streets.link_class]
        ahead = np.flatnonzero(~np.isnan(speed))
        back = ahead[~streets.link_is_oneway[ahead]] if mode in BOUND_BY_ONEWAY else ahead
        link = np.concatenate((ahead, back))
        start = np.concatenate((streets.link_from[ahead], streets.link_to[back])).astype(np.int64)
        end = np.concatenate((streets.link_to[ahead], streets.link_from[back]))
        keys = start * streets.node_count + end
        order = np.lexsort((streets.link_length_dm[link] / speed[link], keys))
        return _Links(streets, keys[order], link[order].astype(np.int32))

    def line(self, nodes: list[int]) -> NDArray[np.float64]:
        parts = [self._piece(start, end) for start, end in pairwise(nodes)]
        return np.concatenate([part[min(at, 1) :] for at, part in enumerate(parts)]) / 1e6

    def _piece(self, start: int, end: int) -> Ints:
        key = start * self.streets.node_count + end
        link = int(self.link[np.searchsorted(self.keys, key)])
        line = self.streets.line_e6(link)
        return line if int(self.streets.link_from[link]) == start else line[::-1]
