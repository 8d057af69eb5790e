"""A city as it comes from a source, before it is made compact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from shapely import Polygon

from adapters.geo.streets import STREET_CLASSES, Ints, Streets

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RawLink:
    """`line` runs from node `start` to node `end`, both ends included; `length_m` along it."""

    start: int
    end: int
    is_oneway: bool
    street_class: str
    length_m: float
    name: str
    line: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class RawZone:
    code: str
    polygon: Polygon
    population: int


def compact(links: Sequence[RawLink]) -> Streets:
    """The largest part in which everybody reaches everybody by car, nodes numbered from south to north."""
    places = {link.start: link.line[0] for link in links} | {link.end: link.line[-1] for link in links}
    kept_nodes = _largest_strong_part(links)
    kept = [link for link in links if link.start in kept_nodes and link.end in kept_nodes]
    order = sorted(kept_nodes, key=lambda node: (places[node][1], places[node][0]))
    number = {node: row for row, node in enumerate(order)}
    kept.sort(key=lambda link: (number[link.start], number[link.end], link.length_m))
    names = tuple(sorted({link.name for link in kept if link.name}))
    name_number = {name: row for row, name in enumerate(names)} | {"": -1}
    bends = [point for link in kept for point in link.line[1:-1]]
    bend_counts = [len(link.line) - 2 for link in kept]
    return Streets(
        node_lon=_e6(places[node][0] for node in order),
        node_lat=_e6(places[node][1] for node in order),
        link_from=np.array([number[link.start] for link in kept], dtype=np.int32),
        link_to=np.array([number[link.end] for link in kept], dtype=np.int32),
        link_is_oneway=np.array([link.is_oneway for link in kept], dtype=np.bool_),
        link_class=np.array([STREET_CLASSES.index(link.street_class) for link in kept], dtype=np.uint8),
        link_length_dm=np.array([max(1, round(link.length_m * 10)) for link in kept], dtype=np.int32),
        link_name=np.array([name_number[link.name] for link in kept], dtype=np.int32),
        bend_at=np.concatenate(([0], np.cumsum(bend_counts))).astype(np.int32),
        bend_lon=_e6(lon for lon, _ in bends),
        bend_lat=_e6(lat for _, lat in bends),
        names=names,
    )


def _largest_strong_part(links: Sequence[RawLink]) -> set[int]:
    nodes = sorted({link.start for link in links} | {link.end for link in links})
    number = {node: row for row, node in enumerate(nodes)}
    ways = [(number[link.start], number[link.end]) for link in links]
    ways += [(number[link.end], number[link.start]) for link in links if not link.is_oneway]
    rows, columns = np.array(ways).T
    graph = csr_array((np.ones(len(ways)), (rows, columns)), shape=(len(nodes), len(nodes)))
    _, label = connected_components(graph, directed=True, connection="strong")
    largest = np.bincount(label).argmax()
    return {node for node, part in zip(nodes, label, strict=True) if part == largest}


def _e6(degrees: Iterable[float]) -> Ints:
    return np.array([round(value * 1e6) for value in degrees], dtype=np.int32)
