"""The streets of a city as arrays: what the fixture holds and what the road graph and the basemap read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

DEGREE_E6: Final = 1e-6
STREET_CLASSES: Final = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
)


@dataclass(frozen=True, slots=True)
class Streets:
    """N nodes joined by M links (every node reaches every other by car).

    Coordinates are WGS-84 in millionths of a degree. A link runs from `link_from` to `link_to` (node
    numbers); `link_is_oneway` forbids the way back to vehicles; `link_class` counts in `STREET_CLASSES`;
    `link_length_dm` is in decimetres; `link_name` counts in `names` (-1: no name). Its bends, without
    the two end nodes, are `bend_lon[bend_at[i]:bend_at[i + 1]]`, and so for `bend_lat`.
    """

    node_lon: Ints
    node_lat: Ints
    link_from: Ints
    link_to: Ints
    link_is_oneway: NDArray[np.bool_]
    link_class: NDArray[np.uint8]
    link_length_dm: Ints
    link_name: Ints
    bend_at: Ints
    bend_lon: Ints
    bend_lat: Ints
    names: tuple[str, ...]

    @property
    def node_count(self) -> int:
        return len(self.node_lon)

    @property
    def link_count(self) -> int:
        return len(self.link_from)

    def line_e6(self, link: int) -> Ints:
        """The (lon, lat) rows of a link from end to end, shape (2 + bends, 2), millionths of a degree."""
        start, end = self.link_from[link], self.link_to[link]
        bends = slice(self.bend_at[link], self.bend_at[link + 1])
        lons = np.concatenate(([self.node_lon[start]], self.bend_lon[bends], [self.node_lon[end]]))
        lats = np.concatenate(([self.node_lat[start]], self.bend_lat[bends], [self.node_lat[end]]))
        return np.stack((lons, lats), axis=1)


def read_streets(path: Path) -> Streets:
    """From the npz that `write_streets` made. Raises OSError when it is not there."""
    with np.load(path, allow_pickle=False) as arrays:
        return Streets(
            node_lon=np.cumsum(arrays["node_lon_steps"], dtype=np.int32),
            node_lat=np.cumsum(arrays["node_lat_steps"], dtype=np.int32),
            link_from=arrays["link_from"],
            link_to=arrays["link_to"],
            link_is_oneway=arrays["link_is_oneway"],
            link_class=arrays["link_class"],
            link_length_dm=arrays["link_length_dm"],
            link_name=arrays["link_name"],
            bend_at=arrays["bend_at"],
            bend_lon=np.cumsum(arrays["bend_lon_steps"], dtype=np.int32),
            bend_lat=np.cumsum(arrays["bend_lat_steps"], dtype=np.int32),
            names=tuple(arrays["names"].tobytes().decode().split("\n")),
        )


def write_streets(path: Path, streets: Streets) -> None:
    """The same bytes for the same streets: coordinates as steps, which compress well."""
    np.savez_compressed(
        path,
        node_lon_steps=_steps(streets.node_lon),
        node_lat_steps=_steps(streets.node_lat),
        link_from=streets.link_from,
        link_to=streets.link_to,
        link_is_oneway=streets.link_is_oneway,
        link_class=streets.link_class,
        link_length_dm=streets.link_length_dm,
        link_name=streets.link_name,
        bend_at=streets.bend_at,
        bend_lon_steps=_steps(streets.bend_lon),
        bend_lat_steps=_steps(streets.bend_lat),
        names=np.frombuffer("\n".join(streets.names).encode(), dtype=np.uint8),
    )


def _steps(values: Ints) -> Ints:
    return np.diff(values, prepend=np.int32(0)).astype(np.int32)
