"""The table in words, and its cells."""

from dataclasses import replace
from math import inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena.report.cells import difference_cell, mean_cell
from arena.report.columns import COLUMNS, KM, LATE_MIN, SERVED, Column
from arena.report.grid import WIDEST, Grid, as_markdown, as_text, fitted
from arena.report.sheet import Sheet, families, overall_digest
from arena.report.table import markdown_table, text_table
from arena.results import Measures, Results
from arena.statistics.paired import Estimate, difference
from tests.arena.scoring import made_results

RESULTS = made_results(seeds=8)
WORD = st.text(alphabet="abc ", min_size=1, max_size=60)


def _row(text: str, after: str, name: str) -> str:
    """The first line after a heading that begins with a name."""
    lines = text[text.index(after) :].splitlines()
    return next(line for line in lines if line.startswith(name))


def test_a_planted_difference_is_told_as_a_share_with_its_interval() -> None:
    cell = _row(text_table(RESULTS), "Regime scarce: differences", "km/order").split("   ")
    told = next(part.strip() for part in cell if "-2" in part)  # insertion, 28 % less than nearest
    share, interval = told.split(" % ")
    low, high = (float(end) for end in interval.strip("[]").split(", "))
    assert low < float(share) < high < 0
    assert low < (2.3 / 3.2 - 1) * 100 < high


def test_where_the_interval_holds_zero_the_table_says_none() -> None:
    assert difference_cell(difference([1.0, 2.0, 3.0], [2.0, 2.0, 2.0]), KM) == "none"
    for column in ("placed", "idle"):
        row = _row(text_table(RESULTS), "Regime storm: differences", column)
        assert set(row.split()[1:]) == {"none"}


@pytest.mark.parametrize(
    ("rule", "reference", "column", "cell"),
    [
        ([2.0, 2.2, 2.1], [4.0, 4.2, 4.1], KM, "-48.8 % [-48.8, -48.8]"),
        ([90.0, 91.0], [80.0, 81.0], SERVED, "+10.0 pp [+10.0, +10.0]"),
        ([5.0, 6.0], [4.0, 5.0], LATE_MIN, "+1.0 min [+1.0, +1.0]"),
        ([5.0, 6.0, nan], [4.0, 5.0, 1.0], LATE_MIN, "+1.0 min [+1.0, +1.0] n=2"),
        ([0.001, 0.002], [0.0, 0.001], KM, "+200.0 % [+200.0, +200.0]"),
        ([3.0, 3.0], [0.0, 0.0], KM, "+3.00 km [+3.00, +3.00]"),
        ([80.004, 80.004], [80.0, 80.0], SERVED, "+0.004 pp [+0.004, +0.004]"),
        ([nan, nan], [1.0, 1.0], LATE_MIN, "–"),
    ],
)
def test_a_difference_reads_as_its_measure_asks(
    rule: list[float], reference: list[float], column: Column, cell: str
) -> None:
    assert difference_cell(difference(rule, reference), column) == cell


def test_a_mean_without_an_interval_stands_alone_and_no_mean_is_a_dash() -> None:
    assert mean_cell(Estimate(2.236, 2.2, 2.272, 9, 0), 2) == "2.24 ±0.04"
    assert mean_cell(Estimate(2.236, -inf, inf, 1, 0), 2) == "2.24"
    assert mean_cell(Estimate(nan, -inf, inf, 0, 3), 2) == "–"


def test_every_measure_has_a_column_and_every_column_a_measure() -> None:
    names = [column.field for column in COLUMNS]
    assert sorted(names) == sorted(set(Measures.__dataclass_fields__) - {"wishes"})


def test_no_line_is_wider_than_a_terminal_however_long_the_names_are() -> None:
    rules = tuple(f"insertion_with_relocation@{price}" for price in range(9))
    wide = made_results(rules, ("balanced",), 3)
    for text in (text_table(wide), markdown_table(wide), text_table(RESULTS), markdown_table(RESULTS)):
        assert max(map(len, text.splitlines())) <= WIDEST


def test_the_reference_is_the_first_rule_unless_another_is_named() -> None:
    assert "differences to nearest" in text_table(RESULTS)
    assert "differences to matcher" in text_table(RESULTS, "matcher")
    with pytest.raises(ValueError, match="oracle"):
        text_table(RESULTS, "oracle")


def test_days_without_a_value_are_counted_and_told() -> None:
    assert "late by: nearest 2" in " ".join(text_table(RESULTS).split())


def test_fouls_are_told_by_rule_and_kind_or_that_there_were_none() -> None:
    assert "The referee whistled no foul." in text_table(RESULTS)
    first, *rest = RESULTS.days
    caught = replace(first, fouls=("moved a departed visit", "moved a departed visit", "overlap"))
    text = text_table(replace(RESULTS, days=(caught, *rest)))
    assert "Fouls of nearest in ample: moved a departed visit (2); overlap (1)." in text
    assert "no foul" not in text


def test_a_rule_that_meets_too_few_declines_stands_out() -> None:
    days = tuple(replace(d, tallied=(-4.0, 12.5)) if d.rule == "hall" else d for d in RESULTS.days)
    text = " ".join(text_table(replace(RESULTS, days=days)).split())
    assert "nearest +0.4, " in text
    assert "hall -6.4." in text


def test_one_rule_alone_and_missing_days_still_make_a_table() -> None:
    alone = made_results(("nearest",), ("ample",), 1)
    assert "nothing to compare nearest with" in text_table(alone)
    assert "–" in text_table(replace(alone, days=()))


def test_results_without_a_rule_are_refused() -> None:
    with pytest.raises(ValueError, match="rule"):
        text_table(Results("la_serena", (), (), (), ()))


def test_the_digest_depends_on_every_day_and_not_on_their_order() -> None:
    first, *rest = RESULTS.days
    assert overall_digest(replace(RESULTS, days=(*rest, first))) == overall_digest(RESULTS)
    assert overall_digest(replace(RESULTS, days=(replace(first, digest="x"), *rest))) != overall_digest(
        RESULTS
    )
    assert overall_digest(RESULTS) in text_table(RESULTS)


def test_prices_of_one_rule_are_one_family_in_the_order_of_the_price() -> None:
    found = families(("near", "move@900", "move@30", "move", "move@later"))
    assert found == {"near": ("near",), "move": ("move", "move@later", "move@30", "move@900")}


def test_values_are_scaled_and_missing_days_are_nan() -> None:
    sheet = Sheet(replace(RESULTS, days=RESULTS.days[1:]))
    first, second, *_ = sheet.values("nearest", "ample", SERVED)
    assert isnan(first)
    assert second == pytest.approx(97.0)


@given(st.lists(WORD, min_size=1, max_size=9), st.integers(20, 200))
def test_a_table_that_is_cut_keeps_every_column_once_and_its_first_in_each_part(
    words: list[str], widest: int
) -> None:
    grid = Grid(("rule", *words), (("nearest", *words),))
    parts = fitted(grid, widest)
    assert [word for part in parts for word in part.head[1:]] == words
    assert all(part.head[0] == "rule" and part.rows[0][0] == "nearest" for part in parts)
    for part in parts:
        lines = as_markdown(part).splitlines()
        assert len({len(line) for line in lines}) == 1
        assert len(lines[0]) <= widest or len(part.head) == 2
        assert len(as_text(part).splitlines()) == 3


def test_a_row_that_is_not_as_long_as_the_head_is_refused() -> None:
    with pytest.raises(ValueError):
        Grid(("rule", "km"), (("nearest",),))
