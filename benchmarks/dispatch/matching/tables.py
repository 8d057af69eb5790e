"""The table of markets: seconds, ratios to ours, memory."""

from collections.abc import Sequence
from statistics import median

from benchmarks.dispatch.matching.one import TICK, URGENT, Timed
from benchmarks.dispatch.planning.tables import table


def of_markets(runs: Sequence[Timed]) -> str:
    """One line a case and contender; lists go by seed. All exact answers of a seed must cost the same."""
    check_costs(runs)
    lines = []
    for case in dict.fromkeys(run.case for run in runs):
        for contender in dict.fromkeys(run.contender for run in runs if run.case == case):
            mine = [run for run in runs if run.case == case and run.contender == contender]
            lines.append(_line(case, contender, mine, [run for run in runs if run.case == case]))
    header = ["market", "", "seconds by seed", "solver alone", "times ours", "times the tick", "pairs"]
    return table([*header, "first call s", "idle MiB", "peak MiB"], lines)


def _line(case: str, contender: str, mine: Sequence[Timed], all_: Sequence[Timed]) -> list[object]:
    return [
        case,
        contender,
        ", ".join(f"{run.total_s:.3f}" for run in mine),
        ", ".join(f"{run.solve_s:.3f}" for run in mine),
        _ratio(mine, [run for run in all_ if run.contender == "ours"]),
        _ratio(mine, [run for run in all_ if run.contender == TICK]),
        f"{median(run.pairs for run in mine):,.0f}",
        f"{median(run.first_s for run in mine):.2f}",
        max(run.idle_mib for run in mine),
        max(run.peak_mib for run in mine),
    ]


def _ratio(mine: Sequence[Timed], base: Sequence[Timed]) -> str:
    by_seed = {run.seed: run.total_s for run in base}
    return ", ".join(f"{run.total_s / by_seed[run.seed]:.1f}" for run in mine if run.seed in by_seed)


def check_costs(runs: Sequence[Timed]) -> None:
    """Everybody is exact: a difference is an error, not a result."""
    for run in runs:
        exact = {one.cost for one in _of(runs, run) if one.contender not in (TICK, URGENT)}
        assert len(exact) <= 1, (run.case, run.seed, exact)


def _of(runs: Sequence[Timed], like: Timed) -> list[Timed]:
    return [run for run in runs if (run.case, run.seed) == (like.case, like.seed)]
