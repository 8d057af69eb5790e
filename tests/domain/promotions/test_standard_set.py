"""Version 0: whatever an earning policy says can be read as rules, and earns what the policy says."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as some

from domain.loyalty.policy import Currency, EarningPolicy
from domain.promotions.cart import Line
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.programme.awarding import award
from domain.promotions.programme.occasion import Earning, Occasion
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.standard_set import standard_set

NOW = datetime(2026, 5, 6, tzinfo=UTC)


@given(
    some.sampled_from([0, 2, 3]),
    some.integers(1, 10**12),
    some.integers(0, 1_000_000),
    some.integers(0, 10**12),
    some.integers(0, 10**9),
)
def test_the_standard_set_earns_what_the_policy_says(
    exponent: int, per_point: int, review: int, worth: int, price: int
) -> None:
    policy = EarningPolicy("KWD", 3, NOW, per_point, review_points=review, thousand_worth_minor=worth)
    rules = compile_rules(read_rules(standard_set(Currency("KWD", exponent), "Asia/Kuwait", policy)))
    paid = Earning((Line("L1", "any", price),), (price,), (price,), (price,))
    done, praised = Occasion(Trigger.ORDER_COMPLETED, earning=paid), Occasion(Trigger.REVIEW_PUBLISHED)
    assert award(done, rules, NOW).points == policy.points_for_price(price)
    assert award(praised, rules, NOW).points == review
    assert not rules.automatic
    assert (rules.source.points_worth is None) == (worth == 0)
