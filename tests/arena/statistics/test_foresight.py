"""Whether foresight shows, and only foresight."""

from math import isnan
from random import Random

from arena.statistics.foresight import surprise


def _tallied(chance: Random, offers: int, peeks: float) -> tuple[float, float]:
    """Offers of various chances; a share of the declines is seen beforehand and never offered."""
    sum_less, variance = 0.0, 0.0
    for _ in range(offers):
        p = chance.uniform(0.05, 0.5)
        is_declined = chance.random() < p
        if is_declined and chance.random() < peeks:
            continue
        sum_less += is_declined - p
        variance += p * (1 - p)
    return sum_less, variance


def test_an_honest_rule_is_hardly_ever_three_deviations_off() -> None:
    found = [surprise([_tallied(Random(seed), 300, 0)]) for seed in range(300)]
    assert sum(abs(one) > 3 for one in found) <= 4


def test_a_rule_that_sees_half_of_the_declines_is_far_below() -> None:
    days = [_tallied(Random(seed), 300, 0.5) for seed in range(5)]
    assert surprise(days) < -6


def test_without_an_open_answer_nothing_is_said() -> None:
    assert isnan(surprise([]))
    assert isnan(surprise([(0.0, 0.0)]))
