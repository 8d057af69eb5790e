"""From a condition to one closure. Nothing is looked up by name any more when it runs."""

import operator
from collections.abc import Callable
from typing import Final, cast

from domain.promotions.cart import Amounts, Scene
from domain.promotions.conditions.fields import Value
from domain.promotions.conditions.nodes import (
    All,
    AnyOf,
    Compare,
    FieldReading,
    Has,
    Leaf,
    LinesReading,
    Measure,
    Node,
    Not,
    OneOf,
    Op,
    Reading,
    Within,
)
from domain.promotions.policies import Base

Test = Callable[[Scene, Amounts], bool]
Get = Callable[[Scene, Amounts], Value | None]
Comparison = Callable[[object, object], bool]
_OPS: Final[dict[Op, Comparison]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    # Only readings of ordered kinds come to these: the tree was type-checked.
    Op.LT: cast(Comparison, operator.lt),
    Op.LE: cast(Comparison, operator.le),
    Op.GT: cast(Comparison, operator.gt),
    Op.GE: cast(Comparison, operator.ge),
}


def compiled(node: Node, base: Base) -> Test:
    """`base` is what an amount means where the leaf itself does not say (policy `min_spend_base`)."""
    if isinstance(node, All):
        return _all([compiled(child, base) for child in node.children])
    if isinstance(node, AnyOf):
        return _any([compiled(child, base) for child in node.children])
    if isinstance(node, Not):
        inner = compiled(node.child, base)
        return lambda scene, amounts: not inner(scene, amounts)
    return _leaf(node, getter(node.reading, base))


def is_steady(node: Node, base: Base) -> bool:
    """Whether it has one answer throughout a lane: no leaf asks for running amounts."""
    if isinstance(node, Not):
        return is_steady(node.child, base)
    if isinstance(node, All | AnyOf):
        return all(is_steady(child, base) for child in node.children)
    reading = node.reading
    if isinstance(reading, LinesReading) and reading.measure is Measure.AMOUNT:
        return (reading.base or base) is not Base.RUNNING
    return True


def _all(tests: list[Test]) -> Test:
    if not tests:
        return lambda scene, amounts: True
    if len(tests) == 1:
        return tests[0]
    first, rest = tests[0], _all(tests[1:])
    return lambda scene, amounts: first(scene, amounts) and rest(scene, amounts)


def _any(tests: list[Test]) -> Test:
    if not tests:
        return lambda scene, amounts: False
    if len(tests) == 1:
        return tests[0]
    first, rest = tests[0], _any(tests[1:])
    return lambda scene, amounts: first(scene, amounts) or rest(scene, amounts)


def getter(reading: Reading, base: Base) -> Get:
    if isinstance(reading, FieldReading):
        slot = reading.slot
        return lambda scene, amounts: scene.fixed[slot]
    return _lines(reading, reading.base or base)


def _lines(reading: LinesReading, base: Base) -> Get:
    selector = reading.selector
    if reading.measure is Measure.AMOUNT:

        def amount(scene: Scene, amounts: Amounts) -> int:
            worth = amounts.at(base)
            return sum([worth[i] for i in scene.matching(selector)])

        return amount
    if reading.measure is Measure.LINES:
        return lambda scene, amounts: len(scene.matching(selector))
    if reading.measure is Measure.UNITS:
        return lambda scene, amounts: sum([scene.lines[i].units for i in scene.matching(selector)])
    return lambda scene, amounts: max([scene.lines[i].units for i in scene.matching(selector)], default=0)


def _leaf(leaf: Leaf, get: Get) -> Test:
    if isinstance(leaf, Compare):
        return _compare(leaf, get)
    judge = holds_for(leaf)
    if isinstance(leaf.reading, FieldReading):
        slot = leaf.reading.slot
        return lambda scene, amounts: judge(scene.fixed[slot])
    return lambda scene, amounts: judge(get(scene, amounts))


def _compare(leaf: Compare, get: Get) -> Test:
    holds, value = _OPS[leaf.op], leaf.value
    if isinstance(leaf.reading, FieldReading):
        slot = leaf.reading.slot
        return lambda scene, amounts: (x := scene.fixed[slot]) is not None and holds(x, value)
    return lambda scene, amounts: holds(get(scene, amounts), value)


def holds_for(leaf: Leaf) -> Callable[[Value | None], bool]:
    """The leaf's judgement of a value of its reading; None is a value that is not known."""
    if isinstance(leaf, Compare):
        holds, value = _OPS[leaf.op], leaf.value
        return lambda x: x is not None and holds(x, value)
    if isinstance(leaf, OneOf):
        values = leaf.values
        return lambda x: x in values
    if isinstance(leaf, Has):
        element = leaf.element
        return lambda x: isinstance(x, frozenset) and element in x
    if isinstance(leaf, Within):
        return _within(leaf.start, leaf.end)
    return lambda x: x is not None


def _within(start: int, end: int) -> Callable[[Value | None], bool]:
    if start < end:
        return lambda x: isinstance(x, int) and start <= x < end
    return lambda x: isinstance(x, int) and (x >= start or x < end)
