"""What a simulated day costs, and which part of it is the simulator's own."""

from cProfile import Profile
from dataclasses import replace
from datetime import date
from pathlib import Path
from pstats import Stats
from typing import Final

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import arena
from arena.inputs import REGIMES, Demand, Inputs
from arena.play import Game, play_day
from arena.roster import rule_named
from arena.town import Town
from bootstrap.arena_town import TownPlan, build_town

HERE: Final = str(Path(arena.__file__).parent)
SIZES: Final = ((75, 15), (150, 15), (150, 60), (300, 60))


@pytest.fixture(scope="module")
def town() -> Town:
    return build_town(TownPlan("la_serena", date(2026, 3, 3), workers=60))


def inputs_of(orders: int, workers: int) -> Inputs:
    return replace(REGIMES["balanced"], workers=workers, demand=Demand(orders=orders))


@pytest.mark.parametrize("rule", ["match", "insertion", "relocation", "nearest", "random"])
def test_a_day_of_three_hundred_orders_and_sixty_workers(
    benchmark: BenchmarkFixture, town: Town, rule: str
) -> None:
    game = Game(rule, rule_named(rule), "balanced", inputs_of(300, 60), seed=1)
    result, _ = benchmark.pedantic(play_day, (town, game), rounds=1)  # type: ignore[no-untyped-call]
    benchmark.extra_info["cpu_s"] = round(result.cpu_s, 2)
    benchmark.extra_info["cpu_of_the_rule_s"] = round(result.rule_s, 2)


@pytest.mark.parametrize(("orders", "workers"), SIZES)
def test_the_simulators_own_part(benchmark: BenchmarkFixture, town: Town, orders: int, workers: int) -> None:
    """Time in the arena's own code, by profile: it should grow like orders x log(workers), or slower."""
    game = Game("insertion", rule_named("insertion"), "balanced", inputs_of(orders, workers), seed=1)
    profile = Profile()

    def play() -> None:
        profile.enable()
        play_day(town, game)
        profile.disable()

    benchmark.pedantic(play, rounds=1)  # type: ignore[no-untyped-call]
    rows = Stats(profile).stats  # type: ignore[attr-defined]
    own_s = sum(row[2] for (file, _, _), row in rows.items() if file.startswith(HERE))
    whole_s = sum(row[2] for row in rows.values())
    benchmark.extra_info["own_ms_for_each_order"] = round(1000 * own_s / orders, 3)
    benchmark.extra_info["own_share"] = round(own_s / whole_s, 3)
