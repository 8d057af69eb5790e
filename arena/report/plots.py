"""Plots of an experiment as SVG: how the days are spread, what promises cost, what fairness costs.

Drawn without a screen. The same results give the same bytes; nothing in a file points anywhere: letters are
drawn as shapes, so a plot looks the same in every reader. Colours are those of Okabe and Ito (2008), which
people with any common colour blindness can tell apart; markers tell the rules apart without colour.
"""

from collections.abc import Callable
from io import BytesIO
from math import isfinite, isnan
from typing import Any, Final

import matplotlib.style as drawing_style
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from arena.report.columns import ACCEPT_P50, EARNINGS, KM, LATE_MIN, PROMISES, Column
from arena.report.sheet import Sheet, families
from arena.results import Results
from arena.statistics.paired import Estimate, estimate

COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8A6D3B")
MARKERS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
SPREAD_OF: Final = (KM, ACCEPT_P50, LATE_MIN)
GOLDEN: Final = 0.6180339887498949
PANEL_IN: Final = 2.5
STYLE: Final[dict[str, Any]] = {
    "svg.hashsalt": "callout-arena",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a94a0",
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e3e7ec",
    "grid.linewidth": 0.8,
    "text.color": "#16202c",
    "axes.labelcolor": "#16202c",
    "xtick.color": "#46535f",
    "ytick.color": "#46535f",
    "figure.facecolor": "white",
}


def plots(results: Results) -> dict[str, bytes]:
    """SVG by file name. Raises ValueError when there is no rule or no regime."""
    if not results.rules or not results.regimes:
        raise ValueError("nothing to plot without a rule and a regime")
    sheet = Sheet(results)
    drawings: dict[str, Callable[[Sheet], Figure]] = {
        "distributions.svg": _distributions,
        "stability.svg": lambda one: _against_km(one, PROMISES, "promises changed per 100 placed orders"),
        "fairness.svg": lambda one: _against_km(one, EARNINGS, "spread of earnings per on-duty hour, %"),
    }
    with drawing_style.context(["default", STYLE]):  # whatever this machine's own settings are
        return {name: _svg(draw(sheet)) for name, draw in drawings.items()}


def _distributions(sheet: Sheet) -> Figure:
    """A row of panels for each measure, a column for each regime: a box and every day as a dot."""
    rules, regimes = sheet.results.rules, sheet.results.regimes
    figure = Figure(
        figsize=(1.6 + PANEL_IN * len(regimes), len(SPREAD_OF) * (0.9 + 0.3 * len(rules))),
        layout="constrained",
    )
    axes = figure.subplots(len(SPREAD_OF), len(regimes), squeeze=False, sharey=True, sharex="row")
    for row, column in enumerate(SPREAD_OF):
        for at, regime in enumerate(regimes):
            _spread(axes[row][at], sheet, regime, column)
            axes[row][at].set_title(f"{regime}" if row == 0 else "")
    return figure


def _spread(axes: Axes, sheet: Sheet, regime: str, column: Column) -> None:
    rules = sheet.results.rules
    styles = _styles(rules)
    for place, rule in enumerate(rules):
        values = [value for value in sheet.values(rule, regime, column) if not isnan(value)]
        if not values:
            continue
        colour = styles[rule][0]
        axes.boxplot(
            [values], positions=[place], orientation="horizontal", widths=0.62, showfliers=False,
            patch_artist=True, boxprops={"facecolor": f"{colour}33", "edgecolor": colour},
            medianprops={"color": colour, "linewidth": 2}, whiskerprops={"color": colour},
            capprops={"color": colour}, manage_ticks=False,
        )  # fmt: skip
        shaken = [place + 0.44 * ((at * GOLDEN) % 1 - 0.5) for at in range(len(values))]
        axes.plot(values, shaken, ".", color=colour, alpha=0.65, markersize=4, markeredgewidth=0)
    axes.set_yticks(range(len(rules)), rules)
    axes.set_ylim(len(rules) - 0.4, -0.6)
    axes.grid(axis="y", visible=False)
    axes.set_xlabel(f"{_long_name(column)}, {column.unit}")


def _long_name(column: Column) -> str:
    names = {KM.field: "road per order", ACCEPT_P50.field: "half accepted within", LATE_MIN.field: "late by"}
    return names.get(column.field, column.title)


def _against_km(sheet: Sheet, column: Column, label: str) -> Figure:
    """A panel for each regime: a point a rule with both intervals, a line through one rule's prices."""
    regimes = sheet.results.regimes
    across = min(len(regimes), 2)
    down = -(-len(regimes) // across)
    figure = Figure(figsize=(4.6 * across, 3.3 * down + 0.7), layout="constrained")
    axes = figure.subplots(down, across, squeeze=False).ravel()
    for panel, regime in zip(axes, regimes, strict=False):
        _points(panel, sheet, regime, column)
        panel.set_title(regime)
        panel.set_xlabel(label)
        panel.set_ylabel("km per order")
    for empty in axes[len(regimes) :]:
        empty.set_visible(False)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower center", ncols=min(len(names), 4), frameon=False)
    return figure


def _points(axes: Axes, sheet: Sheet, regime: str, column: Column) -> None:
    styles = _styles(sheet.results.rules)
    for members in families(sheet.results.rules).values():
        xs, ys = [], []
        for rule in members:
            x, y = (estimate(sheet.values(rule, regime, one)) for one in (column, KM))
            xs.append(x.mean)
            ys.append(y.mean)
            colour, marker = styles[rule]
            axes.errorbar(
                [x.mean], [y.mean], xerr=_reach(x), yerr=_reach(y), color=colour, marker=marker,
                markersize=7, linewidth=0, elinewidth=1.2, markeredgecolor="white", markeredgewidth=0.6,
                label=rule, zorder=3,
            )  # fmt: skip
        if len(members) > 1:
            axes.plot(xs, ys, "-", color=styles[members[0]][0], linewidth=1.5, alpha=0.7, zorder=2)
    axes.margins(0.12)


def _reach(one: Estimate) -> float:
    return one.half_width if isfinite(one.half_width) else 0.0


def _styles(rules: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Colour and marker of each rule; the prices of one rule share its colour."""
    found = {}
    for at, members in enumerate(families(rules).values()):
        for price, rule in enumerate(members):
            found[rule] = (COLOURS[at % len(COLOURS)], MARKERS[(at + price) % len(MARKERS)])
    return found


def _svg(figure: Figure) -> bytes:
    """Without a date, without metadata, and without the address of a document type."""
    FigureCanvasSVG(figure)
    drawn = BytesIO()
    figure.savefig(
        drawn, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
    )
    text = drawn.getvalue().decode()
    return ('<?xml version="1.0" encoding="utf-8" standalone="no"?>\n' + text[text.index("<svg") :]).encode()
