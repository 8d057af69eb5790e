"""Travel tables of the domain as matrices."""

from collections.abc import Mapping, Sequence

import numpy as np

from dispatch_engine.arrays import Ints
from domain.scheduling.travel import TravelNotKnown, TravelTable
from domain.shared.geo import Point

_UNKNOWN = -1


def seconds_between(
    table: TravelTable, sources: Sequence[Point], targets: Sequence[Point], missing: int | None = None
) -> Ints:
    """What `table` answers for every source and target, as one matrix of seconds.

    `missing` stands where the table knows no answer; without it, raises `TravelNotKnown`.
    """
    seconds = np.full((len(sources), len(targets)), _UNKNOWN, dtype=np.int64)
    for number, block in reversed(list(enumerate(table.blocks))):
        rows, from_rows = _shared(sources, table.rows[number])
        columns, from_columns = _shared(targets, table.columns[number])
        if rows.size and columns.size:
            picked = np.array([np.asarray(block.seconds[row], dtype=np.int64) for row in from_rows])
            seconds[np.ix_(rows, columns)] = picked[:, from_columns]
    row_of, column_of = _numbers(sources), _numbers(targets)
    for (origin, target), leg in table.legs.items():
        for row in row_of.get(origin, ()):
            for column in column_of.get(target, ()):
                seconds[row, column] = leg.seconds
    for place in row_of.keys() & column_of.keys():
        seconds[np.ix_(row_of[place], column_of[place])] = 0
    if missing is None and (seconds == _UNKNOWN).any():
        raise TravelNotKnown()
    return np.where(seconds == _UNKNOWN, missing or 0, seconds)


def _shared(wanted: Sequence[Point], known: Mapping[Point, int]) -> tuple[Ints, Ints]:
    """Positions in `wanted` that `known` has, and where it has them."""
    found = [(row, known[place]) for row, place in enumerate(wanted) if place in known]
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _numbers(places: Sequence[Point]) -> dict[Point, list[int]]:
    numbers: dict[Point, list[int]] = {}
    for position, place in enumerate(places):
        numbers.setdefault(place, []).append(position)
    return numbers
