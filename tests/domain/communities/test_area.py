import pytest

from domain.communities.area import MAX_CORNERS, Area, AreaIsMalformed
from domain.shared.geo import Point

TRIANGLE = (Point(0, 0), Point(2, 0), Point(1, 3))


def test_an_area_closes_its_ring_for_formats_that_want_it_closed() -> None:
    assert Area(TRIANGLE).ring == (*TRIANGLE, TRIANGLE[0])


def test_an_area_knows_its_bounds() -> None:
    assert Area(TRIANGLE).bounds == (0, 0, 2, 3)


@pytest.mark.parametrize(
    "corners",
    [
        (),
        (Point(0, 0), Point(1, 1)),
        (Point(0, 0), Point(1, 1), Point(0, 0), Point(1, 1)),
        (*TRIANGLE, TRIANGLE[0]),
        tuple(Point(number / 1000, number % 7) for number in range(MAX_CORNERS + 1)),
    ],
)
def test_what_is_no_outline_is_refused(corners: tuple[Point, ...]) -> None:
    with pytest.raises(AreaIsMalformed):
        Area(corners)
