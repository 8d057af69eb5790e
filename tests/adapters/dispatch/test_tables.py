"""A matrix holds, cell by cell, what the table of the domain would answer."""

from random import Random

import numpy as np
import pytest

from adapters.dispatch.tables import seconds_between
from domain.scheduling.travel import Leg, TravelBlock, TravelNotKnown, TravelTable
from domain.shared.geo import Point

PLACES = tuple(Point(number / 100, 0.0) for number in range(6))


def block(random: Random, sources: tuple[Point, ...], targets: tuple[Point, ...]) -> TravelBlock:
    rows = tuple(tuple(random.randrange(1, 99) for _ in targets) for _ in sources)
    return TravelBlock(sources, targets, rows, rows, is_road=True)


@pytest.mark.parametrize("seed", range(20))
def test_legs_blocks_and_staying_are_read_in_the_same_order_of_precedence(seed: int) -> None:
    random = Random(seed)
    legs = {
        (PLACES[0], PLACES[3]): Leg(500, 1, is_road=True),
        (PLACES[2], PLACES[2]): Leg(7, 1, is_road=True),
    }
    table = TravelTable((block(random, PLACES[:3], PLACES[2:]), block(random, PLACES, PLACES)), legs)
    sources, targets = random.choices(PLACES, k=5), random.choices(PLACES, k=4)
    expected = [[table(origin, target) for target in targets] for origin in sources]
    assert np.array_equal(seconds_between(table, sources, targets), expected)


def test_what_the_table_does_not_know_is_refused_or_filled_as_asked() -> None:
    table = TravelTable((block(Random(1), PLACES[:2], PLACES[2:]),))
    with pytest.raises(TravelNotKnown):
        seconds_between(table, PLACES[:3], PLACES[3:4])
    assert seconds_between(table, [PLACES[2]], [PLACES[3]], missing=0).tolist() == [[0]]
