import pytest

from adapters.geo.areas import ShapelyAreas
from domain.communities.area import Area, AreaIsMalformed
from domain.shared.geo import Point

AREAS = ShapelyAreas()
SQUARE = Area((Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)))
BOW_TIE = Area((Point(0, 0), Point(2, 2), Point(2, 0), Point(0, 2)))
NEXT_DOOR = Area((Point(1, 1), Point(3, 1), Point(3, 3), Point(1, 3)))


def test_an_outline_that_crosses_itself_is_not_valid() -> None:
    assert AREAS.is_valid(SQUARE)
    assert not AREAS.is_valid(BOW_TIE)


def test_the_outline_belongs_to_the_area() -> None:
    assert AREAS.covers(SQUARE, Point(1, 1))
    assert AREAS.covers(SQUARE, Point(2, 1))
    assert not AREAS.covers(SQUARE, Point(2.001, 1))


def test_all_areas_around_a_point_are_found() -> None:
    assert AREAS.covering([SQUARE, NEXT_DOOR], Point(1.5, 1.5)) == (0, 1)
    assert AREAS.covering([SQUARE, NEXT_DOOR], Point(2.5, 2.5)) == (1,)
    assert AREAS.covering([], Point(0, 0)) == ()


def test_a_hull_covers_every_corner() -> None:
    hull = AREAS.hull([SQUARE, NEXT_DOOR])
    assert all(AREAS.covers(hull, corner) for corner in (*SQUARE.corners, *NEXT_DOOR.corners))


def test_there_is_no_hull_around_nothing_or_a_line() -> None:
    line = Area((Point(0, 0), Point(1, 1), Point(2, 2)))
    for nothing in ([], [line]):
        with pytest.raises(AreaIsMalformed):
            AREAS.hull(nothing)
    assert not AREAS.is_valid(line)
