"""What the engine is asked: an order's lines, what is known about it, and how to answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from domain.promotions.cart import Line
from domain.promotions.conditions.fields import Value
from domain.promotions.faults import CartMalformed
from domain.promotions.money.rounding import MAX_MINOR
from domain.promotions.rules.limits import Usage


@dataclass(frozen=True, slots=True)
class Presented:
    """A code as it was typed; `promotion` where the caller found a coupon of that promotion behind it."""

    code: str
    promotion: str | None = None


@dataclass(frozen=True, slots=True)
class PointsOffer:
    """How many points the member has, and how many of them are to be used at most."""

    available: int
    wanted: int

    def __post_init__(self) -> None:
        if not 0 <= self.wanted <= MAX_MINOR or not 0 <= self.available <= MAX_MINOR:
            raise CartMalformed(field="points")


@dataclass(frozen=True, slots=True)
class Tender:
    """Money paid beforehand, as a gift card or a wallet: it pays the price, it does not lower it."""

    id: str
    minor: int

    def __post_init__(self) -> None:
        if not 0 <= self.minor <= MAX_MINOR:
            raise CartMalformed(field="tenders")


@dataclass(frozen=True, slots=True)
class Basket:
    """Everything that a price depends on but the rules and the moment. Raises `CartMalformed`."""

    lines: tuple[Line, ...]
    readings: Mapping[str, Value | None] = field(default_factory=dict)
    codes: tuple[Presented, ...] = ()
    usage: Usage = field(default_factory=Usage)
    points: PointsOffer | None = None
    tenders: tuple[Tender, ...] = ()

    def __post_init__(self) -> None:
        for name, found in (("codes", len(self.codes)), ("tenders", len(self.tenders))):
            if found > MOST_CODES:
                raise CartMalformed(field=name)


MOST_CODES: Final = 50
USUAL_COMBINATIONS: Final = 20_000


class Tell(StrEnum):
    """Which refusals are told: all with explanations, all with reasons alone, or those of codes alone.

    The last is for the price that a member sees: most of a shop's promotions are not for this order, and
    need not even be looked at one by one.
    """

    EXPLAINED = "explained"
    REASONS = "reasons"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Ask:
    """How to answer.

    `best` looks for the legal combination with the largest discount, trying at most `most_combinations`;
    without it the promotions apply in their order.
    """

    best: bool = False
    tell: Tell = Tell.EXPLAINED
    most_combinations: int = USUAL_COMBINATIONS
