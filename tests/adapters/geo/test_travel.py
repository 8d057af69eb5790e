from collections.abc import Sequence

import pytest

from adapters.geo.speeds import DETOUR
from adapters.geo.travel import RoadTravelTimes
from domain.scheduling.travel import Leg, TravelMode, TravelTable
from domain.shared.geo import Point, straight_m
from tests.adapters.geo.cities import CODES, REGION, city, corner, square

CAR, FOOT, BICYCLE = TravelMode.CAR, TravelMode.FOOT, TravelMode.BICYCLE


def on_the_square() -> RoadTravelTimes:
    return RoadTravelTimes({REGION: square()})


async def leg(travel: RoadTravelTimes, mode: TravelMode, origin: Point, target: Point) -> Leg:
    (found,) = await travel.legs(REGION, mode, [(origin, target)])
    return found


async def test_a_car_takes_the_fast_way_and_reports_its_length() -> None:
    found = await leg(on_the_square(), CAR, corner(0), corner(1))
    assert found == Leg(seconds=54, metres=1_112, is_road=True)  # 1,112 m at 75 km/h are 53.4 s


async def test_a_oneway_street_sends_a_car_round_but_not_a_walker() -> None:
    travel = on_the_square()
    assert (await leg(travel, CAR, corner(2), corner(1))).metres == 1_112 + 1_200 + 1_112
    assert (await leg(travel, FOOT, corner(2), corner(1))).metres == 1_112


async def test_a_street_without_oneway_is_open_both_ways() -> None:
    travel = on_the_square()
    assert (await leg(travel, CAR, corner(0), corner(3))).metres == 1_200
    assert (await leg(travel, CAR, corner(3), corner(0))).metres == 1_200


async def test_walkers_stay_off_the_motorway() -> None:
    found = await leg(on_the_square(), FOOT, corner(0), corner(1))
    assert found.metres == 1_200 + 1_112 + 1_112


async def test_a_place_far_from_every_street_gets_the_straight_line() -> None:
    away = Point(0.05, 0.05)
    found = await leg(on_the_square(), CAR, corner(0), away)
    assert not found.is_road
    assert found.metres == pytest.approx(straight_m(corner(0), away) * DETOUR, abs=1)


async def test_a_region_without_streets_gets_the_straight_line() -> None:
    block = await RoadTravelTimes({}).matrix(REGION, CAR, [corner(0)], [corner(1), corner(2)])
    assert not block.is_road
    assert 0 < block.metres[0][0] < block.metres[0][1]


async def test_from_a_place_to_itself_it_is_nothing_even_off_the_streets() -> None:
    away = Point(30.0, 30.0)
    travel = on_the_square()
    assert await leg(travel, CAR, away, away) == Leg(0, 0, is_road=True)
    assert await leg(travel, CAR, corner(2), corner(2)) == Leg(0, 0, is_road=True)


async def test_neighbours_at_one_corner_do_not_walk_by_way_of_it() -> None:
    one, other = Point(0.0012, 0.0003), Point(0.0013, 0.0003)
    found = await leg(on_the_square(), CAR, one, other)
    assert found.metres <= straight_m(one, other) * DETOUR + 1


async def test_a_block_is_by_road_only_when_every_leg_is() -> None:
    travel = on_the_square()
    assert (await travel.matrix(REGION, CAR, [corner(0)], [corner(1), corner(2)])).is_road
    assert not (await travel.matrix(REGION, CAR, [corner(0)], [corner(1), Point(0.5, 0.5)])).is_road


async def test_nothing_asked_is_nothing_answered() -> None:
    travel = on_the_square()
    assert await travel.legs(REGION, CAR, []) == ()
    assert (await travel.matrix(REGION, CAR, [], [])).seconds == ()
    assert (await travel.matrix(REGION, CAR, [], [corner(0)])).seconds == ()
    assert [len(row) for row in (await travel.matrix(REGION, CAR, [corner(0)], [])).seconds] == [0]


def some_places(code: str, count: int) -> list[Point]:
    communities = city(code).communities
    return [communities[number * 13 % len(communities)].centre for number in range(count)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("mode", TravelMode)
async def test_every_community_of_every_city_is_reached_by_road(code: str, mode: TravelMode) -> None:
    travel = RoadTravelTimes({REGION: city(code)})
    places = [community.centre for community in city(code).communities]
    block = await travel.matrix(REGION, mode, places[:4], places)
    assert block.is_road
    for row, origin in enumerate(places[:4]):
        for column, target in enumerate(places):
            assert block.metres[row][column] >= straight_m(origin, target) * 0.99
            assert (block.seconds[row][column] == 0) == (origin == target)


@pytest.mark.parametrize("sides", [(3, 9), (9, 3)])
async def test_a_matrix_a_leg_and_a_warm_matrix_agree(sides: tuple[int, int]) -> None:
    places = some_places("la_serena", 12)
    sources, targets = places[: sides[0]], places[12 - sides[1] :]
    cold = await RoadTravelTimes({REGION: city("la_serena")}).matrix(REGION, CAR, sources, targets)
    travel = RoadTravelTimes({REGION: city("la_serena")})
    pairs = [(source, target) for source in sources for target in targets]
    legs = await travel.legs(REGION, CAR, pairs)
    assert legs == tuple(looked_up(TravelTable((cold,)), pairs))
    assert await travel.matrix(REGION, CAR, sources, targets) == cold


def looked_up(table: TravelTable, pairs: Sequence[tuple[Point, Point]]) -> list[Leg]:
    return [table.leg(origin, target) for origin, target in pairs]


async def test_the_store_of_trees_stays_within_its_bound() -> None:
    travel = RoadTravelTimes({REGION: city("yunxi")}, trees_kept=4)
    places = [community.centre for community in city("yunxi").communities]
    first = await travel.matrix(REGION, CAR, places, places)
    assert first == await travel.matrix(REGION, CAR, places, places)
    (store,) = travel._stores.values()
    assert len(store._kept) == 4
