from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.promotions.faults import CartMalformed
from domain.promotions.money.apportion import OddMinor, apportion, share_within
from domain.promotions.money.rounding import Rounding, percent_of, ratio

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)
TOTALS = st.integers(-(10**12), 10**12)
FAIR = (OddMinor.LARGEST_FRACTION_THEN_FIRST, OddMinor.LARGEST_FRACTION_THEN_LAST)


@given(TOTALS, WEIGHTS, st.sampled_from(OddMinor))
def test_shares_sum_to_their_total_exactly(total: int, weights: list[int], odd: OddMinor) -> None:
    assert sum(apportion(total, weights, odd)) == total


@given(TOTALS, WEIGHTS.filter(any), st.sampled_from(FAIR))
def test_a_fair_share_is_less_than_one_unit_from_the_exact_one(
    total: int, weights: list[int], odd: OddMinor
) -> None:
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    assert all(abs(a - b) < 1 for a, b in zip(apportion(total, weights, odd), exact, strict=True))


@given(st.integers(0, 10**12), WEIGHTS, st.sampled_from(OddMinor))
def test_no_share_exceeds_its_room(total: int, room: list[int], odd: OddMinor) -> None:
    shares = share_within(total, room, odd)
    assert sum(shares) == min(total, sum(room))
    assert all(0 <= share <= place for share, place in zip(shares, room, strict=True))


@pytest.mark.parametrize(
    ("odd", "shares"),
    [
        (OddMinor.LARGEST_FRACTION_THEN_FIRST, (4, 3, 3)),
        (OddMinor.LARGEST_FRACTION_THEN_LAST, (3, 3, 4)),
        (OddMinor.FIRST_LINE, (4, 3, 3)),
        (OddMinor.LAST_LINE, (3, 3, 4)),
    ],
)
def test_the_odd_unit_goes_where_the_policy_says(odd: OddMinor, shares: tuple[int, ...]) -> None:
    assert apportion(10, (5, 5, 5), odd) == shares


def test_all_odd_units_of_a_large_order_go_to_its_largest_line() -> None:
    assert apportion(11, (3, 10, 3, 3), OddMinor.LARGEST_LINE) == (1, 8, 1, 1)


def test_odd_units_that_their_line_cannot_hold_spill_over() -> None:
    assert share_within(3, (1, 1, 1, 1), OddMinor.FIRST_LINE) == (1, 1, 1, 0)


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_weights_must_be_there_and_not_negative(weights: list[int]) -> None:
    with pytest.raises(CartMalformed):
        apportion(1, weights)


@given(st.integers(-(10**12), 10**12), st.integers(0, 10**4), st.sampled_from(Rounding))
def test_a_rounded_part_is_less_than_one_unit_off_and_mirrors_its_opposite(
    amount: int, bp: int, rounding: Rounding
) -> None:
    part = percent_of(amount, bp, rounding)
    assert abs(part - Fraction(amount * bp, 10_000)) < 1
    assert percent_of(-amount, bp, rounding) == -part


@pytest.mark.parametrize(
    ("rounding", "halves"),
    [
        (Rounding.HALF_UP, (1, 2, 3)),
        (Rounding.HALF_EVEN, (0, 2, 2)),
        (Rounding.DOWN, (0, 1, 2)),
        (Rounding.UP, (1, 2, 3)),
    ],
)
def test_halves_go_where_the_policy_says(rounding: Rounding, halves: tuple[int, ...]) -> None:
    assert tuple(ratio(n, 1, 2, rounding) for n in (1, 3, 5)) == halves


@pytest.mark.parametrize(
    ("rounding", "thirds"), [(Rounding.HALF_UP, (0, 1, 1)), (Rounding.HALF_EVEN, (0, 1, 1))]
)
def test_what_is_no_half_goes_to_the_nearer_side(rounding: Rounding, thirds: tuple[int, ...]) -> None:
    assert tuple(ratio(n, 1, 3, rounding) for n in (1, 2, 3)) == thirds
