"""What is priced: lines, which of them a rule means, and what they are worth at each step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from domain.promotions.conditions.fields import Fixed
from domain.promotions.faults import CartMalformed
from domain.promotions.money.apportion import OddMinor, apportion
from domain.promotions.money.rounding import MAX_MINOR, WHOLE_BP, Rounding, percent_of
from domain.promotions.policies import Base

MOST_LINES: Final = 500
MOST_UNITS: Final = 10_000


class LineKind(StrEnum):
    SERVICE = "service"
    EXTRA = "extra"
    PART = "part"
    CALL_OUT = "call_out"
    DELIVERY = "delivery"
    ADJUSTMENT = "adjustment"


@dataclass(frozen=True, slots=True)
class Line:
    """`amount_minor` is for all units together; an adjustment may be below zero.

    `markdown_bp` is what a price list or a person took off before any promotion. Raises `CartMalformed`.
    """

    id: str
    service: str
    amount_minor: int
    units: int = 1
    category: str = ""
    kind: LineKind = LineKind.SERVICE
    tags: frozenset[str] = frozenset()
    markdown_bp: int = 0

    def __post_init__(self) -> None:
        bounds = (
            ("amount_minor", -MAX_MINOR <= self.amount_minor <= MAX_MINOR),
            ("units", 0 < self.units <= MOST_UNITS),
            ("markdown_bp", 0 <= self.markdown_bp <= WHOLE_BP),
        )
        for name, is_within in bounds:
            if not is_within:
                raise CartMalformed(field=name)

    @property
    def list_minor(self) -> int:
        if not self.markdown_bp:
            return self.amount_minor
        return self.amount_minor - percent_of(self.amount_minor, self.markdown_bp, Rounding.HALF_UP)


@dataclass(frozen=True, slots=True)
class Selector:
    """Which lines: every restriction that is given must hold, by any of its names. None given: all lines."""

    services: frozenset[str] | None = None
    categories: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    tags: frozenset[str] | None = None
    except_tags: frozenset[str] | None = None
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = (self.services, self.categories, self.kinds, self.tags, self.except_tags)
        object.__setattr__(self, "_hash", hash(parts))

    def __hash__(self) -> int:
        """Worked out once: selectors are looked up thousands of times in one evaluation."""
        return self._hash

    @property
    def is_by_service(self) -> bool:
        """Services say it all."""
        return (
            self.categories is None and self.kinds is None and self.tags is None and self.except_tags is None
        )

    def takes(self, line: Line) -> bool:
        return (
            (self.services is None or line.service in self.services)
            and (self.categories is None or line.category in self.categories)
            and (self.kinds is None or line.kind in self.kinds)
            and (self.tags is None or not self.tags.isdisjoint(line.tags))
            and (self.except_tags is None or self.except_tags.isdisjoint(line.tags))
        )


EVERY_LINE: Final = Selector()


@dataclass(frozen=True, slots=True)
class Amounts:
    """Minor units of each line: listed, at the start of the lane, and now."""

    listed: tuple[int, ...]
    lane: tuple[int, ...]
    running: tuple[int, ...]

    def at(self, base: Base) -> tuple[int, ...]:
        if base is Base.RUNNING:
            return self.running
        return self.lane if base is Base.LANE else self.listed

    def less(self, shares: Sequence[int]) -> "Amounts":
        after = tuple(a - share for a, share in zip(self.running, shares, strict=True))
        return Amounts(self.listed, self.lane, after)

    def next_lane(self) -> "Amounts":
        return Amounts(self.listed, self.running, self.running)


@dataclass(frozen=True, slots=True)
class Scene:
    """The lines and the fixed readings of one evaluation. Which lines a selector takes is found once."""

    lines: tuple[Line, ...]
    fixed: Fixed
    _found: dict[Selector, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)
    _by_service: dict[str, list[int]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.lines) > MOST_LINES or len({line.id for line in self.lines}) < len(self.lines):
            raise CartMalformed(field="lines")
        for i, line in enumerate(self.lines):
            self._by_service.setdefault(line.service, []).append(i)

    def matching(self, selector: Selector) -> tuple[int, ...]:
        """Indexes, ascending."""
        found = self._found.get(selector)
        if found is None:
            near = self._near(selector)
            found = (
                tuple(near)
                if selector.is_by_service
                else tuple(i for i in near if selector.takes(self.lines[i]))
            )
            self._found[selector] = found
        return found

    def _near(self, selector: Selector) -> Iterable[int]:
        """The lines of its services, ascending, before its other restrictions are looked at."""
        if selector.services is None:
            return range(len(self.lines))
        present = self._by_service
        near = [i for service in selector.services if service in present for i in present[service]]
        near.sort()
        return near

    def opening(self) -> Amounts:
        listed = tuple(line.list_minor for line in self.lines)
        return Amounts(listed, listed, listed)


def unit_prices(amount_minor: int, units: int) -> tuple[int, ...]:
    """An amount over its units, equal but for odd minor units, which come first; zero below zero."""
    return apportion(max(0, amount_minor), (1,) * units, OddMinor.LARGEST_FRACTION_THEN_FIRST)
