"""The results of an experiment in words: for each regime the rules' means, then their paired differences."""

from dataclasses import dataclass
from math import isnan
from textwrap import fill
from typing import Final

from arena.report.cells import NOTHING, difference_cell, mean_cell
from arena.report.columns import COLUMNS, FOR_HOMEOWNERS, FOR_WORKERS, LEGEND, Column
from arena.report.fouls import fouls_told
from arena.report.grid import Grid, as_markdown, as_text, fitted
from arena.report.sheet import Sheet, overall_digest
from arena.results import DayResult, Results
from arena.statistics.foresight import surprise
from arena.statistics.paired import difference, estimate

LINE: Final = 120


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, and tables (which may be cut to fit)."""

    heading: str
    sentences: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()


def text_table(results: Results, reference: str | None = None) -> str:
    """For a terminal of 160 columns. `reference` is the first rule unless named; ValueError when unknown."""
    drawn = []
    for section in sections(results, reference):
        drawn += [section.heading, "=" * len(section.heading)]
        drawn += [f"{fill(sentence, LINE, break_on_hyphens=False)}\n" for sentence in section.sentences]
        drawn += [f"{as_text(part)}\n" for grid in section.grids for part in fitted(grid)]
    return "\n".join(drawn).rstrip() + "\n"


def markdown_table(results: Results, reference: str | None = None, level: int = 2) -> str:
    """The same as Markdown, with headings of `level` and below."""
    drawn = []
    for at, section in enumerate(sections(results, reference)):
        drawn.append(f"{'#' * (level + (at > 0))} {section.heading}\n")
        drawn += [f"{fill(sentence, LINE, break_on_hyphens=False)}\n" for sentence in section.sentences]
        drawn += [f"{as_markdown(part)}\n" for grid in section.grids for part in fitted(grid)]
    return "\n".join(drawn).rstrip() + "\n"


def sections(results: Results, reference: str | None = None) -> list[Section]:
    """Raises ValueError when `reference` is not one of the rules, or when there is no rule."""
    if not results.rules:
        raise ValueError("there are no results without a rule")
    against = results.rules[0] if reference is None else reference
    if against not in results.rules:
        raise ValueError(f"{against} is not one of {', '.join(results.rules)}")
    sheet = Sheet(results)
    found = [_opening(results, against)]
    for regime in results.regimes:
        found += [_means(sheet, regime), _differences(sheet, regime, against)]
    return [*found, _closing(sheet)]


def _opening(results: Results, against: str) -> Section:
    seeds = results.seeds
    days = f"{len(results.days)} days: {len(results.rules)} rules x {len(results.regimes)} regimes"
    which = f"seeds {seeds[0]} to {seeds[-1]}" if len(seeds) > 3 else f"seeds {', '.join(map(str, seeds))}"
    played = f"{days} x {len(seeds)} seeds ({which}), the same days for every rule."
    compared = (
        f"Differences are taken day by day against {against}, as mean [95 % interval]: % of {against}'s mean,"
        " pp points of a share, else the measure's own unit; none where the interval holds zero. An interval"
        " stands for itself: of twenty true nones about one shows a difference by chance."
    )
    return Section(f"Rules of dispatch in {results.city}", (played, *results.notes, LEGEND, compared))


def _means(sheet: Sheet, regime: str) -> Section:
    services = _grid(sheet, regime, FOR_HOMEOWNERS, ("days", "fouls"))
    costs = _grid(sheet, regime, FOR_WORKERS, ())
    return Section(f"Regime {regime}", _left_out(sheet, regime), (services, costs))


def _grid(sheet: Sheet, regime: str, columns: tuple[Column, ...], counts: tuple[str, ...]) -> Grid:
    rows = []
    for rule in sheet.results.rules:
        cells = (mean_cell(estimate(sheet.values(rule, regime, c)), c.decimals) for c in columns)
        counted = (str(len(sheet.days(rule, regime))), str(len(sheet.fouls(rule, regime))))
        rows.append((rule, *cells, *counted[: len(counts)]))
    return Grid(("rule", *(column.head for column in columns), *counts), tuple(rows))


def _left_out(sheet: Sheet, regime: str) -> tuple[str, ...]:
    found = []
    for column in COLUMNS:
        counts = (
            (rule, estimate(sheet.values(rule, regime, column)).left_out) for rule in sheet.results.rules
        )
        said = ", ".join(f"{rule} {count}" for rule, count in counts if count)
        found += [f"{column.title}: {said}"] if said else []
    return (f"Days that say nothing of a measure, left out of it: {'; '.join(found)}.",) if found else ()


def _differences(sheet: Sheet, regime: str, against: str) -> Section:
    others = tuple(rule for rule in sheet.results.rules if rule != against)
    if not others:
        return Section(f"Regime {regime}: nothing to compare {against} with")
    rows = []
    for column in COLUMNS:
        base = sheet.values(against, regime, column)
        pairs = (difference(sheet.values(rule, regime, column), base) for rule in others)
        rows.append((column.name, *(difference_cell(pair, column) for pair in pairs)))
    return Section(
        f"Regime {regime}: differences to {against}", (), (Grid(("measure", *others), tuple(rows)),)
    )


def _closing(sheet: Sheet) -> Section:
    results = sheet.results
    again = (
        f"The same seeds give the same event logs: the digest of all {len(results.days)} is"
        f" {overall_digest(results)}; each day's own is in days.csv."
    )
    tallied = ((r, surprise(day.tallied for day in results.days if day.rule == r)) for r in results.rules)
    told = ", ".join(f"{rule} {NOTHING if isnan(z) else f'{z:+.1f}'}" for rule, z in tallied)
    chances = (
        "Declines met against the chances that the arena drew them by, in standard deviations; a rule that"
        f" foresees answers falls far below zero: {told}."
    )
    rows = tuple((rule, *(_cpu(sheet.days(rule, one)) for one in results.regimes)) for rule in results.rules)
    cost = Grid(("CPU s/day (in the rule)", *results.regimes), rows)
    return Section("Reproducibility, fouls, cost", (again, *fouls_told(sheet), chances), (cost,))


def _cpu(days: tuple[DayResult, ...]) -> str:
    if not days:
        return NOTHING
    whole, part = sum(day.cpu_s for day in days), sum(day.rule_s for day in days)
    return f"{whole / len(days):.2f} ({part / len(days):.2f})"
