"""The smallest change of the readings after which one of the alternatives holds.

Leaves of different readings do not touch each other, so each reading of an alternative is solved alone:
the nearest value that satisfies all its leaves lies at the value it has, at a bound of one of them, or one
step beside such a bound.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from domain.promotions.cart import Selector
from domain.promotions.conditions.compiling import holds_for
from domain.promotions.conditions.fields import RANGES, Kind, Value
from domain.promotions.conditions.nodes import Compare, Has, Leaf, LinesReading, OneOf, Reading, Within
from domain.promotions.conditions.normal import Alternative, Literal

ANY_OTHER: Final = "(any other)"
_CYCLES: Final = {Kind.CLOCK: 24 * 60, Kind.WEEKDAY: 7}
See = Callable[[Leaf], Value | None]
Variable = tuple[Reading, str | None]
"""A reading; of a set of texts, one element that it has or has not."""


@dataclass(frozen=True, slots=True)
class Change:
    """Make the reading `to`; `by` is a number's difference. With `element`, `to` says whether it is in."""

    reading: str
    to: Value | None
    by: int | None = None
    element: str | None = None
    selector: Selector | None = None
    is_in_reach: bool = False


Cost = tuple[int, int, int]


def cheapest(found: Iterable[Alternative], see: See) -> tuple[Change, ...] | None:
    best: tuple[Cost, tuple[Change, ...]] | None = None
    for alternative in found:
        solved = _solved(alternative, see)
        if solved is not None and (best is None or solved[0] < best[0]):
            best = solved
    return best[1] if best else None


def _solved(alternative: Alternative, see: See) -> tuple[Cost, tuple[Change, ...]] | None:
    by_variable: dict[Variable, list[Literal]] = {}
    for literal in alternative:
        element = literal.leaf.element if isinstance(literal.leaf, Has) else None
        by_variable.setdefault((literal.leaf.reading, element), []).append(literal)
    changes, far, distance = list[Change](), 0, 0
    for (reading, element), wanted in by_variable.items():
        actual = see(wanted[0].leaf)
        if all(holds_for(each.leaf)(actual) is each.is_wanted for each in wanted):
            continue
        nearest = _element(reading, element, wanted) if element else _nearest(reading, actual, wanted)
        if nearest is None:
            return None
        step, change = nearest
        changes.append(change)
        far += not change.is_in_reach
        distance += step
    return (len(changes), far, distance), tuple(changes)


def _element(reading: Reading, element: str, wanted: list[Literal]) -> tuple[int, Change] | None:
    if len({each.is_wanted for each in wanted}) > 1:
        return None
    return 1, Change(str(reading), to=wanted[0].is_wanted, element=element, is_in_reach=reading.is_in_reach)


def _nearest(reading: Reading, actual: Value | None, wanted: list[Literal]) -> tuple[int, Change] | None:
    judges = [(holds_for(each.leaf), each.is_wanted) for each in wanted]
    fitting = [
        (_distance(reading.kind, actual, candidate), str(candidate), candidate)
        for candidate in _candidates(reading, wanted)
        if all(holds(candidate) is is_wanted for holds, is_wanted in judges)
    ]
    if not fitting:
        return None
    step, _, to = min(fitting)
    is_number = isinstance(to, int) and isinstance(actual, int) and reading.kind is not Kind.FLAG
    return step, Change(
        reading=str(reading),
        to=to,
        by=int(to) - int(actual) if is_number else None,  # type: ignore[arg-type]
        selector=reading.selector if isinstance(reading, LinesReading) else None,
        is_in_reach=reading.is_in_reach,
    )


def _distance(kind: Kind, actual: Value | None, to: Value | None) -> int:
    if not isinstance(to, int) or not isinstance(actual, int):
        return 1
    apart = abs(to - actual)
    return min(apart, _CYCLES[kind] - apart) if kind in _CYCLES else apart


def _candidates(reading: Reading, wanted: list[Literal]) -> Iterator[bool | int | str]:
    """What is known is never forgotten for a remedy."""
    if reading.kind is Kind.FLAG:
        yield from (True, False)
    elif reading.kind is Kind.TEXT:
        yield ANY_OTHER
        for literal in wanted:
            yield from (value for value in _bounds(literal.leaf) if isinstance(value, str))
    elif reading.kind is not Kind.TEXTS:
        low, high = RANGES[reading.kind]
        low = 0 if isinstance(reading, LinesReading) and reading.kind is Kind.COUNT else low
        beside = {
            value + step
            for each in wanted
            for value in _bounds(each.leaf)
            if isinstance(value, int)
            for step in (-1, 0, 1)
        }
        yield from (value for value in sorted({*beside, low, high}) if low <= value <= high)


def _bounds(leaf: Leaf) -> Iterator[int | str]:
    if isinstance(leaf, Compare):
        yield leaf.value
    elif isinstance(leaf, OneOf):
        yield from leaf.values
    elif isinstance(leaf, Within):
        yield from (leaf.start, leaf.end)
