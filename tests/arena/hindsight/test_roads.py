"""Ways by road for a plan in hindsight."""

import numpy as np
import pytest

from adapters.geo.fixture import load_city
from arena.hindsight.roads import road_travel
from domain.shared.geo import straight_m


def test_ways_follow_the_streets_and_each_mode_has_its_own_time() -> None:
    city = load_city("yunxi")
    places = [community.centre for community in city.communities[:4]]
    travel = road_travel(city)
    by_car, by_foot = travel("car", places), travel("foot", places)
    straight = np.array([[straight_m(here, there) for there in places] for here in places])
    for seconds, metres in (by_car, by_foot):
        assert seconds.shape == metres.shape == (4, 4)
        assert not np.diag(metres).any()
        assert (metres >= straight - 1).all()
    ways = ~np.eye(4, dtype=np.bool_)
    assert (by_foot[0] > by_car[0])[ways].all()


def test_a_mode_that_nobody_has_is_refused() -> None:
    with pytest.raises(ValueError, match="sledge"):
        road_travel(load_city("yunxi"))("sledge", [])
