"""Travel times are looked up, never made up."""

from array import array

import pytest

from domain.scheduling.calendar import CapIsNegative, Caps, VisitNeed, VisitTakesNoTime
from domain.scheduling.travel import Leg, TravelBlock, TravelNotKnown, TravelTable, TravelTableIsRagged
from tests.domain.scheduling.days import HOME, place, window

A, B, C = place(1), place(2), place(3)
BLOCK = TravelBlock(
    (A, B), (B, C), (array("i", [5, 9]), array("i", [0, 4])), ((50, 90), (0, 40)), is_road=True
)


def test_a_block_answers_for_its_sources_and_targets() -> None:
    table = TravelTable((BLOCK,))
    assert table(A, C) == 9
    assert table.leg(B, C) == Leg(4, 40, is_road=True)


def test_staying_takes_no_time_anywhere() -> None:
    assert TravelTable()(HOME, HOME) == 0


def test_a_single_leg_goes_before_a_block() -> None:
    assert TravelTable((BLOCK,), {(A, C): Leg(7, 70, is_road=False)})(A, C) == 7


def test_a_second_block_is_asked_when_the_first_does_not_know() -> None:
    other = TravelBlock((C,), (A,), ((8,),), ((80,),), is_road=False)
    assert TravelTable((BLOCK, other)).leg(C, A) == Leg(8, 80, is_road=False)


def test_an_unknown_way_is_refused_not_guessed() -> None:
    with pytest.raises(TravelNotKnown):
        TravelTable((BLOCK,))(C, A)


def test_rows_that_do_not_match_the_places_are_refused() -> None:
    with pytest.raises(TravelTableIsRagged):
        TravelBlock((A, B), (C,), ((1,),), ((1,), (2,)), is_road=True)
    with pytest.raises(TravelTableIsRagged):
        TravelBlock((A,), (B, C), ((1, 2),), ((1,),), is_road=True)


def test_work_takes_time_and_caps_are_not_negative() -> None:
    with pytest.raises(VisitTakesNoTime):
        VisitNeed(A, window("09:00", "10:00"), 0)
    for caps in ({"visits": -1}, {"load_permille": -1}):
        with pytest.raises(CapIsNegative):
            Caps(**caps)
