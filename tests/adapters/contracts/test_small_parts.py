"""Parts that only memory has: straight ways, ids that repeat themselves, clocks that are set by hand."""

from datetime import timedelta

from adapters.memory.clock import HandClock
from adapters.memory.ids import SeededIds
from adapters.memory.travel import METRES_PER_S, StraightTravel
from domain.scheduling.travel import Leg, TravelMode
from domain.shared.geo import Point
from tests.adapters.contracts.hamlet import KM
from tests.domain.orders.making import DOOR, NOON, REGION

WEST, EAST = Point(DOOR.lon - 3 * KM, DOOR.lat), Point(DOOR.lon + KM, DOOR.lat)


async def test_a_way_is_straight_and_rounded_up_and_nowhere_from_a_place_to_itself() -> None:
    travel = StraightTravel()
    there, back, nowhere = await travel.legs(
        REGION, TravelMode.CAR, [(DOOR, EAST), (EAST, DOOR), (DOOR, DOOR)]
    )
    assert there == back
    assert 990 < there.metres < 1010
    assert there.seconds == -(-there.metres // METRES_PER_S[TravelMode.CAR])
    assert nowhere == Leg(0, 0, is_road=False)


async def test_a_matrix_says_the_same_as_single_legs() -> None:
    travel, places = StraightTravel(), (DOOR, WEST, EAST, DOOR)
    for mode in TravelMode:
        block = await travel.matrix(REGION, mode, places, places[1:])
        legs = await travel.legs(REGION, mode, [(a, b) for a in places for b in places[1:]])
        assert [second for row in block.seconds for second in row] == [leg.seconds for leg in legs]
        assert [metre for row in block.metres for metre in row] == [leg.metres for leg in legs]


def test_the_same_seed_gives_the_same_ids_each_greater_than_the_one_before() -> None:
    ids, again, other = SeededIds(1), SeededIds(1), SeededIds(2)
    made = [ids.new() for _ in range(100)]
    assert made == [again.new() for _ in range(100)]
    assert made == sorted(made)
    assert made[0] != other.new()
    assert {one.version for one in made} == {7}


def test_a_clock_set_by_hand_stands_still_and_never_goes_back() -> None:
    clock = HandClock(NOON)
    assert clock.now() == clock.now() == NOON
    assert clock.advance(timedelta(seconds=1)) == NOON + timedelta(seconds=1)
    assert clock.reach(NOON) == NOON + timedelta(seconds=1)
