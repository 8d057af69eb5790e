"""The ceiling of travel: nothing that roads say may lie above it."""

from uuid import uuid4

import pytest

from adapters.geo.fixture import load_city
from adapters.geo.travel import RoadTravelTimes
from application.travel_ceiling import TravelCeiling, ceiling
from domain.scheduling.travel import Leg, TravelMode
from domain.shared.geo import Point
from domain.shared.ids import RegionId

HERE = Point(-71.25, -29.90)
THERE = Point(-71.24, -29.91)
REGION = RegionId(uuid4())


@pytest.mark.parametrize("mode", TravelMode)
def test_a_place_is_no_way_from_itself(mode: TravelMode) -> None:
    assert ceiling(mode, HERE, HERE) == Leg(0, 0, is_road=False)


async def test_single_legs_and_blocks_agree() -> None:
    travel = TravelCeiling()
    block = await travel.matrix(REGION, TravelMode.FOOT, [HERE, THERE], [THERE])
    legs = await travel.legs(REGION, TravelMode.FOOT, [(HERE, THERE), (THERE, THERE)])
    assert [leg.seconds for leg in legs] == [row[0] for row in block.seconds]
    assert [leg.metres for leg in legs] == [row[0] for row in block.metres]


@pytest.mark.parametrize("mode", TravelMode)
async def test_no_way_in_the_second_city_takes_longer_than_the_ceiling(mode: TravelMode) -> None:
    city = load_city("yunxi")
    doors = [community.centre for community in city.communities]
    block = await RoadTravelTimes({REGION: city}).matrix(REGION, mode, doors, doors)
    for origin, row in zip(doors, block.seconds, strict=True):
        for target, seconds in zip(doors, row, strict=True):
            assert seconds <= ceiling(mode, origin, target).seconds
