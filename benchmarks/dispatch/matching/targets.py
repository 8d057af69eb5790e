"""What was asked for, and what was measured: one line a piece of work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.dispatch.matching.one import TICK, URGENT, Timed
from benchmarks.dispatch.planning.tables import table

PEERS_OF: Final = ("OR-Tools flow", "scipy dense", "scipy sparse")


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio to the fastest peer that must be reached, or without `against` seconds that must not be passed.

    `whom` answers, `floor` and `aim` are what is asked for, `shown` says how a figure is written.
    """

    work: str
    case: str
    whom: str
    floor: float
    aim: float
    shown: str
    is_ratio: bool = True


TARGETS: Final = (
    Target("match, end to end, certified", "20k ample", "ours", 6, 12, "{:.1f}x"),
    Target("match", "5k scarce", "ours", 1, 3, "{:.1f}x"),
    Target("match", "20k scarce", "ours", 1, 3, "{:.1f}x"),
    Target("match, certified, under 1 GiB", "100k x 50k", "ours", 5, 12, "{:.1f}x"),
    Target("1 % tick against the peer's fresh start", "20k ample", TICK, 20, 100, "1/{:.0f}"),
    Target("1 % tick against the peer's fresh start", "20k scarce", TICK, 12, 20, "1/{:.1f}"),
    Target("match 2,000 x 500 with timelines", "day, 12 skills", "ours", 2.0, 0.5, "{:.2f} s", False),
    Target("match 2,000 x 500 with timelines", "day, 4 skills", "ours", 2.0, 0.5, "{:.2f} s", False),
    Target("one urgent visit, p99", "day, 12 skills", URGENT, 0.2, 0.05, "{:.3f} s", False),
    Target("one urgent visit, p99", "day, 4 skills", URGENT, 0.2, 0.05, "{:.3f} s", False),
)


def against_targets(runs: Sequence[Timed]) -> str:
    """Figures by seed, and what their median comes to. Only work that was run is listed."""
    rows = []
    for target in TARGETS:
        found = figures(target, runs)
        if found:
            write = target.shown.format
            lines = [write(target.floor), write(target.aim)]
            rows.append(
                [target.work, target.case, *lines, ", ".join(map(write, found)), verdict(target, found)]
            )
    return table(["work", "", "floor", "aim", "measured by seed", "median"], rows)


def figures(target: Target, runs: Sequence[Timed]) -> list[float]:
    """Of each seed: how many times as long the fastest peer takes, or the seconds themselves."""
    of_case = [run for run in runs if run.case == target.case]
    mine = [run for run in of_case if run.contender == target.whom]
    if not target.is_ratio:
        return [run.total_s for run in mine]
    found = []
    for run in mine:
        peers = [one.total_s for one in of_case if one.seed == run.seed and one.contender in PEERS_OF]
        found += [min(peers) / run.total_s] if peers else []
    return found


def verdict(target: Target, found: Sequence[float]) -> str:
    reached: Callable[[float], bool] = (
        (lambda line: median(found) >= line) if target.is_ratio else (lambda line: median(found) <= line)
    )
    if reached(target.aim):
        return "aim reached"
    return "floor reached, **aim missed**" if reached(target.floor) else "**floor missed**"
