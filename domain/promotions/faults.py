"""What is wrong with rules that somebody wants to save, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.shared.errors import Malformed


class FaultCode(StrEnum):
    """Stable names; a front end may translate them."""

    WRONG_TYPE = "wrong_type"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_NODE = "unknown_node"
    UNKNOWN_NAME = "unknown_name"
    OPERATOR_DOES_NOT_FIT = "operator_does_not_fit"
    OUT_OF_RANGE = "out_of_range"
    EMPTY = "empty"
    TWICE = "twice"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    ZONE_UNKNOWN = "zone_unknown"
    ENDS_BEFORE_START = "ends_before_start"
    NOT_ASCENDING = "not_ascending"
    DOES_NOT_FIT_TRIGGER = "does_not_fit_trigger"


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` is the place in the JSON, as `promotions[3].when.all[1].value`; empty for the whole."""

    path: str
    code: FaultCode
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.path or '.'}: {self.code}{f' ({self.detail})' if self.detail else ''}"


MOST_TOLD = 50


class RulesFaulty(Malformed):
    """Facts: `faults`, one line for each: place, code, detail. `faults` has them as data."""

    code = "rules_faulty"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults[:3])), faults=[str(fault) for fault in faults[:MOST_TOLD]])
        self.faults = tuple(faults)


class ReadingsMalformed(Malformed):
    """A reading that is not declared or not of its declared type. Facts: `field`."""

    code = "readings_malformed"


class CartMalformed(Malformed):
    """Facts: `field`, what in the lines is out of bounds."""

    code = "cart_malformed"
