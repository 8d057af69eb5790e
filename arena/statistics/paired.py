"""Means of one rule, and differences of two rules over the same seeds, with Student's t-intervals.

A day on which a measure is NaN says nothing of it and is left out: for a difference, when it is NaN for
either rule. How many days were left out is told with every number.

Pairing by seed is what makes small differences visible: both rules met the same wishes, the same traffic and
the same tempers, so what the days differ in cancels out. Source of the interval: mean +/- t * s / sqrt(n)
with n - 1 degrees of freedom (Student, 1908), over the n differences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, nan, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

CONFIDENCE: Final = 0.95
FEWEST_DAYS: Final = 2  # one day has no spread to judge by

Days = Sequence[float]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `days` days, with its interval [low, high]; `left_out` days could say nothing.

    Without any day the mean is NaN; with fewer than two the interval is endless.
    """

    mean: float
    low: float
    high: float
    days: int
    left_out: int

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule's measure less the reference's, day by day; `reference_mean` is over the same days."""

    estimate: Estimate
    reference_mean: float

    @property
    def is_none(self) -> bool:
        """Whether zero lies in the interval (its ends included): then no difference was shown."""
        return not (self.estimate.low > 0 or self.estimate.high < 0)

    def relative(self) -> Estimate:
        """As a share of the reference's mean, which is taken as known; NaN where that mean is not above 0."""
        base = self.reference_mean if self.reference_mean > 0 else nan
        one = self.estimate
        return Estimate(one.mean / base, one.low / base, one.high / base, one.days, one.left_out)


def estimate(days: Days, confidence: float = CONFIDENCE) -> Estimate:
    """The mean of a measure. Raises ValueError for an infinite value or a confidence outside (0, 1)."""
    values = _checked(days)
    return _interval(values[~np.isnan(values)], len(values), confidence)


def difference(rule: Days, reference: Days, confidence: float = CONFIDENCE) -> Difference:
    """`rule` less `reference`; element i of both is the day of seed i.

    Raises ValueError when they do not have as many days, or as `estimate` does.
    """
    ours, theirs = _checked(rule), _checked(reference)
    if len(ours) != len(theirs):
        raise ValueError(f"{len(ours)} days cannot be paired with {len(theirs)}")
    tells = ~(np.isnan(ours) | np.isnan(theirs))
    return Difference(
        estimate=_interval(ours[tells] - theirs[tells], len(ours), confidence),
        reference_mean=float(theirs[tells].mean()) if tells.any() else nan,
    )


def _checked(days: Days) -> Values:
    values = np.asarray(days, dtype=np.float64)
    if values.ndim != 1 or np.isinf(values).any():
        raise ValueError("a measure of a day is a finite number, or NaN where nothing can be said")
    return values


def _interval(values: Values, all_days: int, confidence: float) -> Estimate:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence} is not between 0 and 1")
    days = len(values)
    left_out = all_days - days
    if days == 0:
        return Estimate(nan, -inf, inf, 0, left_out)
    mean = float(values.mean())
    if days < FEWEST_DAYS:
        return Estimate(mean, -inf, inf, days, left_out)
    wide = float(student.ppf((1 + confidence) / 2, days - 1)) * float(values.std(ddof=1)) / sqrt(days)
    return Estimate(mean, mean - wide, mean + wide, days, left_out)
