"""Many days side by side: every rule in every regime on the same seeds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from multiprocessing import get_context
from typing import Final

from arena.hindsight.day import hindsight_day
from arena.inputs import Inputs
from arena.play import POLICY, Game, play_day
from arena.records import DayRecord
from arena.referee import foresees
from arena.results import DayResult, Results
from arena.roster import rule_named
from arena.script import Script
from arena.town import Town
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.dispatching.rule import Rule

HINDSIGHT: Final = "hindsight"
WITNESS: Final = "insertion"
Told = Callable[[int, int, DayResult], None]


@dataclass(frozen=True, slots=True)
class Experiment:
    """`rules` are names as `rule_named` takes them, or "hindsight"; `regimes` have their inputs by name.

    `hindsight_s` is how long each engine searches for a plan in hindsight, for each day. With a `script` the
    days are one that is known, and `policy` is the region's of then: each of the product's own rules gets it
    as if it were published with that rule.
    """

    rules: tuple[str, ...]
    regimes: Mapping[str, Inputs]
    seeds: tuple[int, ...]
    policy: DispatchPolicy = POLICY
    hindsight_s: float = 4.0
    script: Script | None = None

    def days(self) -> Iterator[tuple[str, str, int]]:
        """(rule, regime, seed), seeds last."""
        return product(self.rules, self.regimes, self.seeds)


def run(
    town: Town, experiment: Experiment, processes: int = 1, told: Told = lambda done, of, day: None
) -> Results:
    """The same results for any number of processes but for the times that they took.

    `told` hears of each finished day. Raises what a rule raises.
    """
    keys = list(experiment.days())
    # Seeds outermost, so that whoever stops early has every rule on the same days.
    in_turn = sorted(keys, key=lambda key: (key[2], keys.index(key)))
    found: dict[tuple[str, str, int], DayResult] = {}
    for day in _played(town, experiment, in_turn, processes):
        found[day.rule, day.regime, day.seed] = day
        told(len(found), len(keys), day)
    days = tuple(found[key] for key in keys)
    return Results(
        city=town.region.code,
        rules=experiment.rules,
        regimes=tuple(experiment.regimes),
        seeds=experiment.seeds,
        days=days,
        notes=tuple(_verdicts(experiment.rules, days)),
    )


def _verdicts(rules: Iterable[str], days: Sequence[DayResult]) -> Iterator[str]:
    """What only shows over many days."""
    for rule in rules:
        mine = [day.tallied for day in days if day.rule == rule]
        if foresees(mine):
            yield f"{rule}: foul, its offers are declined less often than chance allows: it foresees answers"


def _played(
    town: Town, experiment: Experiment, keys: Sequence[tuple[str, str, int]], processes: int
) -> Iterator[DayResult]:
    if processes <= 1:
        _settle(town, experiment)
        yield from map(_play, keys)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, _settle, (town, experiment)) as pool:
        try:
            yield from pool.map(_play, keys)
        finally:
            pool.shutdown(cancel_futures=True)


_HERE: dict[str, tuple[Town, Experiment]] = {}
"""What this process plays on: sent once, not with every day."""


def _settle(town: Town, experiment: Experiment) -> None:
    _HERE["now"] = (town, experiment)


def _play(key: tuple[str, str, int]) -> DayResult:
    name, regime, seed = key
    town, experiment = _HERE["now"]
    return played_day(town, experiment, name, regime, seed)[0]


def played_day(
    town: Town, experiment: Experiment, name: str, regime: str, seed: int
) -> tuple[DayResult, DayRecord]:
    """One day of the experiment. In hindsight a day is planned as the plainest rule has met it."""
    rule = rule_named(WITNESS if name == HINDSIGHT else name)
    game = _game(experiment, name, rule, regime, seed)
    result, record = play_day(town, game)
    if name == HINDSIGHT:
        result = hindsight_day(record, town.atlas, experiment.hindsight_s)
    return result, record


def _game(experiment: Experiment, name: str, rule: Rule, regime: str, seed: int) -> Game:
    inputs, script = experiment.regimes[regime], experiment.script
    if script is None:
        return Game(name, rule, regime, inputs, seed, experiment.policy)
    policy = as_published(experiment.policy, name)
    return Game(name, rule, regime, inputs, seed, policy, script.order_policy, script)


def as_published(policy: DispatchPolicy, name: str) -> DispatchPolicy:
    """The policy with that rule; a rule that the product does not have sees everything that waits."""
    is_ours = name in list(DispatchRule)
    return replace(policy, is_enabled=True, rule=DispatchRule(name) if is_ours else DispatchRule.RELOCATION)
