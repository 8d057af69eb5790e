"""Technicians who make teams: Kovacs' files and days drawn here, with teams and with everybody alone.

`python -m benchmarks.dispatch.planning.teams` prints the table; no peer at hand models teams.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from time import perf_counter, process_time
from typing import Final

from benchmarks.dispatch.planning.readers import instances
from benchmarks.dispatch.planning.tables import table
from dispatch_engine import Limits, TeamProblem, plan_with_teams, read_kovacs, validate_teams
from dispatch_engine.teams.generation import team_day

DRAWN: Final = ((30, 8), (60, 12), (100, 16))
"""Visits and workers of the days drawn."""


@dataclass(frozen=True, slots=True)
class TeamRun:
    """`total` is travel and what giving away costs; `pairs` counts teams of two and more."""

    case: str
    seed: int
    contender: str
    served: int
    total: int
    pairs: int
    wall_s: float
    cpu_s: float
    violations: int


def teams(limit_s: float, seeds: int) -> Iterator[TeamRun]:
    """Each case with teams and with everybody alone."""
    for case, problem in cases():
        for seed in range(seeds):
            yield measured(case, "alone", replace(problem, most=1), limit_s, seed)
            yield measured(case, "teams", problem, limit_s, seed)


def cases() -> Iterator[tuple[str, TeamProblem]]:
    folder = instances()
    for path in sorted((folder / "strsp_kovacs").glob("*.tasks.txt")) if folder else ():
        name = path.name.removesuffix(".tasks.txt")
        yield f"Kovacs {name}", read_kovacs(path, path.with_name(f"{name}.technicians.txt"))
    for visits, workers in DRAWN:
        yield f"drawn {visits} x {workers}", team_day(visits, workers, seed=1)


def measured(case: str, contender: str, problem: TeamProblem, limit_s: float, seed: int) -> TeamRun:
    wall, cpu = perf_counter(), process_time()
    found = plan_with_teams(problem, Limits(time_s=limit_s), seed)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    return TeamRun(
        case,
        seed,
        contender,
        found.plan.served,
        found.cost + found.plan.lost,
        sum(len(team) > 1 for team in found.teams),
        wall,
        cpu,
        len(validate_teams(problem, found)),
    )


def of_teams(runs: Sequence[TeamRun]) -> str:
    """Totals in thousands, the mean and the least over the seeds."""
    rows = []
    for case in dict.fromkeys(run.case for run in runs):
        for name in ("alone", "teams"):
            mine = [run for run in runs if run.case == case and run.contender == name]
            rows.append(
                [
                    case,
                    name,
                    ", ".join(str(run.served) for run in mine),
                    f"{fmean(run.total for run in mine) / 1000:.1f}",
                    f"{min(run.total for run in mine) / 1000:.1f}",
                    ", ".join(str(run.pairs) for run in mine),
                    f"{fmean(run.cpu_s for run in mine):.1f}",
                    sum(run.violations for run in mine),
                ]
            )
    header = [
        "case",
        "",
        "served by seed",
        "mean total",
        "least",
        "teams of two and more",
        "CPU s",
        "violations",
    ]
    return table(header, rows)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--limit", type=float, default=10.0, help="seconds of wall for each run")
    asked.add_argument("--seeds", type=int, default=3)
    options = asked.parse_args()
    runs = []
    for run in teams(options.limit, options.seeds):
        sys.stdout.write(f"{run}\n")
        sys.stdout.flush()
        runs.append(run)
    sys.stdout.write(of_teams(runs) + "\n")


if __name__ == "__main__":
    main()
