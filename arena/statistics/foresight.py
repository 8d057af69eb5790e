"""Whether a rule knew beforehand who would decline.

The arena draws every answer itself, so it knows the chance p of a decline when an offer goes out. Over any
rule that does not see the future, declined - p sums to zero on average, with a variance of the sum of
p (1 - p), whatever the rule chooses by (the sum is a martingale). A rule that looks into the answers meets
far fewer declines than the chances say.
"""

from collections.abc import Iterable
from math import nan, sqrt


def surprise(tallied: Iterable[tuple[float, float]]) -> float:
    """How many standard deviations the declines lie above (below: negative) what the chances say.

    `tallied` are pairs of the sum of declined - p and the sum of p (1 - p), as in `DayResult`; NaN when no
    answer was open.
    """
    pairs = list(tallied)
    variance = sum(pair[1] for pair in pairs)
    return sum(pair[0] for pair in pairs) / sqrt(variance) if variance > 0 else nan
