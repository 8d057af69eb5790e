"""The tree that a condition is. Every leaf asks one reading and carries its place in the JSON."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.promotions.cart import Selector
from domain.promotions.conditions.fields import Kind
from domain.promotions.policies import Base


class Measure(StrEnum):
    """What is asked of the lines that a selector takes; `line_units` is the most units of one line."""

    AMOUNT = "amount"
    UNITS = "units"
    LINE_UNITS = "line_units"
    LINES = "lines"


class Op(StrEnum):
    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"


@dataclass(frozen=True, slots=True)
class FieldReading:
    name: str
    kind: Kind
    slot: int
    is_in_reach: bool

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class LinesReading:
    """`base` None leaves the choice to the policy `min_spend_base`."""

    measure: Measure
    selector: Selector
    base: Base | None = None
    is_in_reach: bool = True

    @property
    def kind(self) -> Kind:
        return Kind.MONEY if self.measure is Measure.AMOUNT else Kind.COUNT

    def __str__(self) -> str:
        return self.measure.value


Reading = FieldReading | LinesReading


@dataclass(frozen=True, slots=True)
class All:
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    child: "Node"


@dataclass(frozen=True, slots=True)
class Compare:
    """False where the reading is not known, whatever the operator."""

    path: str
    reading: Reading
    op: Op
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class OneOf:
    path: str
    reading: Reading
    values: frozenset[str] | frozenset[int]


@dataclass(frozen=True, slots=True)
class Has:
    """The set of texts has this element."""

    path: str
    reading: FieldReading
    element: str


@dataclass(frozen=True, slots=True)
class Within:
    """[start, end) on the local clock; over midnight where the end comes first."""

    path: str
    reading: FieldReading
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    path: str
    reading: FieldReading


Leaf = Compare | OneOf | Has | Within | Known
Node = All | AnyOf | Not | Leaf
ALWAYS: Final = All(())
