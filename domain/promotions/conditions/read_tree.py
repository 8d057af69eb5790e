"""From JSON to a condition: every name, type and bound is judged here, with the place of each fault."""

from collections.abc import Callable, Mapping
from typing import Final

from domain.promotions.cart import LineKind, Selector
from domain.promotions.conditions.fields import FIELDS, RANGES, Kind
from domain.promotions.conditions.nodes import (
    All,
    AnyOf,
    Compare,
    FieldReading,
    Has,
    Known,
    LinesReading,
    Measure,
    Node,
    Not,
    OneOf,
    Op,
    Reading,
    Within,
)
from domain.promotions.faults import FaultCode
from domain.promotions.policies import Base
from domain.promotions.reader import Place

DEEPEST: Final = 12
MOST_NODES: Final = 200
MOST_CHILDREN: Final = 50
_ORDERED: Final = frozenset({Kind.COUNT, Kind.MONEY, Kind.CLOCK, Kind.WEEKDAY})
_LISTED: Final = frozenset({Kind.TEXT, Kind.COUNT, Kind.WEEKDAY})
_HAS: Final = ("has", "has_any", "has_all", "has_none")
_LEAF_KEYS: Final = ("field", "op", "value", "values", "from", "to", "base", *Measure)
_JOINTS: Final = ("all", "any", "not")


def read_condition(place: Place) -> Node:
    """The condition, once it is seen to be small enough to be walked; raises `Unreadable`."""
    _bounded(place)
    return _read(place)


def _bounded(place: Place) -> None:
    """Counts without recursion, so that a tree that holds itself ends at the bound too."""
    level, seen = [place.value], 0
    for _ in range(DEEPEST):
        seen += len(level)
        if seen > MOST_NODES:
            place.stop(FaultCode.TOO_LARGE, f"more than {MOST_NODES} nodes")
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    place.stop(FaultCode.TOO_DEEP, f"deeper than {DEEPEST} levels")


def _children(node: object) -> list[object]:
    if not isinstance(node, dict):
        return []
    found = list[object]()
    for joint in _JOINTS:
        below = node.get(joint)
        found += below[: MOST_NODES + 1] if isinstance(below, list) else [below] if below is not None else []
    return found


def _read(place: Place) -> Node:
    place.keys("always", *_JOINTS, *_LEAF_KEYS)
    said = [key for key in ("always", *_JOINTS, "field", *Measure) if place.has(key)]
    if len(said) != 1:
        place.stop(FaultCode.UNKNOWN_NODE, f"one of always, all, any, not, field, {', '.join(Measure)}")
    if said[0] in ("always", *_JOINTS):
        place.keys(said[0])
        return _joint(place.at(said[0]), said[0])
    return _leaf(place)


def _joint(place: Place, joint: str) -> Node:
    if joint == "always":
        return All(()) if place.flag() else AnyOf(())
    if joint == "not":
        return Not(_read(place))
    read = [each.attempt(_read) for each in place.items(MOST_CHILDREN, least=1)]
    children = tuple(child for child in read if child is not None)
    return All(children) if joint == "all" else AnyOf(children)


def _leaf(place: Place) -> Node:
    reading = _field(place.at("field")) if place.has("field") else _lines(place)
    named = place.at("op")
    op = named.text()
    if op in set(Op):
        return _compare(place, reading, Op(op))
    reader = _LEAVES.get(op)
    if reader is None:
        named.stop(FaultCode.UNKNOWN_NAME, op)
    return reader(place, reading, op)


def _field(place: Place) -> FieldReading:
    field = FIELDS.get(place.text())
    if field is None:
        place.stop(FaultCode.UNKNOWN_FIELD, place.value)
    return FieldReading(field.name, field.kind, field.slot, field.is_in_reach)


def _lines(place: Place) -> LinesReading:
    measure = next(each for each in Measure if place.has(each))
    base = place.at("base").one_of(Base) if place.has("base") else None
    return LinesReading(measure, read_selector(place.at(measure)), base)


def _unfit(place: Place, reading: Reading, fits: bool) -> None:
    if not fits:
        place.at("op").stop(FaultCode.OPERATOR_DOES_NOT_FIT, f"{reading} is {reading.kind}")


def _only(place: Place, *allowed: str) -> None:
    place.keys("field", *Measure, "op", "base", *allowed)


def _compare(place: Place, reading: Reading, op: Op) -> Node:
    _only(place, "value")
    is_equality = op in (Op.EQ, Op.NE)
    _unfit(place, reading, reading.kind in _ORDERED or (is_equality and reading.kind is not Kind.TEXTS))
    return Compare(place.path, reading, op, _value(place.at("value"), reading.kind))


def _value(place: Place, kind: Kind) -> bool | int | str:
    if kind is Kind.FLAG:
        return place.flag()
    if kind is Kind.TEXT:
        return place.text()
    return clock_of(place) if kind is Kind.CLOCK else place.whole(*RANGES[kind])


def clock_of(place: Place) -> int:
    """The minute of the day, from HH:MM."""
    text = place.text()
    hours, colon, minutes = text.partition(":")
    is_clock = len(text) == 5 and colon and text.isascii() and (hours + minutes).isdigit()
    if not is_clock or int(hours) > 23 or int(minutes) > 59:
        place.stop(FaultCode.WRONG_TYPE, "HH:MM")
    return int(hours) * 60 + int(minutes)


def _in(place: Place, reading: Reading, op: str) -> Node:
    _only(place, "values")
    _unfit(place, reading, reading.kind in _LISTED)
    values = place.at("values")
    leaf: Node
    if reading.kind is Kind.TEXT:
        leaf = OneOf(place.path, reading, values.texts())
    else:
        whole = frozenset(each.whole(*RANGES[reading.kind]) for each in values.items(200, least=1))
        leaf = OneOf(place.path, reading, whole)
    return leaf if op == "in" else Not(leaf)


def _has(place: Place, reading: Reading, op: str) -> Node:
    _only(place, "value" if op == "has" else "values")
    if not isinstance(reading, FieldReading) or reading.kind is not Kind.TEXTS:
        place.at("op").stop(FaultCode.OPERATOR_DOES_NOT_FIT, f"{reading} is {reading.kind}")
    if op == "has":
        return Has(place.path, reading, place.at("value").text())
    leaves = tuple(Has(place.path, reading, each) for each in sorted(place.at("values").texts(MOST_CHILDREN)))
    if op == "has_all":
        return All(leaves)
    return AnyOf(leaves) if op == "has_any" else Not(AnyOf(leaves))


def _within(place: Place, reading: Reading, op: str) -> Node:
    _only(place, "from", "to")
    if not isinstance(reading, FieldReading) or reading.kind is not Kind.CLOCK:
        place.at("op").stop(FaultCode.OPERATOR_DOES_NOT_FIT, f"{reading} is {reading.kind}")
    start, end = clock_of(place.at("from")), clock_of(place.at("to"))
    if start == end:
        place.stop(FaultCode.EMPTY, "from = to")
    return Within(place.path, reading, start, end)


def _known(place: Place, reading: Reading, op: str) -> Node:
    _only(place)
    if not isinstance(reading, FieldReading):
        place.at("op").stop(FaultCode.OPERATOR_DOES_NOT_FIT, f"{reading} is always known")
    return Known(place.path, reading)


_LEAVES: Final[Mapping[str, Callable[[Place, Reading, str], Node]]] = {
    "in": _in,
    "not_in": _in,
    **dict.fromkeys(_HAS, _has),
    "within": _within,
    "known": _known,
}


def read_selector(place: Place) -> Selector:
    place.keys("services", "categories", "kinds", "tags", "except_tags")
    names = {key: place.at(key).texts() if place.has(key) else None for key in ("services", "categories")}
    tags = {key: place.at(key).texts() if place.has(key) else None for key in ("tags", "except_tags")}
    kinds = None
    if place.has("kinds"):
        kinds = frozenset(str(each.one_of(LineKind)) for each in place.at("kinds").items(10, least=1))
    return Selector(**names, kinds=kinds, **tags)
