"""1,000 live promotions on an order of twenty lines: CPU time beside all of them by cel-expr-python.

CPU time of this process and not the wall clock: everything runs in one thread, and neighbours on the machine
must not decide who is quicker.
"""

from collections.abc import Callable
from functools import cache
from time import process_time

import pytest
from cel_expr_python import cel as library
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.promotions.case import NOW, READINGS, basket, rules, trees
from domain.promotions.cart import Scene
from domain.promotions.conditions.fields import fixed_readings
from domain.promotions.pricing.basket import Ask, Tell
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.evaluate import evaluate
from tests.domain.promotions import cel

pytestmark = pytest.mark.benchmark(timer=process_time)
Way = Callable[[], list[str]]
COUNT, SEED, ROUNDS = 1_000, 1, 40


@cache
def ours() -> Rules:
    return rules(trees(COUNT, SEED))


@cache
def theirs() -> list[library.Expression]:
    """Compiled once, as ours are."""
    return [cel.ENV.compile(cel.text_of(tree)) for tree in trees(COUNT, SEED)]


def holding() -> list[str]:
    """Which conditions hold; the scene is made anew, as for each order."""
    scene = Scene(basket(SEED).lines, fixed_readings(READINGS, NOW, ours().source.zone))
    return [ready.promotion.id for ready in ours().holding(scene)]


def one_by_one() -> list[str]:
    """The same without the sieve: every closure in turn."""
    scene = Scene(basket(SEED).lines, fixed_readings(READINGS, NOW, ours().source.zone))
    amounts = scene.opening()
    return [ready.promotion.id for ready in ours().automatic if ready.test(scene, amounts)]


def by_cel() -> list[str]:
    """One activation for all expressions: the quickest way that the library offers."""
    activation = cel.activation(READINGS, basket(SEED).lines)
    return [f"p{i}" for i, each in enumerate(theirs()) if each.eval(activation).value()]


def price() -> list[str]:
    """Not the conditions alone: the whole price, with groups, discounts and shares."""
    priced = evaluate(basket(SEED), ours(), NOW, Ask(tell=Tell.CODES))
    return [each.promotion for each in priced.applied]


def timed(benchmark: BenchmarkFixture, way: Way, rounds: int = ROUNDS) -> list[str]:
    pedantic: Callable[..., list[str]] = benchmark.pedantic
    return pedantic(way, rounds=rounds, warmup_rounds=3)


@pytest.mark.parametrize("way", [by_cel, one_by_one, holding])
def test_which_of_a_thousand_conditions_hold(benchmark: BenchmarkFixture, way: Way) -> None:
    found = timed(benchmark, way)
    assert found == by_cel()
    benchmark.extra_info |= {"promotions": COUNT, "holding": len(found)}


def test_a_whole_price_under_a_thousand_promotions(benchmark: BenchmarkFixture) -> None:
    applied = timed(benchmark, price)
    assert set(applied) <= set(by_cel())
    benchmark.extra_info |= {"promotions": COUNT, "applied": len(applied)}


def quickest(ways: tuple[Way, ...]) -> list[float]:
    """Seconds of CPU of each, the least of many rounds in turn."""
    least = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for i, way in enumerate(ways):
            start = process_time()
            way()
            least[i] = min(least[i], process_time() - start)
    return least


def test_conditions_take_a_twentieth_of_what_cel_takes(benchmark: BenchmarkFixture) -> None:
    cel_s, ours_s, price_s = quickest((by_cel, holding, price))
    timed(benchmark, holding, rounds=3)
    ratios = {"conditions": round(cel_s / ours_s, 1), "whole_price": round(cel_s / price_s, 1)}
    benchmark.extra_info |= ratios
    assert ratios["conditions"] >= 20
