"""The best combination is the best: by brute force, and within a fixed count of combinations."""

from random import Random

import pytest

from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Reason
from tests.domain.promotions.carts import Carts, all_combinations
from tests.domain.promotions.making import NOW, amount, at_least, line, percent, promo, rules

BEST = Ask(best=True, tell=Tell.REASONS)


def compare(seed: int, count: int, most: int = 6) -> int:
    """How many carts there were on which the best beats the usual order."""
    carts, beaten = Carts(Random(seed)), 0
    for _ in range(count):
        basket, compiled = carts.case(most)
        found = evaluate(basket, compiled, NOW, BEST)
        expected, _ = all_combinations(basket, compiled)
        assert found.totals.discount_minor == expected, (basket, compiled.source)
        assert found.search is not None
        assert found.search.is_proven
        usual = evaluate(basket, compiled, NOW, Ask(tell=Tell.REASONS))
        assert usual.totals.discount_minor <= expected
        beaten += usual.totals.discount_minor < expected
    return beaten


def test_the_best_combination_equals_brute_force_on_five_thousand_carts() -> None:
    assert compare(seed=11, count=5_000, most=5) > 200


@pytest.mark.soak
def test_the_best_combination_equals_brute_force_on_a_hundred_thousand_carts() -> None:
    for seed in range(20):
        compare(100 + seed, 5_000, most=7)


def test_a_smaller_discount_that_keeps_a_minimum_alive_is_taken() -> None:
    compiled = rules(
        promo("greedy", percent(3_000), group="g", lane=1),
        promo("small", percent(1_000), group="g", lane=1),
        promo("large", amount(4_000), when=at_least(9_000), lane=2),
    )
    basket = Basket((line("L1", 10_000),))
    usual, best = evaluate(basket, compiled, NOW), evaluate(basket, compiled, NOW, Ask(best=True))
    assert [each.promotion for each in usual.applied] == ["greedy"]
    assert [each.promotion for each in best.applied] == ["small", "large"]
    assert (usual.totals.price_minor, best.totals.price_minor) == (7_000, 5_000)
    assert [(each.promotion, each.reason, each.rival) for each in best.refused] == [
        ("greedy", Reason.NOT_IN_BEST, "small")
    ]


def test_units_on_top_come_with_the_best_discounts() -> None:
    compiled = rules(
        promo("gift", {"type": "extra_units", "service": "filter", "count": 1}),
        promo("off", percent(1_000)),
    )
    found = evaluate(Basket((line("L1", 10_000),)), compiled, NOW, Ask(best=True))
    assert sorted(each.promotion for each in found.applied) == ["gift", "off"]


def test_a_search_that_is_cut_short_carries_its_gap() -> None:
    compiled = rules(
        *(promo(f"{group}{i}", percent(500 * i), group=group, lane=1) for group in "abc" for i in (1, 2)),
        promo("last", amount(4_000), when=at_least(9_300), lane=2),
    )
    basket = Basket((line("L1", 10_000), line("L2", 333)))
    exact = evaluate(basket, compiled, NOW, BEST)
    cut = evaluate(basket, compiled, NOW, Ask(best=True, tell=Tell.REASONS, most_combinations=3))
    assert cut.search is not None
    assert (cut.search.evaluated, cut.search.is_proven) == (3, False)
    assert cut.totals.discount_minor + cut.search.gap_minor >= exact.totals.discount_minor


def test_the_gap_is_always_honest() -> None:
    carts, cut_short = Carts(Random(21)), 0
    for _ in range(400):
        basket, compiled = carts.case(most=8)
        expected, _ = all_combinations(basket, compiled)
        cut = evaluate(basket, compiled, NOW, Ask(best=True, tell=Tell.REASONS, most_combinations=3))
        assert cut.search is not None
        assert cut.totals.discount_minor + cut.search.gap_minor >= expected
        cut_short += not cut.search.is_proven
        assert not cut.search.is_proven or cut.totals.discount_minor == expected
    assert cut_short > 50
