"""How a mean and a difference are written in a cell."""

from math import isfinite, isnan
from typing import Final

from arena.report.columns import Column, Told
from arena.statistics.paired import Difference, Estimate

NOTHING: Final = "–"
NONE: Final = "none"
MORE_DECIMALS: Final = 3


def mean_cell(one: Estimate, decimals: int) -> str:
    """`2.24 ±0.06`; the mean alone when there is no interval, a dash when there is no day."""
    if isnan(one.mean):
        return NOTHING
    mean = f"{one.mean:.{decimals}f}"
    return f"{mean} ±{one.half_width:.{decimals}f}" if isfinite(one.half_width) else mean


def difference_cell(found: Difference, column: Column) -> str:
    """`-12.3 % [-14.0, -10.6]`, or `none` when zero lies in the interval, or a dash without any day.

    A share of the reference's mean where the column says so and that mean is above 0; else the amount.
    Ends with `n=28` when days had to be left out.
    """
    if found.estimate.days == 0:
        return NOTHING
    days = f" n={found.estimate.days}" if found.estimate.left_out else ""
    return (NONE if found.is_none else _written(found, column)) + days


def _written(found: Difference, column: Column) -> str:
    share = found.relative()
    if column.told is Told.RELATIVE and not isnan(share.mean):
        return _interval(share, 100.0, "%", 1)
    unit = column.told.value if column.told is Told.POINTS else column.unit.partition("/")[0]
    return _interval(found.estimate, 1.0, unit, column.decimals)


def _interval(one: Estimate, scale: float, unit: str, decimals: int) -> str:
    mean, low, high = one.mean * scale, one.low * scale, one.high * scale
    decimals = _enough(min(abs(low), abs(high)), decimals)
    after = f" {unit}" if unit else ""
    return f"{mean:+.{decimals}f}{after} [{low:+.{decimals}f}, {high:+.{decimals}f}]"


def _enough(nearest: float, decimals: int) -> int:
    """So many decimals that an end that is not zero is not written as zero, within reason."""
    for more in range(MORE_DECIMALS):
        if nearest >= 0.5 * 10.0 ** -(decimals + more):
            return decimals + more
    return decimals + MORE_DECIMALS
