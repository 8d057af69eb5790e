"""Tables for the page of benchmarks."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median

from benchmarks.dispatch.planning.drop_outs import PEER, DropOut
from benchmarks.dispatch.planning.measure import Footprint, Run

HOUR_S = 3600


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|---" + "|--:" * (len(header) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def of_days(runs: Sequence[Run]) -> str:
    """Served and travel by size, and the ratio of travel where both served the same number."""
    rows = []
    for case in dict.fromkeys(run.case for run in runs):
        for name in dict.fromkeys(run.contender for run in runs if run.case == case):
            mine = [run for run in runs if run.case == case and run.contender == name]
            rows.append(
                [
                    case,
                    name,
                    ", ".join(str(run.served) for run in mine),
                    f"{fmean(run.travel for run in mine) / HOUR_S:.1f}",
                    _ratios(runs, case, name),
                    f"{fmean(run.wall_s / run.limit_s for run in mine):.2f}",
                    sum(run.violations for run in mine),
                ]
            )
    header = ["visits", "", "served by seed", "mean travel h", "ours / it", "wall / limit", "violations"]
    return table(header, rows)


def _ratios(runs: Sequence[Run], case: str, name: str) -> str:
    by = {(run.contender, run.seed): run for run in runs if run.case == case}
    pairs = [(by["ours", seed], run) for (who, seed), run in by.items() if who == name]
    same = sorted(ours.travel / other.travel for ours, other in pairs if ours.served == other.served)
    more = sum(ours.served > other.served for ours, other in pairs)
    less = sum(ours.served < other.served for ours, other in pairs)
    if name == "ours":
        return ""
    ratio = f"{median(same):.2f} ({same[0]:.2f}-{same[-1]:.2f})" if same else "-"
    return f"{ratio}; served more {more}, fewer {less}"


def of_public(runs: Sequence[Run], best: Mapping[str, float], scale: int) -> str:
    """Gap over the value stored, in percent, the mean over the seeds."""
    names = list(
        dict.fromkeys(run.contender for run in sorted(runs, key=lambda run: run.contender != "ours"))
    )
    gaps: dict[str, list[float]] = {name: [] for name in names}
    rows: list[list[object]] = []
    for case in dict.fromkeys(run.case for run in runs):
        row: list[object] = [case, best[case]]
        for name in names:
            mine = [run for run in runs if run.case == case and run.contender == name]
            gap = 100 * (fmean(run.travel + _lost(run, scale) for run in mine) / scale / best[case] - 1)
            gaps[name].append(gap)
            row.append(f"{gap:.2f}" + ("" if all(_is_whole(run, scale) for run in mine) else " *"))
        rows.append(row)
    rows.append(["mean", "", *(f"{fmean(gaps[name]):.2f}" for name in names)])
    rows.append(["median", "", *(f"{median(gaps[name]):.2f}" for name in names)])
    return table(["instance", "value", *(f"{name} %" for name in names)], rows)


def _lost(run: Run, scale: int) -> int:
    """Prizes count as cost where the problem says so; in the others none may be lost."""
    return run.lost if scale == 1 else 0


def _is_whole(run: Run, scale: int) -> bool:
    return not run.violations and (scale == 1 or not run.lost)


def of_drop_outs(runs: Sequence[DropOut]) -> str:
    """Promises moved and their share of the peer's; a bound has no travel."""
    rows = []
    for visits in dict.fromkeys(run.visits for run in runs):
        day = [run for run in runs if run.visits == visits]
        peer = sum(run.moved for run in day if run.contender == PEER)
        for name in dict.fromkeys(run.contender for run in day):
            mine = [run for run in day if run.contender == name]
            is_bound = not any(run.wall_s for run in mine)
            rows.append(
                [
                    visits,
                    name,
                    ", ".join(str(run.moved) for run in mine),
                    f"{sum(run.moved for run in mine) / max(1, peer):.3f}",
                    ", ".join(str(run.served) for run in mine),
                    "" if is_bound else f"{fmean(run.travel for run in mine) / HOUR_S:.1f}",
                    "" if is_bound else f"{fmean(run.wall_s for run in mine):.1f}",
                    "" if is_bound else f"{fmean(run.cpu_s for run in mine):.1f}",
                    "" if is_bound else sum(run.violations for run in mine),
                ]
            )
    header = ["visits", "", "promises moved", "share", "served", "travel h", "wall s", "CPU s", "violations"]
    return table(header, rows)


def of_footprints(marks: Sequence[Footprint]) -> str:
    rows = [
        [one.visits, one.contender, f"{one.process_s:.1f}", f"{one.warm_up_s:.1f}", one.peak_mib]
        for one in marks
    ]
    return table(["visits", "", "process s", "of it warming up s", "peak MiB"], rows)


def write_section(page: Path, name: str, text: str) -> None:
    """Put a text between the markers of a section, which are made at the end of the page if missing."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    known = page.read_text()
    if begin not in known:
        known = f"{known.rstrip()}\n\n{begin}\n{end}\n"
    head, rest = known.split(begin)
    page.write_text(f"{head}{begin}\n{text.strip()}\n{end}{rest.split(end)[1]}")
