"""Seconds of each contender as bars on a logarithmic axis."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median

import matplotlib as mpl

from benchmarks.dispatch.matching.one import TICK, URGENT, Timed

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "matching"


def draw(runs: Sequence[Timed], page: Path) -> str:
    """Write the picture beside the page; its name."""
    from matplotlib import pyplot

    names = list(dict.fromkeys((run.case, run.contender) for run in runs))
    seconds = [median(run.total_s for run in runs if (run.case, run.contender) == name) for name in names]
    figure, axes = pyplot.subplots(figsize=(8, 0.3 * len(names) + 1))
    colours = ["tab:blue" if name[1] in ("ours", TICK, URGENT) else "tab:gray" for name in names]
    axes.barh([f"{case}: {who}" for case, who in names][::-1], seconds[::-1], color=colours[::-1])
    axes.set_xscale("log")
    axes.set_xlabel("seconds to a proven optimum, median of the seeds")
    figure.tight_layout()
    figure.savefig(page.with_name("matching.svg"), metadata={"Date": None})
    pyplot.close(figure)
    return "matching.svg"
