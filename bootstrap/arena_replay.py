"""`callout arena replay`: a recorded day asked again, and played by other rules."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from adapters.dispatch.in_process import InProcessPlanner
from adapters.geo.digest import TravelDigests
from adapters.geo.fixture import city_codes, load_city
from adapters.geo.travel import RoadTravelTimes
from arena.checks import InputsInvalid
from arena.experiment import Experiment, played_day, run
from arena.hindsight.plan import HindsightUnavailable
from arena.recorded.file import read_day
from arena.recorded.model import RecordedDay
from arena.recorded.scripting import script_of
from arena.recorded.town import inputs_of, town_of
from arena.recorded.verify import report_lines, verified
from arena.report.table import text_table
from arena.report.write import write_report
from bootstrap.arena_run import MOST_SEEDS, playable, progress, rules_of

REGIME = "recorded"


def replay_day(arguments: argparse.Namespace) -> int:
    """1 when a question that can be repeated got another answer. Raises `NotADay` and what rules raise."""
    rules = rules_of(arguments.policy) if arguments.policy else ()
    if not 1 <= arguments.seeds <= MOST_SEEDS:
        raise InputsInvalid(field="--seeds", least=1, most=MOST_SEEDS)
    day = read_day(Path(arguments.from_orders))
    travel, streets = travel_of(day)
    found = asyncio.run(verified(day, InProcessPlanner(travel), streets, _asking()))
    print("\n".join(report_lines(found)))
    if rules:
        try:
            _play(arguments, day, travel, rules)
        except HindsightUnavailable as missing:
            print(f"callout arena: {missing}", file=sys.stderr)
            return 2
    return 1 if found.is_broken else 0


def travel_of(day: RecordedDay) -> tuple[RoadTravelTimes, str]:
    """On the streets of a city that ships with the product, else on the straight line; and the digest."""
    cities = {day.region_id: load_city(day.region)} if day.region in city_codes() else {}
    return RoadTravelTimes(cities), TravelDigests(cities)(day.region_id)


def _play(
    arguments: argparse.Namespace, day: RecordedDay, travel: RoadTravelTimes, rules: tuple[str, ...]
) -> None:
    town = asyncio.run(town_of(day, travel))
    seeds = tuple(range(arguments.first_seed, arguments.first_seed + arguments.seeds))
    experiment = Experiment(
        rules,
        {REGIME: inputs_of(town)},
        seeds,
        policy=day.dispatch_policy,
        hindsight_s=arguments.hindsight_s,
        script=script_of(day),
    )
    results = run(town, experiment, arguments.processes or os.cpu_count() or 1, told=progress())
    print(f"\n{text_table(results)}")
    if arguments.report:
        folder = Path(arguments.report)
        is_drawable = day.region in city_codes()
        first = played_day(town, experiment, playable(rules), REGIME, seeds[0])[1] if is_drawable else None
        written = write_report(results, first, folder)
        print(f"{len(written)} files in {folder}; open {folder / 'index.html'} in a browser.")


def _asking() -> Callable[[int, int], None]:
    """A line whenever two seconds have passed."""
    last = monotonic()

    def told(done: int, of: int) -> None:
        nonlocal last
        if monotonic() - last >= 2:
            last = monotonic()
            print(f"  {done}/{of} questions asked again", file=sys.stderr, flush=True)

    return told
