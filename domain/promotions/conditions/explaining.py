"""Why a condition does not hold: each leaf that fails, what it saw and wanted, and the smallest remedy."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.promotions.cart import Amounts, Scene, Selector
from domain.promotions.conditions.compiling import compiled, getter
from domain.promotions.conditions.fields import Value
from domain.promotions.conditions.nodes import (
    All,
    AnyOf,
    Compare,
    Has,
    Leaf,
    LinesReading,
    Measure,
    Node,
    Not,
    OneOf,
    Op,
    Within,
)
from domain.promotions.conditions.normal import Literal, alternatives
from domain.promotions.conditions.remedies import Change, cheapest
from domain.promotions.policies import Base


@dataclass(frozen=True, slots=True)
class Miss:
    """A leaf that stands in the way. `path` is its place in the condition, `needed` what should be."""

    path: str
    reading: str
    selector: Selector | None
    actual: Value | None
    needed: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`remedy` is the smallest set of changes after which the condition holds; None where there is none.

    Smallest is: the fewest readings, then the fewest out of the member's reach, then the least distance.
    Readings are taken as independent. `is_smallest` is False where a very wide condition was cut short.
    """

    misses: tuple[Miss, ...]
    remedy: tuple[Change, ...] | None
    is_smallest: bool
    reason: str = "condition_not_met"


def explained(node: Node, scene: Scene, amounts: Amounts, base: Base) -> Explanation:
    """For a condition that does not hold; for one that does, nothing is missed and nothing is to be done."""
    failing = list(_failing(node, True, scene, amounts, base))
    found, is_whole = alternatives(node)
    remedy = cheapest(found, lambda leaf: getter(leaf.reading, base)(scene, amounts))
    misses = tuple(_miss(literal, getter(literal.leaf.reading, base)(scene, amounts)) for literal in failing)
    return Explanation(misses, remedy, is_whole, _reason(failing))


def _failing(node: Node, wanted: bool, scene: Scene, amounts: Amounts, base: Base) -> Iterator[Literal]:
    """The leaves to blame: of a joint that fails only those children that fail with it."""
    if compiled(node, base)(scene, amounts) is wanted:
        return
    if isinstance(node, Not):
        yield from _failing(node.child, not wanted, scene, amounts, base)
    elif isinstance(node, All | AnyOf):
        for child in node.children:
            yield from _failing(child, wanted, scene, amounts, base)
    else:
        yield Literal(node, wanted)


def _miss(literal: Literal, seen: Value | None) -> Miss:
    reading = literal.leaf.reading
    selector = reading.selector if isinstance(reading, LinesReading) else None
    needed = needed_by(literal.leaf)
    return Miss(
        path=literal.leaf.path,
        reading=str(reading),
        selector=selector,
        actual=seen,
        needed=needed if literal.is_wanted else f"not ({needed})",
    )


def needed_by(leaf: Leaf) -> str:
    """In the words of the JSON: `ge 10000`, `in gold silver`, `within 18:00 22:00`."""
    if isinstance(leaf, Compare):
        value = clock_text(leaf.value) if leaf.reading.kind == "clock" else str(leaf.value)
        return f"{leaf.op} {value}"
    if isinstance(leaf, OneOf):
        return "in " + " ".join(sorted(map(str, leaf.values)))
    if isinstance(leaf, Has):
        return f"has {leaf.element}"
    if isinstance(leaf, Within):
        return f"within {clock_text(leaf.start)} {clock_text(leaf.end)}"
    return "known"


def clock_text(minute: object) -> str:
    return f"{minute // 60:02}:{minute % 60:02}" if isinstance(minute, int) else str(minute)


def _reason(failing: list[Literal]) -> str:
    """The name of the first failure: too little spent, too few units, or another condition."""
    for literal in failing:
        leaf = literal.leaf
        is_minimum = literal.is_wanted and isinstance(leaf, Compare) and leaf.op in (Op.GE, Op.GT)
        if is_minimum and isinstance(leaf.reading, LinesReading):
            return "min_spend_not_met" if leaf.reading.measure is Measure.AMOUNT else "min_qty_not_met"
    return "condition_not_met"
