from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely

from adapters.geo.areas import ShapelyAreas, polygon
from adapters.geo.fixture import CITIES, CityNotShipped, city_codes, load_city, shipped_cities
from adapters.geo.streets import Streets, read_streets, write_streets
from tests.adapters.geo.cities import CODES, city, square


def same(one: Streets, other: Streets) -> bool:
    names = [name for name in Streets.__slots__ if name != "names"]
    arrays = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
    return arrays and one.names == other.names


def test_the_shipped_cities_are_found() -> None:
    assert city_codes() == CODES


def test_an_unknown_city_is_refused() -> None:
    with pytest.raises(CityNotShipped):
        load_city("../la_serena")


def test_streets_come_back_from_a_file_as_they_went(tmp_path: Path) -> None:
    write_streets(tmp_path / "s.npz", square().streets)
    assert same(read_streets(tmp_path / "s.npz"), square().streets)


def test_a_link_is_drawn_from_end_to_end_with_its_bends() -> None:
    assert square().streets.line_e6(4).tolist() == [[0, 10_000], [-1_000, 5_000], [0, 0]]


def test_la_serena_is_the_real_one() -> None:
    streets = city("la_serena").streets
    assert (streets.node_count, streets.link_count) == (15_492, 19_741)
    assert "Avenida Francisco de Aguirre" in streets.names
    assert sum(zone.population for zone in city("la_serena").zones) == 451_895
    assert -71.36 < city("la_serena").centre.lon < -71.16
    assert (CITIES / "la_serena" / "NOTICE").read_text().startswith("Map data (c) OpenStreetMap contributors")
    assert sum(file.stat().st_size for file in (CITIES / "la_serena").iterdir()) < 3_000_000


@pytest.mark.parametrize("code", CODES)
def test_communities_are_valid_named_once_and_do_not_overlap(code: str) -> None:
    communities = city(code).communities
    assert all(ShapelyAreas().is_valid(community.area) for community in communities)
    assert all(ShapelyAreas().covers(community.area, community.centre) for community in communities)
    assert all(community.population > 0 for community in communities)
    for names in (
        [c.code for c in communities],
        [c.name.zh for c in communities],
        [c.name.en for c in communities],
    ):
        assert len(set(names)) == len(communities)
    shapes = [polygon(community.area) for community in communities]
    tree = shapely.STRtree(shapes)
    meeting = {tuple(sorted(pair)) for pair in tree.query(shapes, predicate="intersects").T.tolist()}
    for one, other in meeting & set(combinations(range(len(shapes)), 2)):
        assert shapes[one].intersection(shapes[other]).area < 1e-9


@pytest.mark.parametrize("code", CODES)
def test_most_people_of_the_zones_live_in_a_community(code: str) -> None:
    people = sum(community.population for community in city(code).communities)
    assert 0.8 <= people / sum(zone.population for zone in city(code).zones) <= 1.01


def test_regions_without_a_shipped_city_have_no_map() -> None:
    assert shipped_cities([]) == {}
