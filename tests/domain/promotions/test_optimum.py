"""With fifty promotions: equal to the proven optimum of an integer programme, or honest about the gap."""

from random import Random

import pytest

from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.evaluate import evaluate
from tests.domain.promotions.cp_model import least_price, random_choices, random_lines
from tests.domain.promotions.making import NOW, rules

PROMOTIONS, COMBINATIONS = 50, 20_000


def is_proven_and_optimal(seed: int) -> bool:
    """Fails when the answer is worse than it says."""
    random = Random(seed)
    choices, lines = random_choices(random, PROMOTIONS, groups=10), random_lines(random)
    compiled = rules(*[each.json() for each in choices], policies={"rounding_at": "line"})
    ask = Ask(best=True, tell=Tell.REASONS, most_combinations=COMBINATIONS)
    found = evaluate(Basket(lines), compiled, NOW, ask)
    optimum = least_price(lines, choices)
    assert found.search is not None
    assert found.search.evaluated <= COMBINATIONS
    assert found.totals.price_minor - found.search.gap_minor <= optimum <= found.totals.price_minor
    assert found.totals.price_minor == optimum or not found.search.is_proven
    return found.search.is_proven


@pytest.mark.parametrize("seed", [0, 2, 7])
def test_the_best_of_fifty_promotions_is_the_proven_optimum(seed: int) -> None:
    assert is_proven_and_optimal(seed)


@pytest.mark.soak
def test_the_best_of_fifty_promotions_is_the_optimum_or_carries_its_gap() -> None:
    proven = [is_proven_and_optimal(seed) for seed in range(40)]
    assert sum(proven) >= 30
