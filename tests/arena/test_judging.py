"""The arena tells rules apart that differ, and does not tell apart those that do not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Final

import pytest

from arena.inputs import Demand, Inputs
from arena.play import POLICY, Game, play_day
from arena.rules.random_fit import RandomFit
from arena.statistics.paired import Difference, difference
from domain.dispatching.greedy import in_turn
from domain.dispatching.rule import Ask, Choice, Rule, Scene
from domain.dispatching.rules.insertion import CheapestInsertion
from tests.arena.small_town import small_town

SMALL: Final = Inputs(workers=5, demand=Demand(orders=14, bursts=0))
TINY: Final = Inputs(workers=4, demand=Demand(orders=7, bursts=0))
SELDOM: Final = replace(POLICY, tick_s=600)
"""Dispatch looks every ten minutes, so that a day takes a tenth of a second at most."""


@dataclass(frozen=True, slots=True)
class Worse:
    """Cheapest insertion that gives a `share` of the visits to the dearest worker who fits."""

    share: float

    def choose(self, scene: Scene) -> Choice:
        sketch, asks = scene.sketch(), []
        for visit in sorted(scene.visits, key=in_turn):
            fitting = sketch.fitting(visit)
            if fitting:
                is_dearest = Random(f"worse {visit.visit_id}").random() < self.share
                chosen = fitting[-1] if is_dearest else fitting[0]
                sketch.put(visit, chosen)
                asks.append(Ask(visit.visit_id, chosen.worker_id))
        return Choice(asks=tuple(asks))


def _km(rule: Rule, seeds: Iterable[int], inputs: Inputs) -> list[float]:
    games = (Game("any", rule, "small", inputs, seed, SELDOM) for seed in seeds)
    return [play_day(small_town(), game)[0].measures.km_per_order for game in games]


def _against_insertion(share: float, days: int) -> Difference:
    seeds = range(1, days + 1)
    return difference(_km(Worse(share), seeds, SMALL), _km(CheapestInsertion(), seeds, SMALL))


def _wrongly_told_apart(experiments: int, days: int, inputs: Inputs) -> int:
    """How often two rules that differ in the seed of their ties alone are said to differ in km per order."""
    found = 0
    for number in range(experiments):
        seeds = range(1 + number * days, 1 + (number + 1) * days)
        one, other = (_km(RandomFit(ties), seeds, inputs) for ties in (1, 2))
        assert one != other
        found += not difference(one, other).is_none
    return found


def test_rules_that_differ_in_their_ties_alone_are_hardly_ever_told_apart() -> None:
    """At 95 % confidence three or more of six go wrong once in four hundred and fifty times."""
    assert _wrongly_told_apart(experiments=6, days=6, inputs=TINY) <= 2


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_in_at_most_four_of_thirty_experiments_ties_alone_make_a_difference() -> None:
    assert _wrongly_told_apart(experiments=30, days=10, inputs=SMALL) <= 4


def test_a_rule_that_gives_every_other_visit_to_the_dearest_worker_is_found_worse() -> None:
    found = _against_insertion(0.5, days=12)
    assert found.estimate.low > 0


def test_a_rule_made_no_worse_is_not_found_worse() -> None:
    found = _against_insertion(0.0, days=4)
    assert (found.estimate.low, found.estimate.high) == (0, 0)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_a_rule_made_five_per_cent_worse_is_found_worse_over_sixty_days() -> None:
    found = _against_insertion(0.05, days=60)
    assert 0.03 < found.relative().mean < 0.08
    assert found.estimate.low > 0
