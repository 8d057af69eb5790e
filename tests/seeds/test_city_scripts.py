"""The scripts that make the fixtures, as far as they can run without their sources."""

import struct

import numpy as np
import pytest
import shapely

from scripts.city import yunxi
from scripts.city.communities import Drawing, draw
from scripts.city.naming import community_names
from scripts.city.raw import RawLink, compact
from scripts.city.spatialite import BlobReader
from tests.adapters.geo.cities import city


def blob(body: bytes) -> bytes:
    return b"\x00\x01" + bytes(36) + b"\x7c" + body + b"\xfe"


def test_spatialite_lines_and_multi_polygons_are_read() -> None:
    line = blob(struct.pack("<II4d", 2, 2, -71.0, -30.0, -71.5, -29.5))
    assert BlobReader(line).geometry() == shapely.LineString([(-71.0, -30.0), (-71.5, -29.5)])
    ring = struct.pack("<II8d", 1, 4, 0, 0, 1, 0, 1, 1, 0, 0)
    parts = struct.pack("<II", 6, 1) + b"\x69" + struct.pack("<I", 3) + ring
    assert BlobReader(blob(parts)).geometry() == shapely.MultiPolygon(
        [([(0, 0), (1, 0), (1, 1), (0, 0)], [])]
    )


def test_a_geometry_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="type 7"):
        BlobReader(blob(struct.pack("<I", 7))).geometry()


def link(start: int, end: int, is_oneway: bool = False) -> RawLink:
    line = ((start / 100, 0.0), (end / 100, 0.0))
    return RawLink(start, end, is_oneway, "residential", 10.0, f"S{start}", line)


def test_streets_that_cannot_be_left_again_are_dropped() -> None:
    streets = compact([link(1, 2), link(2, 3), link(3, 4, is_oneway=True), link(8, 9)])
    assert streets.node_lon.tolist() == [10_000, 20_000, 30_000]
    assert streets.names == ("S1", "S2")


def test_yunxi_is_drawn_again_as_it_is_shipped() -> None:
    links, zones = yunxi.read()
    streets = compact(links)
    assert np.array_equal(streets.node_lon, city("yunxi").streets.node_lon)
    assert np.array_equal(streets.link_to, city("yunxi").streets.link_to)
    drawn = draw(streets, zones, Drawing(6_000, seed=7))
    shipped = city("yunxi").communities
    assert [community.population for community in drawn] == [community.population for community in shipped]


def test_a_short_list_of_names_is_noticed() -> None:
    assert len(set(community_names("yunxi", 24, seed=1))) == 24
    with pytest.raises(ValueError, match="only 24 names"):
        community_names("yunxi", 25, seed=1)
