"""The streets as a graph for one travel mode: where a place joins it, and shortest ways through it.

One Dijkstra run gives time and distance at once: an edge weighs `centiseconds * 2**24 + decimetres`, so the
fastest way wins, the shorter one of two equally fast, and both sums come out exact (integers under 2**53).
"""

from dataclasses import dataclass
from math import cos, radians
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

from adapters.geo.speeds import BOUND_BY_ONEWAY, street_m_per_s
from adapters.geo.streets import Floats, Ints, Streets
from domain.scheduling.travel import TravelMode
from domain.shared.geo import EARTH_RADIUS_M

UNIT: Final = float(2**24)
METRES_PER_DEGREE: Final = radians(1) * EARTH_RADIUS_M


@dataclass(frozen=True, slots=True)
class RoadGraph:
    """Built by `build_graph`; nodes are those of the streets that the mode can reach and leave again."""

    ahead: csr_array
    back: csr_array
    joints: KDTree
    joint_node: Ints
    lat: float

    def snap(self, lon_lat: Floats) -> tuple[Ints, Floats]:
        """The nearest node of each (lon, lat) row, and the metres to it as the crow flies."""
        metres, nearest = self.joints.query(_flat(lon_lat, self.lat))
        return self.joint_node[nearest], np.asarray(metres, dtype=np.float64)

    def trees(self, nodes: Ints, is_backward: bool) -> Floats:
        """Weights from each of K nodes to every node (or from every node, backward), shape (K, N)."""
        graph = self.back if is_backward else self.ahead
        weights: Floats = dijkstra(graph, directed=True, indices=nodes)
        return weights


def split(weights: Floats) -> tuple[Floats, Floats]:
    """Weights as (seconds, metres). Infinite stays infinite."""
    centiseconds = np.floor(weights / UNIT)
    with np.errstate(invalid="ignore"):
        decimetres = weights - centiseconds * UNIT
    decimetres[np.isinf(weights)] = np.inf
    return centiseconds / 100, decimetres / 10


def build_graph(streets: Streets, mode: TravelMode) -> RoadGraph:
    """Raises ValueError when the mode may use no street at all."""
    speed = street_m_per_s(mode)[streets.link_class]
    is_open = ~np.isnan(speed)
    if not is_open.any():
        raise ValueError(f"no street is open to {mode}")
    weight = np.round(streets.link_length_dm[is_open] / speed[is_open] * 10).clip(1) * UNIT
    weight += streets.link_length_dm[is_open]
    start, end = streets.link_from[is_open], streets.link_to[is_open]
    returns = np.ones(len(start), dtype=np.bool_)
    if mode in BOUND_BY_ONEWAY:
        returns = ~streets.link_is_oneway[is_open]
    ahead = _matrix(
        np.concatenate((start, end[returns])),
        np.concatenate((end, start[returns])),
        np.concatenate((weight, weight[returns])),
        streets.node_count,
    )
    joint_node = _largest_strong_part(ahead)
    lon_lat = np.stack((streets.node_lon[joint_node], streets.node_lat[joint_node]), axis=1) / 1e6
    lat = float(lon_lat[:, 1].mean())
    return RoadGraph(ahead, ahead.T.tocsr(), KDTree(_flat(lon_lat, lat)), joint_node, lat)


def _matrix(start: Ints, end: Ints, weight: Floats, size: int) -> csr_array:
    """Of two links between the same nodes only the faster one counts; csr would add them up."""
    order = np.lexsort((weight, end, start))
    start, end, weight = start[order], end[order], weight[order]
    is_first = np.ones(len(start), dtype=np.bool_)
    is_first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return csr_array((weight[is_first], (start[is_first], end[is_first])), shape=(size, size))


def _largest_strong_part(graph: csr_array) -> Ints:
    _, label = connected_components(graph, directed=True, connection="strong")
    return np.flatnonzero(label == np.bincount(label).argmax()).astype(np.int32)


def _flat(lon_lat: Floats, lat: float) -> NDArray[np.float64]:
    scale = np.array([METRES_PER_DEGREE * cos(radians(lat)), METRES_PER_DEGREE])
    return np.asarray(lon_lat * scale, dtype=np.float64)
