"""Stored conditions mean the same to us and to an independent evaluator."""

from random import Random

import pytest

from domain.promotions.conditions.compiling import compiled
from domain.promotions.policies import Base
from tests.domain.promotions import cel
from tests.domain.promotions.trees import Trees, read, scene


def agreements(seed: int, count: int) -> tuple[int, int]:
    """How many conditions held, of how many. Fails at the first disagreement."""
    trees, held = Trees(Random(seed)), 0
    for _ in range(count):
        tree, readings, lines = trees.tree(), trees.readings(), trees.lines()
        cart = scene(readings, *lines)
        ours = compiled(read(tree), Base.LANE)(cart, cart.opening())
        assert ours is cel.holds(tree, readings, lines), (tree, readings, lines)
        held += ours
    return held, count


def test_random_conditions_have_the_answers_of_an_independent_evaluator() -> None:
    held, count = agreements(seed=5, count=1500)
    assert count * 0.2 < held < count * 0.8


@pytest.mark.soak
def test_very_many_random_conditions_have_the_answers_of_an_independent_evaluator() -> None:
    for seed in range(50):
        agreements(seed, 2000)
