"""Tools and spare parts: what visits need, what duties start with, and the depot that has all of both."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from dispatch_engine.arrays import Flags, Ints, ints, within
from dispatch_engine.errors import ProblemError
from dispatch_engine.planning.parts import NOWHERE
from dispatch_engine.timelines import MAX_SECOND

DEPOT: Final = -1
"""In a route: the stop at the depot."""
MOST_TOOLS: Final = 62
MOST_PARTS: Final = 2**40


@dataclass(frozen=True, slots=True, eq=False)
class Supplies:
    """Tools are needed and kept, spare parts are used up (Pillac, Gueret and Medaglia 2013).

    A duty may stop at the depot once. From then on it has every tool and as many parts as it likes; before
    that it must do with what it started with. Where a route stops at the depot it holds `DEPOT`.

    Attributes
    ----------
    needs : (n, t) bool
        The tools that each visit needs.
    uses : (n, p) int
        How many of each spare part a visit uses up.
    kit : (d, t) bool
        The tools that each duty starts with.
    stock : (d, p) int
        The spare parts that each duty starts with.
    depot
        Index into the travel matrix, `NOWHERE` when there is none.
    stop_s
        Seconds that a stop at the depot takes.
    """

    needs: Flags
    uses: Ints
    kit: Flags
    stock: Ints
    depot: int = NOWHERE
    stop_s: int = 0

    def __post_init__(self) -> None:
        keep = object.__setattr__
        for name in ("needs", "kit"):
            keep(self, name, _flags(f"Supplies.{name}", getattr(self, name)))
        for name in ("uses", "stock"):
            keep(self, name, ints(f"Supplies.{name}", getattr(self, name), [None, None]))
            within(f"Supplies.{name}", getattr(self, name), 0, MOST_PARTS)
        for one, other in (("needs", "kit"), ("uses", "stock")):
            if getattr(self, one).shape[1] != getattr(self, other).shape[1]:
                raise ProblemError(f"Supplies.{one} and {other} must have the same number of columns")
        if self.needs.shape[1] > MOST_TOOLS:
            raise ProblemError(f"Supplies.needs has {self.needs.shape[1]} tools, more than {MOST_TOOLS}")
        if not NOWHERE <= self.depot < 2**31 or not 0 <= self.stop_s <= MAX_SECOND:
            raise ProblemError("Supplies.depot must be a place or NOWHERE, stop_s from 0 on")

    @property
    def has_depot(self) -> bool:
        return self.depot != NOWHERE

    def check(self, visits: int, duties: int, places: int) -> None:
        """Refuse what does not belong to a problem of this size.

        Raises
        ------
        ProblemError
            Naming the array.
        """
        for one in fields(self)[:4]:
            wanted = visits if one.name in ("needs", "uses") else duties
            if getattr(self, one.name).shape[0] != wanted:
                raise ProblemError(f"Supplies.{one.name} must have {wanted} rows")
        if self.depot >= places:
            raise ProblemError(f"Supplies.depot is {self.depot}, outside [-1, {places - 1}]")


def visits_in(route: Sequence[int]) -> tuple[int, ...]:
    """The visits of a route, without the stop at the depot."""
    return tuple(visit for visit in route if visit != DEPOT)


def before_depot(route: Sequence[int]) -> tuple[int, ...]:
    """The visits of a route that must do with what the duty starts with."""
    stops = tuple(route)
    return stops[: stops.index(DEPOT)] if DEPOT in stops else stops


def _flags(name: str, values: Flags) -> Flags:
    array = np.array(values)
    if array.size == 0 and array.ndim == 2:
        array = array.astype(np.bool_)
    if array.dtype != np.bool_ or array.ndim != 2:
        raise ProblemError(f"{name} must be boolean with 2 axes")
    array.setflags(write=False)
    return array
