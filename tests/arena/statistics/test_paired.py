"""Whether the intervals hold what they promise."""

from math import inf, isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.statistics.paired import difference, estimate

FINITE = st.floats(-1e6, 1e6)
MAYBE = st.one_of(FINITE, st.just(nan))
PAIRS = st.lists(st.tuples(MAYBE, MAYBE), max_size=40)


def test_an_interval_of_known_numbers_is_the_one_in_the_books() -> None:
    """Mean 3, s = sqrt(2.5), n = 5, t(0.975, 4) = 2.776445."""
    found = estimate([1, 2, 3, 4, 5])
    assert found.mean == 3
    assert found.half_width == pytest.approx(2.776445 * (2.5 / 5) ** 0.5, rel=1e-6)
    assert (found.days, found.left_out) == (5, 0)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """4,000 experiments of 12 days: 95 % +/- 3 standard errors of a binomial share."""
    rng = np.random.default_rng(20)
    hits = 0
    for days in rng.normal(7, 2, size=(4000, 12)):
        found = estimate(days)
        hits += found.low <= 7 <= found.high
    assert 0.94 <= hits / 4000 <= 0.96


def test_two_rules_alike_but_for_their_ties_hardly_ever_differ() -> None:
    rng = np.random.default_rng(21)
    days = rng.normal(3, 0.5, size=(1000, 30))
    found = [difference(day + rng.normal(0, 0.05, 30), day + rng.normal(0, 0.05, 30)).is_none for day in days]
    assert 0.92 <= sum(found) / 1000 <= 0.98


def test_a_rule_compared_with_itself_shows_no_difference() -> None:
    found = difference([2.5, 3.5, 1.0], [2.5, 3.5, 1.0])
    assert found.is_none
    assert (found.estimate.mean, found.estimate.low, found.estimate.high) == (0, 0, 0)


def test_a_planted_five_per_cent_is_found_though_days_differ_far_more() -> None:
    rng = np.random.default_rng(22)
    reference = rng.normal(3, 0.6, 30)
    worse = reference * 1.05 + rng.normal(0, 0.1, 30)
    found = difference(list(worse), list(reference))
    assert not found.is_none
    assert found.relative().low < 0.05 < found.relative().high
    assert estimate(list(worse)).low < estimate(list(reference)).high, "unpaired, it would have been lost"


def test_a_difference_that_is_the_same_every_day_is_certain() -> None:
    found = difference([3.0, 4.0, 5.0], [2.0, 3.0, 4.0])
    assert not found.is_none
    assert (found.estimate.low, found.estimate.high) == (1, 1)


def test_a_day_that_says_nothing_for_either_rule_is_left_out_of_both() -> None:
    found = difference([1.0, nan, 3.0, 4.0], [1.5, 2.0, nan, 4.5])
    assert (found.estimate.mean, found.estimate.days, found.estimate.left_out) == (-0.5, 2, 2)
    assert found.reference_mean == 3


@pytest.mark.parametrize("days", [[], [nan, nan], [4.0], [nan, 4.0]])
def test_fewer_than_two_days_never_show_a_difference(days: list[float]) -> None:
    found = difference(days, [0.0] * len(days))
    assert found.is_none
    assert (found.estimate.low, found.estimate.high) == (-inf, inf)


def test_there_is_no_share_of_a_reference_of_nothing() -> None:
    assert isnan(difference([1.0, 2.0], [0.0, 0.0]).relative().mean)


@pytest.mark.parametrize(
    ("rule", "reference", "confidence"),
    [([1.0], [1.0, 2.0], 0.95), ([inf], [1.0], 0.95), ([1.0, 2.0], [1.0, 2.0], 1.0), ([1.0], [1.0], 0.0)],
)
def test_what_cannot_be_compared_is_refused(
    rule: list[float], reference: list[float], confidence: float
) -> None:
    with pytest.raises(ValueError):
        difference(rule, reference, confidence)


@given(PAIRS)
def test_turning_the_comparison_round_turns_the_difference_round(pairs: list[tuple[float, float]]) -> None:
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    one, other = difference(ours, theirs), difference(theirs, ours)
    assert one.is_none == other.is_none
    assert one.estimate.days + one.estimate.left_out == len(pairs)
    assert (one.estimate.low, one.estimate.high) == (-other.estimate.high, -other.estimate.low)


@given(st.lists(FINITE, min_size=2, max_size=40))
def test_the_mean_lies_in_its_interval_and_more_confidence_is_wider(days: list[float]) -> None:
    usual, surer = estimate(days), estimate(days, 0.99)
    assert surer.low <= usual.low <= usual.mean <= usual.high <= surer.high
