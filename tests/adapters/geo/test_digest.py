"""The digest changes with whatever travel times are made of, and with nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest

from adapters.geo import digest
from adapters.geo.digest import TravelDigests, travel_digest
from adapters.geo.fixture import City
from adapters.geo.speeds import OFF_STREET_KMH
from domain.scheduling.travel import TravelMode
from domain.shared.ids import RegionId
from tests.adapters.geo.cities import CODES, city


@pytest.fixture
def town() -> City:
    return city(CODES[0])


def test_the_same_streets_have_the_same_digest(town: City) -> None:
    assert travel_digest(town) == travel_digest(replace(town, zones=()))
    assert travel_digest(town).startswith("streets-")


def test_another_length_of_one_street_is_another_map(town: City) -> None:
    lengths = town.streets.link_length_dm.copy()
    lengths[7] += 1
    assert travel_digest(replace(town, streets=replace(town.streets, link_length_dm=lengths))) != (
        travel_digest(town)
    )


def test_another_speed_is_another_map(town: City, monkeypatch: pytest.MonkeyPatch) -> None:
    before, straight = travel_digest(town), travel_digest(None)
    monkeypatch.setattr(digest, "OFF_STREET_KMH", {**OFF_STREET_KMH, TravelMode.FOOT: 5.0})
    assert travel_digest(town) != before
    assert travel_digest(None) != straight


def test_a_region_without_streets_is_known_by_the_straight_line(town: City) -> None:
    mine, other = RegionId(UUID(int=1)), RegionId(UUID(int=2))
    digests = TravelDigests({mine: town})
    assert digests(mine) == travel_digest(town) == digests(mine)
    assert digests(other) == travel_digest(None)
    assert digests(other).startswith("straight-")
