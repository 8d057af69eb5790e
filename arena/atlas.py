"""Travel between all places of a town, looked up: made once for an experiment, shared by all its days."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from domain.scheduling.travel import Leg, TravelBlock, TravelMode, TravelTable
from domain.shared.geo import Point
from domain.shared.ids import RegionId

Table = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The `TravelTimes` port over tables, shape (places, places), for each mode. Other places: `KeyError`.

    `whole` are the same ways as the tables that a judgement looks up.
    """

    places: tuple[Point, ...]
    seconds: Mapping[TravelMode, Table]
    metres: Mapping[TravelMode, Table]
    is_road: bool
    whole: Mapping[TravelMode, TravelTable] = field(init=False, repr=False)
    _rows: Mapping[Point, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", {place: row for row, place in enumerate(self.places)})
        whole = {mode: TravelTable((self._block(mode),)) for mode in self.seconds}
        object.__setattr__(self, "whole", whole)

    def _block(self, mode: TravelMode) -> TravelBlock:
        seconds, metres = _rows_of(self.seconds[mode]), _rows_of(self.metres[mode])
        return TravelBlock(self.places, self.places, seconds, metres, self.is_road)

    def between(self, mode: TravelMode, origin: Point, target: Point) -> Leg:
        row, column = self._rows[origin], self._rows[target]
        return Leg(
            int(self.seconds[mode][row, column]), int(self.metres[mode][row, column]), is_road=self.is_road
        )

    def tables(self, mode: TravelMode, places: Sequence[Point]) -> tuple[Table, Table]:
        """(seconds, metres) from each of those places to each."""
        rows = [self._rows[place] for place in places]
        grid = np.ix_(rows, rows)
        return self.seconds[mode][grid], self.metres[mode][grid]

    async def matrix(
        self, region_id: RegionId, mode: TravelMode, sources: Sequence[Point], targets: Sequence[Point]
    ) -> TravelBlock:
        grid = np.ix_([self._rows[one] for one in sources], [self._rows[one] for one in targets])
        return TravelBlock(
            tuple(sources),
            tuple(targets),
            tuple(self.seconds[mode][grid].tolist()),
            tuple(self.metres[mode][grid].tolist()),
            is_road=self.is_road,
        )

    async def legs(
        self, region_id: RegionId, mode: TravelMode, pairs: Sequence[tuple[Point, Point]]
    ) -> tuple[Leg, ...]:
        if not pairs:
            return ()
        rows = [self._rows[origin] for origin, _ in pairs]
        columns = [self._rows[target] for _, target in pairs]
        seconds, metres = self.seconds[mode][rows, columns], self.metres[mode][rows, columns]
        return tuple(Leg(s, m, self.is_road) for s, m in zip(seconds.tolist(), metres.tolist(), strict=True))


def _rows_of(table: Table) -> tuple[Sequence[int], ...]:
    return tuple(array("i", row.tobytes()) for row in table)


def table_of(rows: Iterable[Sequence[int]]) -> Table:
    return np.array([list(row) for row in rows], dtype=np.int32)
