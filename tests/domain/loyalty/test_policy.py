"""What earns how much, in currencies with and without decimals."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.loyalty.policy import Currency, EarningPolicy, standard_policy
from domain.loyalty.refusals import EarningPolicyMalformed, PriceIsNegative
from tests.domain.loyalty.building import START, day, policy


@pytest.mark.parametrize(
    ("currency", "price_minor", "points"),
    [
        (Currency("CNY", 2), 9_999, 99),
        (Currency("CNY", 2), 10_000, 100),
        (Currency("CLP", 0), 100, 100),
        (Currency("KWD", 3), 99_999, 99),
        (Currency("CNY", 2), 99, 0),
        (Currency("CLP", 0), 0, 0),
    ],
)
def test_one_point_for_each_whole_unit_of_money_whatever_its_decimals(
    currency: Currency, price_minor: int, points: int
) -> None:
    assert standard_policy(currency, START).points_for_price(price_minor) == points


def test_a_policy_may_ask_a_thousand_pesos_for_a_point() -> None:
    rules = EarningPolicy("CLP", 1, START, minor_per_point=1_000)
    assert [rules.points_for_price(price) for price in (999, 1_000, 25_990)] == [0, 1, 25]


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 10**6))
def test_two_orders_never_earn_more_than_their_prices_together(a: int, b: int, rate: int) -> None:
    rules = EarningPolicy("CNY", 1, START, minor_per_point=rate)
    apart = rules.points_for_price(a) + rules.points_for_price(b)
    assert apart <= rules.points_for_price(a + b) <= apart + 1


def test_a_negative_price_is_refused() -> None:
    with pytest.raises(PriceIsNegative):
        policy().points_for_price(-1)


def test_points_cool_off_seven_days_and_live_a_year_by_default() -> None:
    rules = standard_policy(Currency("CNY", 2), START)
    assert rules.matures_at(START) == day(7)
    assert rules.expires_at(START) == START + timedelta(days=365)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("currency", {"currency": "cny"}),
        ("currency", {"currency": "YUAN"}),
        ("version", {"version": -1}),
        ("minor_per_point", {"minor_per_point": 0}),
        ("minor_per_point", {"minor_per_point": 10**13}),
        ("review_points", {"review_points": -1}),
        ("cooling_off_days", {"cooling_off_days": -1}),
        ("cooling_off_days", {"cooling_off_days": 365}),
        ("expiry_days", {"expiry_days": 40_000}),
    ],
)
def test_a_policy_out_of_bounds_is_refused_by_field(field: str, change: dict[str, object]) -> None:
    good: dict[str, object] = {"currency": "CNY", "version": 1, "effective_at": START, "minor_per_point": 100}
    with pytest.raises(EarningPolicyMalformed) as refusal:
        EarningPolicy(**(good | change))  # type: ignore[arg-type]
    assert refusal.value.facts == {"field": field}
