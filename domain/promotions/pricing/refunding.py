"""What goes back of an order: each line in proportion, in money, in points and by promotion.

A line's value is what the member gave for it: its price, in money and in points. How much of that has gone
back is the only thing to remember. Every part of a line goes back by the difference of what is due up to the
new value and up to the old one, so that any sequence of partial refunds ends at exactly what was given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.promotions.pricing.result import Priced, PricedLine
from domain.shared.errors import Malformed, RuleBroken


class ReturnLineUnknown(Malformed):
    """Facts: `line`."""

    code = "return_line_unknown"


class ReturnExceedsLine(RuleBroken):
    """More than what is left of a line. Facts: `line`, `asked`, `left`."""

    code = "return_exceeds_line"


@dataclass(frozen=True, slots=True)
class Return:
    """Of one line: so many further units, or so much value in minor units. One of the two is above zero."""

    line: str
    units: int = 0
    minor: int = 0

    def __post_init__(self) -> None:
        if (self.units > 0) is (self.minor > 0) or min(self.units, self.minor) < 0:
            raise ReturnLineUnknown(line=self.line)


@dataclass(frozen=True, slots=True)
class Returned:
    """What has gone back of a line so far."""

    units: int = 0
    minor: int = 0


@dataclass(frozen=True, slots=True)
class RefundLine:
    """`value_minor` = `money_minor` + `points_minor`; `discounts` is what each promotion takes back."""

    line: str
    value_minor: int
    money_minor: int
    points: int
    points_minor: int
    discounts: tuple[tuple[str, int], ...]
    after: Returned


@dataclass(frozen=True, slots=True)
class Refund:
    lines: tuple[RefundLine, ...]

    @property
    def money_minor(self) -> int:
        return sum(line.money_minor for line in self.lines)

    @property
    def points(self) -> int:
        return sum(line.points for line in self.lines)

    def discount_of(self, promotion: str) -> int:
        """What goes back to the budget behind a promotion."""
        return sum(minor for line in self.lines for each, minor in line.discounts if each == promotion)


def refund(priced: Priced, asked: Sequence[Return], before: Mapping[str, Returned]) -> Refund:
    """Each line at most once. Raises `ReturnLineUnknown`, `ReturnExceedsLine`."""
    lines = {line.id: (i, line) for i, line in enumerate(priced.lines)}
    seen: set[str] = set()
    found = list[RefundLine]()
    for each in asked:
        if each.line not in lines or each.line in seen:
            raise ReturnLineUnknown(line=each.line)
        seen.add(each.line)
        i, line = lines[each.line]
        old = before.get(each.line, Returned())
        found.append(_line(priced, i, old, _after(line, each, old)))
    return Refund(tuple(found))


def whole(priced: Priced, before: Mapping[str, Returned]) -> Refund:
    """All that has not gone back yet."""
    found = list[RefundLine]()
    for i, line in enumerate(priced.lines):
        old = before.get(line.id, Returned())
        if old.minor != line.price_minor or old.units < line.units:
            found.append(_line(priced, i, old, Returned(line.units, line.price_minor)))
    return Refund(tuple(found))


def _after(line: PricedLine, asked: Return, old: Returned) -> Returned:
    if asked.units:
        left = line.units - old.units
        if asked.units > left:
            raise ReturnExceedsLine(line=line.id, asked=asked.units, left=left)
        units = old.units + asked.units
        return Returned(units, max(old.minor, _part(line.price_minor, units, line.units)))
    left = line.price_minor - old.minor
    if asked.minor > left:
        raise ReturnExceedsLine(line=line.id, asked=asked.minor, left=left)
    return Returned(old.units, old.minor + asked.minor)


def _part(amount: int, of: int, whole: int) -> int:
    return amount * of // whole if whole else amount


def _line(priced: Priced, i: int, old: Returned, new: Returned) -> RefundLine:
    line = priced.lines[i]

    def due(amount: int) -> int:
        value = line.price_minor
        if value:
            return _part(amount, new.minor, value) - _part(amount, old.minor, value)
        return _part(amount, new.units, line.units) - _part(amount, old.units, line.units)

    points_minor = due(line.points_minor)
    value = new.minor - old.minor
    return RefundLine(
        line=line.id,
        value_minor=value,
        money_minor=value - points_minor,
        points=due(line.points_used),
        points_minor=points_minor,
        discounts=tuple((each.promotion, due(each.shares[i])) for each in priced.applied if each.shares[i]),
        after=new,
    )
