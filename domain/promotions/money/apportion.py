"""Sharing a total over lines so that the shares sum to it exactly (Hamilton's largest remainder)."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from domain.promotions.faults import CartMalformed


class OddMinor(StrEnum):
    """Who gets the odd minor units that are left once every line has its exact share, rounded down."""

    LARGEST_FRACTION_THEN_FIRST = "largest_fraction_then_first"
    LARGEST_FRACTION_THEN_LAST = "largest_fraction_then_last"
    LARGEST_LINE = "largest_line"
    FIRST_LINE = "first_line"
    LAST_LINE = "last_line"


Rank = Callable[[int, int, int], tuple[int, ...]]
"""(index, fraction, weight) -> the smaller, the earlier it gets an odd unit."""

_RANKS: Final[dict[OddMinor, Rank]] = {
    OddMinor.LARGEST_FRACTION_THEN_FIRST: lambda i, fraction, weight: (-fraction, i),
    OddMinor.LARGEST_FRACTION_THEN_LAST: lambda i, fraction, weight: (-fraction, -i),
    OddMinor.LARGEST_LINE: lambda i, fraction, weight: (-weight, i),
    OddMinor.FIRST_LINE: lambda i, fraction, weight: (i,),
    OddMinor.LAST_LINE: lambda i, fraction, weight: (-i,),
}


def apportion(
    total: int, weights: Sequence[int], odd: OddMinor = OddMinor.LARGEST_FRACTION_THEN_FIRST
) -> tuple[int, ...]:
    """Shares in proportion to weights (none negative); all weights zero count as equal ones.

    A negative total is shared like its opposite. Each share differs from the exact one by less than one
    unit under the two LARGEST_FRACTION policies. Raises `CartMalformed` without weights or below zero.
    """
    if not weights or min(weights) < 0:
        raise CartMalformed(field="weights")
    if total < 0:
        return tuple(-share for share in apportion(-total, weights, odd))
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    floors = [total * weight // whole for weight in weights]
    order = sorted(
        (i for i, weight in enumerate(weights) if weight),
        key=lambda i: _RANKS[odd](i, total * weights[i] % whole, weights[i]),
    )
    return _with_odd(floors, order, total - sum(floors), odd)


def _with_odd(floors: list[int], order: list[int], left: int, odd: OddMinor) -> tuple[int, ...]:
    """By fraction one unit each; a chosen line takes all of them."""
    if odd in (OddMinor.LARGEST_FRACTION_THEN_FIRST, OddMinor.LARGEST_FRACTION_THEN_LAST):
        for i in order[:left]:
            floors[i] += 1
    elif left:
        floors[order[0]] += left
    return tuple(floors)


def share_within(total: int, room: Sequence[int], odd: OddMinor) -> tuple[int, ...]:
    """Shares in proportion to `room`, none above it; what the lines cannot hold is not shared out.

    `total` and every room are zero or more. The shares sum to min(total, sum of room).
    """
    total = min(total, sum(room))
    if total <= 0:
        return (0,) * len(room)
    shares = list(apportion(total, room, odd))
    over = sum(max(0, share - place) for share, place in zip(shares, room, strict=True))
    shares = [min(share, place) for share, place in zip(shares, room, strict=True)]
    for i, place in enumerate(room):
        taken = min(over, place - shares[i])
        shares[i] += taken
        over -= taken
    return tuple(shares)
