"""`callout arena run`: what was asked for as an experiment, its progress, and its report."""

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Final

from adapters.geo.fixture import City
from arena.checks import InputsInvalid
from arena.experiment import HINDSIGHT, Experiment, Told, played_day, run
from arena.hindsight.plan import HindsightUnavailable
from arena.inputs import OTHER_REGIMES, REGIMES, Inputs
from arena.overriding import with_changes
from arena.play import POLICY
from arena.records import DayRecord
from arena.report.table import text_table
from arena.report.write import write_report
from arena.results import DayResult, Results
from arena.roster import ROSTER, rule_named
from arena.town import Town
from bootstrap.arena_town import TownPlan, build_town, read_streets_city

MOST_SEEDS: Final = 1_000


def run_arena(arguments: argparse.Namespace) -> int:
    """Raises `InputsInvalid`, `NoTown` and `RuleUnknown` with what is wrong."""
    experiment = _experiment(arguments)
    most = max(inputs.workers for inputs in experiment.regimes.values())
    print(f"Measuring the ways of {arguments.city} ...", file=sys.stderr, flush=True)
    town = build_town(TownPlan(arguments.city, day_of(arguments.day), most))
    processes = arguments.processes or os.cpu_count() or 1
    try:
        results = run(town, experiment, processes, told=progress())
    except HindsightUnavailable as missing:
        print(f"callout arena: {missing}", file=sys.stderr)
        rest = tuple(rule for rule in experiment.rules if rule != HINDSIGHT)
        if not rest:
            return 2
        print("The others are played without it.", file=sys.stderr)
        experiment = replace(experiment, rules=rest)
        results = run(town, experiment, processes, told=progress())
    print(text_table(results))
    if arguments.report:
        day = _replayed(town, experiment, arguments.replay)
        _report(results, day, Path(arguments.report), read_streets_city(arguments.city))
    return 0


def _experiment(arguments: argparse.Namespace) -> Experiment:
    rules = rules_of(arguments.policy or [name for name in ROSTER if name != "hall"])
    if not 1 <= arguments.seeds <= MOST_SEEDS:
        raise InputsInvalid(field="--seeds", least=1, most=MOST_SEEDS)
    if not 0 < arguments.hindsight_s <= 3600:
        raise InputsInvalid(field="--hindsight-s", most=3600)
    seeds = tuple(range(arguments.first_seed, arguments.first_seed + arguments.seeds))
    regimes = _regimes(arguments.regime or ["balanced"], tuple(arguments.set))
    if not 0 <= arguments.ask_ahead_h <= 24:
        raise InputsInvalid(field="--ask-ahead-h", least=0, most=24)
    policy = replace(POLICY, ask_ahead_s=round(arguments.ask_ahead_h * 3600))
    return Experiment(rules, regimes, seeds, policy, hindsight_s=arguments.hindsight_s)


def rules_of(names: Iterable[str]) -> tuple[str, ...]:
    """Each once. Raises `RuleUnknown`."""
    rules = tuple(dict.fromkeys(names))
    for rule in rules:
        if rule != HINDSIGHT:
            rule_named(rule)
    return rules


def _regimes(names: list[str], changes: tuple[str, ...]) -> Mapping[str, Inputs]:
    wanted = list(REGIMES) if "all" in names else list(dict.fromkeys(names))
    known = {**REGIMES, **OTHER_REGIMES}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise InputsInvalid(field=f"--regime {unknown[0]}", known=", ".join([*known, "all"]))
    return {name: with_changes(known[name], changes) for name in wanted}


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise InputsInvalid(field=f"--day {text}", expected="YYYY-MM-DD") from wrong


def progress() -> Told:
    """A line whenever two seconds have passed, and at the end."""
    started = last = monotonic()

    def told(done: int, of: int, day: DayResult) -> None:
        nonlocal last
        now = monotonic()
        if now - last >= 2 or done == of:
            last = now
            left_s = (now - started) / done * (of - done)
            text = f"  {done}/{of} days, {day.rule} in {day.regime} played last, about {left_s:.0f} s left"
            print(text, file=sys.stderr, flush=True)

    return told


def _replayed(town: Town, experiment: Experiment, wanted: str | None) -> DayRecord:
    """The first day again, to be looked at: of the rule named, else of the first that has a day."""
    rule = wanted or playable(experiment.rules)
    return played_day(town, experiment, rule, next(iter(experiment.regimes)), experiment.seeds[0])[1]


def playable(rules: Iterable[str]) -> str:
    """The first that has a day of its own."""
    return next((rule for rule in rules if rule != HINDSIGHT), "insertion")


def _report(results: Results, day: DayRecord, folder: Path, city: City) -> None:
    written = write_report(results, day, folder, city=city)
    print(f"\n{len(written)} files in {folder}; open {folder / 'index.html'} in a browser.")
