"""`python -m benchmarks.dispatch.planning`: against VROOM and PyVRP, tables into benchmarks/README.md.

With `CALLOUT_SHARED` set, public instances too. Wall time is what is shared out, so run it on a quiet
machine; the ratios stand even on a busy one, as contenders take turns.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.dispatch.planning import suites, tables
from benchmarks.dispatch.planning.drop_outs import drop_outs
from benchmarks.dispatch.planning.measure import footprint
from benchmarks.dispatch.planning.peers import PEERS
from benchmarks.dispatch.planning.teams import of_teams, teams
from benchmarks.dispatch.scale import SCALE as PART
from benchmarks.dispatch.scale import page_of, scaled
from dispatch_engine import warm_up
from dispatch_engine.formats.lines import SCALE

PAGE = Path(__file__).parents[2] / "README.md"
WHOLE: Final = PART == 1
PYVRP_TO: Final = 200
"""Visits above which PyVRP needs gigabytes."""
One = TypeVar("One")


def shown(runs: Iterable[One]) -> list[One]:
    """All of them, each written to the screen when it ends."""
    found = []
    for run in runs:
        sys.stdout.write(f"{run}\n")
        sys.stdout.flush()
        found.append(run)
    return found


def sizes_at_scale() -> list[int]:
    return sorted({scaled(size) for size in (50, 100, 200, 500, 1000)})


def whose_footprints(sizes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """All contenders at the greatest size that each can take."""
    small = [size for size in sizes if size <= PYVRP_TO]
    for size in sorted({*small[-1:], *sizes[-1:]}):
        yield from ((size, name) for name in PEERS if name != "PyVRP" or size <= PYVRP_TO)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=10 if WHOLE else 2)
    asked.add_argument("--sizes", type=int, nargs="*", default=sizes_at_scale())
    asked.add_argument(
        "--limit", type=float, nargs="*", default=[1.0, 10.0] if WHOLE else [0.3], help="seconds for a day"
    )
    asked.add_argument("--public-limit", type=float, default=8.0 if WHOLE else 0.3)
    asked.add_argument("--public-seeds", type=int, default=1)
    asked.add_argument("--technicians-limit", type=float, default=12.0 if WHOLE else 0.3)
    asked.add_argument("--only", choices=[*SECTIONS], help="one section of the page")
    options = asked.parse_args()
    warm_up()
    for name in [options.only] if options.only else SECTIONS:
        tables.write_section(page_of(PAGE), name, "\n\n".join(SECTIONS[name](options)))


def _days(options: argparse.Namespace) -> list[str]:
    """Generated days."""
    parts = [_head("Days", options)]
    for limit in options.limit:
        runs = shown(suites.days(options.sizes, limit, options.seeds))
        parts += [f"### A day, {limit:g} s", tables.of_days(runs)]
    return parts


def _instances(options: argparse.Namespace) -> list[str]:
    """Public instances, and what a process takes."""
    parts, best = [_head("Planning", options)], suites.best_known()
    if best:
        runs = shown(suites.public(options.public_limit, options.public_seeds))
        parts += [f"### Public instances, {options.public_limit:g} s", tables.of_public(runs, best, SCALE)]
        runs = shown(suites.prizes(options.public_limit))
        parts += ["### Prize-collecting, 1,000 visits", tables.of_public(runs, best, 1)]
    marks = shown(footprint(name, size) for size, name in whose_footprints(options.sizes))
    return [*parts, "### A whole process for one answer within 1 s", tables.of_footprints(marks)]


def _technicians(options: argparse.Namespace) -> list[str]:
    """Tools, parts and teams; only drawn days where there are no public instances."""
    limit, best = options.technicians_limit, suites.best_known()
    parts = [_head(f"Technicians, {limit:g} s", options)]
    if best:
        runs = shown(suites.technicians(limit, options.public_seeds))
        parts += ["### With tools and spare parts: time away", tables.of_public(runs, best, SCALE)]
    return [*parts, "### Who make teams", of_teams(shown(teams(limit, options.public_seeds)))]


def _drop_outs(options: argparse.Namespace) -> list[str]:
    """Days to plan anew; that no plan of 50 visits moves fewer takes some minutes to prove."""
    runs = shown(drop_outs([size for size in options.sizes if size <= 500], 2.0, options.seeds))
    return [_head("A worker drops out, 2 s", options), tables.of_drop_outs(runs)]


SECTIONS: Final = {
    "days": _days,
    "planning": _instances,
    "technicians": _technicians,
    "drop-outs": _drop_outs,
}


def _head(title: str, options: argparse.Namespace) -> str:
    engines = ", ".join(
        f"{name} {version(name)}" for name in ("pyvroom", "pyvrp", "ortools", "numba", "numpy")
    )
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"# {title}\n\n"
        f"Python {platform.python_version()}, {engines}; {os.cpu_count()} cores of {platform.machine()},\n"
        f"load average {load:.1f} at the start; seeds 0 to {options.seeds - 1}. One thread each, taking\n"
        "turns in one process; ours is warm. VROOM at exploration level 5; PyVRP's skills as loads. Every\n"
        "plan is checked by `validate_plan`. Made by `python -m benchmarks.dispatch.planning`."
    )


if __name__ == "__main__":
    main()
