"""Which of many promotions can apply at all, found without looking at each.

Every leaf that a condition needs in any case (it stands alone, or directly under `all`) belongs to a reading.
The answers of all leaves of one reading are constant between their bounds, so they are worked out once, for
each interval or word, as a set of promotions: one bit each. An evaluation looks up one set for each reading
and keeps what is in all of them. What is kept is still judged by its own condition.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.promotions.cart import Scene, Selector
from domain.promotions.conditions.compiling import holds_for
from domain.promotions.conditions.fields import Kind, Value
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
    OneOf,
    Op,
    Within,
)

Group = tuple[Leaf, ...]
"""Leaves of one reading, of which one must hold."""
Needed = tuple[int, Group]
"""A promotion's place, and what its condition needs of one reading."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """`masks[k]` for a value from `bounds[k - 1]` up to, not with, `bounds[k]`; `unknown` without a value."""

    bounds: tuple[int, ...]
    masks: tuple[int, ...]
    unknown: int

    def of(self, value: Value | None) -> int:
        return self.masks[bisect_right(self.bounds, value)] if isinstance(value, int) else self.unknown


@dataclass(frozen=True, slots=True)
class _Words:
    masks: Mapping[Value, int]
    other: int
    unknown: int

    def of(self, value: Value | None) -> int:
        return self.unknown if value is None else self.masks.get(value, self.other)


@dataclass(frozen=True, slots=True)
class _Sets:
    """For each promotion the elements of which it needs one: `wants[e]` are those that e satisfies."""

    wants: Mapping[str, int]
    none: int

    def of(self, value: Value | None) -> int:
        found = self.none
        if isinstance(value, frozenset):
            for element in value:
                found |= self.wants.get(element, 0)
        return found


Table = _Numbers | _Words | _Sets


@dataclass(frozen=True, slots=True)
class Sieve:
    """`fields` by slot; `totals` by selector, for the listed amount that may only shrink later."""

    count: int
    fields: tuple[tuple[int, Table], ...] = ()
    totals: tuple[tuple[Selector, Table], ...] = field(default=())

    def kept(self, scene: Scene, listed: Sequence[int]) -> list[int]:
        """The places of the promotions that may apply, ascending."""
        mask = (1 << self.count) - 1
        for slot, table in self.fields:
            mask &= table.of(scene.fixed[slot])
        for selector, totals in self.totals:
            mask &= totals.of(sum([listed[i] for i in scene.matching(selector)]))
        return list(_places(mask))


def _places(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def sieve_of(conditions: Sequence[Node]) -> Sieve:
    by_slot: defaultdict[FieldReading, list[Needed]] = defaultdict(list)
    by_total: defaultdict[Selector, list[Needed]] = defaultdict(list)
    for place, condition in enumerate(conditions):
        for group in _groups(condition):
            reading = group[0].reading
            if isinstance(reading, FieldReading):
                by_slot[reading].append((place, group))
            elif _is_least_amount(group):
                by_total[reading.selector].append((place, group))
    count = len(conditions)
    fields = tuple((reading.slot, _table(reading.kind, needed, count)) for reading, needed in by_slot.items())
    shared = {selector: needed for selector, needed in by_total.items() if len(needed) > 1}
    totals = tuple((selector, _numbers(needed, count)) for selector, needed in shared.items())
    return Sieve(count, fields, totals)


def _groups(node: Node) -> Iterator[Group]:
    """What must hold in any case: single leaves, and choices between leaves of one reading."""
    if isinstance(node, All):
        for child in node.children:
            yield from _groups(child)
    elif isinstance(node, AnyOf):
        leaves = tuple(child for child in node.children if isinstance(child, Leaf))
        if leaves and len(leaves) == len(node.children) and len({leaf.reading for leaf in leaves}) == 1:
            yield leaves
    elif isinstance(node, Leaf):
        yield (node,)


def unsettled(node: Node) -> Node:
    """What is left to judge of a condition that the sieve has kept: its fields do not change any more."""
    rest, has_set = list[Node](), False
    for child in _conjuncts(node):
        (group, *_) = [*_groups(child), ()]
        reading = group[0].reading if group else None
        if isinstance(reading, FieldReading):
            is_set = reading.kind is Kind.TEXTS
            is_first = not has_set and all(isinstance(leaf, Has) for leaf in group)
            has_set = has_set or (is_set and is_first)
            if not is_set or is_first:
                continue
        rest.append(child)
    return All(tuple(rest))


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, All):
        for child in node.children:
            yield from _conjuncts(child)
    else:
        yield node


def _is_least_amount(group: Group) -> bool:
    """A minimum that the listed amount must reach: later amounts are never larger."""
    (leaf, *more) = group
    return (
        not more
        and isinstance(leaf, Compare)
        and leaf.op in (Op.GE, Op.GT)
        and isinstance(leaf.reading, LinesReading)
        and leaf.reading.measure is Measure.AMOUNT
    )


def _table(kind: Kind, needed: Sequence[Needed], count: int) -> Table:
    if kind is Kind.TEXTS:
        return _sets(needed, count)
    return _words(needed, count) if kind in (Kind.TEXT, Kind.FLAG) else _numbers(needed, count)


def _is_met(group: Group, value: Value | None) -> bool:
    return any(holds_for(leaf)(value) for leaf in group)


def _mask(needed: Iterable[Needed], count: int, value: Value | None) -> int:
    """All promotions but those that need something else of the reading."""
    out = 0
    for place, group in needed:
        if not _is_met(group, value):
            out |= 1 << place
    return ((1 << count) - 1) & ~out


def _numbers(needed: Sequence[Needed], count: int) -> Table:
    """A sweep from the lowest value up: at each bound only the groups that change there are looked at."""
    changes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    unmet = [0] * count
    for place, group in needed:
        bounds = sorted({bound for leaf in group for bound in _bounds(leaf)})
        was = _is_met(group, bounds[0] - 1 if bounds else 0)
        unmet[place] += not was
        for bound in bounds:
            now = _is_met(group, bound)
            if now is not was:
                changes[bound].append((place, -1 if now else 1))
            was = now
    mask = sum(1 << place for place, missing in enumerate(unmet) if not missing)
    order, masks = sorted(changes), [mask]
    for bound in order:
        for place, step in changes[bound]:
            unmet[place] += step
            mask = mask & ~(1 << place) if unmet[place] else mask | 1 << place
        masks.append(mask)
    return _Numbers(tuple(order), tuple(masks), _mask(needed, count, None))


def _bounds(leaf: Leaf) -> Iterator[int]:
    """Where the leaf's answer may change: at a value, and just after it."""
    found: Iterable[object] = ()
    if isinstance(leaf, Compare):
        found = (leaf.value,)
    elif isinstance(leaf, OneOf):
        found = leaf.values
    elif isinstance(leaf, Within):
        found = (leaf.start, leaf.end)
    for value in found:
        if isinstance(value, int):
            yield from (value, value + 1)


def _words(needed: Sequence[Needed], count: int) -> Table:
    """For a word that some name, only those who name it differ from what holds for any other word."""
    of_place: defaultdict[int, list[Needed]] = defaultdict(list)
    naming: defaultdict[Value, set[int]] = defaultdict(set)
    for place, group in needed:
        of_place[place].append((place, group))
        for word in {word for leaf in group for word in _named(leaf)}:
            naming[word].add(place)
    other: Value = "*".join(map(str, naming)) + "*"  # longer than any of them
    for_other = _mask(needed, count, other)
    masks = dict[Value, int]()
    for word, places in naming.items():
        concerned = sum(1 << place for place in places)
        theirs = _mask((each for place in places for each in of_place[place]), count, word)
        masks[word] = (for_other & ~concerned) | (theirs & concerned)
    return _Words(masks, for_other, _mask(needed, count, None))


def _named(leaf: Leaf) -> Iterable[Value]:
    if isinstance(leaf, OneOf):
        return leaf.values
    return (leaf.value,) if isinstance(leaf, Compare) else ()


def _sets(needed: Sequence[Needed], count: int) -> Table:
    """Exact where a promotion needs one thing of the set; of several needs only the first is looked at."""
    first: dict[int, Group] = {}
    for place, group in needed:
        if all(isinstance(leaf, Has) for leaf in group):
            first.setdefault(place, group)
    wants: defaultdict[str, int] = defaultdict(int)
    for place, group in first.items():
        for leaf in group:
            if isinstance(leaf, Has):
                wants[leaf.element] |= 1 << place
    none = ((1 << count) - 1) & ~sum(1 << place for place in first)
    return _Sets(dict(wants), none)
