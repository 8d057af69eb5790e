"""What a price and an award count on, and what comes back of it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.given import Given
from domain.promotions.programme.taking import Taking, taking_of_price
from domain.promotions.programme.uses import Tally
from domain.promotions.rules.limits import Scope, Usage
from tests.domain.promotions.making import amount, campaign, line, percent, promo, rules

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)  # also the first of its month
WHO = Usage({Scope.MEMBER: "anna"})


def taken(*promotions: dict[str, object], **rest: object) -> Taking:
    compiled = rules(*promotions, **rest)
    return taking_of_price(evaluate(Basket((line("sink", 900),), usage=WHO), compiled, MONDAY), compiled)


def named(taking: Taking) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (tally.owner, tally.measure): (amount, taking.at_most[tally])
        for tally, amount in taking.amounts.items()
    }


def test_a_day_a_week_and_a_month_that_begin_together_are_one_count_with_the_lowest_limit() -> None:
    limits = [
        {"scope": "member", "at_most": n, "period": p} for n, p in ((3, "month"), (1, "day"), (2, "week"))
    ]
    taking = taken(promo("ten", percent(1_000), limits=limits))
    assert list(taking.at_most.values()) == [1]
    assert list(taking.amounts.values()) == [1]


def test_limits_of_nobody_known_count_nowhere_and_those_after_them_keep_their_own_bound() -> None:
    limits = [
        {"scope": "phone", "at_most": 1},
        {"scope": "member", "at_most": 5},
        {"scope": "total", "at_most": 8},
    ]
    taking = taken(promo("ten", percent(1_000), limits=limits))
    assert sorted((tally.scope, most) for tally, most in taking.at_most.items()) == [
        (Scope.MEMBER, 5),
        (Scope.TOTAL, 8),
    ]


def test_a_budget_in_money_takes_every_discount_and_one_in_uses_a_single_use() -> None:
    two = (promo("a", amount(100), campaign="c"), promo("b", amount(50), campaign="c"))
    in_money = taken(*two, campaigns=[campaign("c", budget={"measure": "minor", "at_most": 900})])
    in_uses = taken(*two, campaigns=[campaign("c", budget={"measure": "uses", "at_most": 7})])
    assert named(in_money) == {("c", "minor"): (150, 900)}
    assert named(in_uses) == {("c", "uses"): (1, 7)}


@given(st.lists(st.integers(0, 60), max_size=6))
def test_whatever_comes_back_in_parts_the_whole_is_what_was_taken(parts: list[int]) -> None:
    limits = [{"scope": "member", "at_most": 9}, {"scope": "total", "measure": "minor", "at_most": 900}]
    taking = taken(
        promo("a", amount(100), campaign="c", limits=limits),
        campaigns=[campaign("c", budget={"measure": "minor", "at_most": 900})],
    )
    (use,) = taking.uses
    left = dict(taking.amounts)

    def lose(lost: dict[Tally, int]) -> None:
        for tally, amount_lost in lost.items():
            left[tally] -= amount_lost

    for part in parts:
        use, lost = use.returning(Given(minor=part))
        lose(dict(lost))
        assert min(left.values()) >= 0
    use, lost = use.ended()
    lose(dict(lost))
    assert set(left.values()) == {0}
    assert use.ended() == (use, {})
