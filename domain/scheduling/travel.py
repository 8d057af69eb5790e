"""How long it takes from place to place: a table looked up, never computed, while a timeline is judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from domain.shared.errors import Malformed, Unavailable
from domain.shared.geo import Point


class TravelMode(StrEnum):
    CAR = "car"
    MOTORCYCLE = "motorcycle"
    E_BIKE = "e_bike"
    BICYCLE = "bicycle"
    FOOT = "foot"


class TravelNotKnown(Unavailable):
    """The table was not filled for this pair of places."""

    code = "travel_not_known"


class TravelTableIsRagged(Malformed):
    code = "travel_table_is_ragged"


class TravelSeconds(Protocol):
    """Whole seconds from one place to another, for one mode; 0 from a place to itself."""

    def __call__(self, origin: Point, target: Point, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Leg:
    """One way: whole seconds, whole metres, and whether they follow streets or the straight line."""

    seconds: int
    metres: int
    is_road: bool


@dataclass(frozen=True, slots=True)
class TravelBlock:
    """All legs from each source to each target; `seconds[i][j]` and `metres[i][j]` are source i to target j.

    Rows may be any sequence of int; `array("i")` is the cheap one to build, pickle and read as numpy.
    Raises `TravelTableIsRagged` when the rows are not sources x targets.
    """

    sources: tuple[Point, ...]
    targets: tuple[Point, ...]
    seconds: tuple[Sequence[int], ...]
    metres: tuple[Sequence[int], ...]
    is_road: bool

    def __post_init__(self) -> None:
        for rows in (self.seconds, self.metres):
            if len(rows) != len(self.sources) or any(len(row) != len(self.targets) for row in rows):
                raise TravelTableIsRagged()


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Single legs, then blocks in turn. Callable, so it is a `TravelSeconds`. Raises `TravelNotKnown`.

    `rows` and `columns` say for each block where a place stands among its sources and targets.
    """

    blocks: tuple[TravelBlock, ...] = ()
    legs: Mapping[tuple[Point, Point], Leg] = field(default_factory=dict)
    rows: tuple[Mapping[Point, int], ...] = field(init=False, repr=False, compare=False)
    columns: tuple[Mapping[Point, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple(_index(block.sources) for block in self.blocks))
        object.__setattr__(self, "columns", tuple(_index(block.targets) for block in self.blocks))

    def __call__(self, origin: Point, target: Point, /) -> int:
        """The seconds alone: asked thousands of times for each leg that is kept."""
        if origin == target:
            return 0
        known = self.legs.get((origin, target)) if self.legs else None
        if known is not None:
            return known.seconds
        block, row, column = self._find(origin, target)
        return block.seconds[row][column]

    def leg(self, origin: Point, target: Point) -> Leg:
        if origin == target:
            return Leg(seconds=0, metres=0, is_road=True)
        known = self.legs.get((origin, target))
        if known is not None:
            return known
        block, row, column = self._find(origin, target)
        return Leg(block.seconds[row][column], block.metres[row][column], block.is_road)

    def _find(self, origin: Point, target: Point) -> tuple[TravelBlock, int, int]:
        for number, rows in enumerate(self.rows):
            row = rows.get(origin)
            if row is not None:
                column = self.columns[number].get(target)
                if column is not None:
                    return self.blocks[number], row, column
        raise TravelNotKnown()


def _index(places: Sequence[Point]) -> dict[Point, int]:
    return {place: number for number, place in enumerate(places)}
