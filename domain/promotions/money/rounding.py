"""Parts of whole amounts. Basis points: 10,000 are the whole. Everything stays an integer."""

from enum import StrEnum
from typing import Final

WHOLE_BP: Final = 10_000
MAX_MINOR: Final = 10**12  # of one amount; sums of a cart stay far below 2**63


class Rounding(StrEnum):
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


class RoundingAt(StrEnum):
    """Where a percentage becomes whole: each unit, each line, or once for the order."""

    UNIT = "unit"
    LINE = "line"
    ORDER = "order"


def ratio(amount: int, numerator: int, denominator: int, rounding: Rounding) -> int:
    """amount x numerator / denominator as a whole number, away from zero alike on both sides.

    `denominator` is above zero. HALF_UP takes a half away from zero.
    """
    product = amount * numerator
    sign = -1 if product < 0 else 1
    quotient, rest = divmod(abs(product), denominator)
    if rest:
        quotient += _upwards(quotient, 2 * rest, denominator, rounding)
    return sign * quotient


def _upwards(quotient: int, twice_rest: int, denominator: int, rounding: Rounding) -> int:
    if rounding is Rounding.DOWN:
        return 0
    if rounding is Rounding.UP or twice_rest > denominator:
        return 1
    if twice_rest < denominator:
        return 0
    return 1 if rounding is Rounding.HALF_UP else quotient % 2


def percent_of(amount: int, bp: int, rounding: Rounding) -> int:
    return ratio(amount, bp, WHOLE_BP, rounding)
