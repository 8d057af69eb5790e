"""What is written reads back the same; what is broken is named."""

import csv
from dataclasses import replace
from io import StringIO
from math import inf, isnan, nan
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arena.report.data import (
    ArenaFileBroken,
    bounded,
    day_from_json,
    day_json,
    days_csv,
    results_from_json,
    results_json,
)
from arena.results import DayResult, Measures, Results
from tests.arena.making import made_day
from tests.arena.scoring import made_results

RESULTS = made_results(("nearest", "hall"), ("ample", "storm"), 4)
NUMBER = st.one_of(st.just(nan), st.floats(allow_nan=False, allow_infinity=False))
MEASURES = st.builds(
    Measures, st.integers(0, 999), st.integers(0, 999),
    **dict.fromkeys(list(Measures.__dataclass_fields__)[2:], NUMBER),
)  # fmt: skip
DAYS = st.builds(
    DayResult, st.just("nearest"), st.just("ample"), st.just(1), st.text(max_size=9), MEASURES,
    st.lists(st.text(max_size=9), max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=40)
@given(DAYS)
def test_results_read_back_to_the_last_bit_with_nan_as_null(day: DayResult) -> None:
    results = Results("la_serena", ("nearest",), ("ample",), (1,), (day,))
    body = results_json(results)
    assert b"NaN" not in body
    assert repr(results_from_json(body)) == repr(results)  # nan is not equal to itself, its repr is


def test_a_day_reads_back_the_same() -> None:
    record = made_day(orders=40, workers=6)
    assert day_from_json(day_json(record)) == record


def test_a_line_a_day_stands_in_the_csv() -> None:
    first, *rest = RESULTS.days
    fouled = replace(first, fouls=('moved "it"', "twice, at that"))
    head, line, *lines = csv.reader(StringIO(days_csv(replace(RESULTS, days=(fouled, *rest)))))
    assert len(lines) + 1 == len(RESULTS.days)
    row = dict(zip(head, line, strict=True))
    assert (row["rule"], row["seed"], row["fouls"]) == ("nearest", "1", 'moved "it"; twice, at that')
    assert float(row["km_per_order"]) == first.measures.km_per_order
    silent = next(day for day in RESULTS.days if isnan(day.measures.late_min))
    at = RESULTS.days.index(silent)
    assert [line, *lines][at][head.index("late_min")] == ""


def test_an_infinite_measure_is_not_written_as_if_it_were_unknown() -> None:
    first, *rest = RESULTS.days
    endless = replace(first, measures=replace(first.measures, late_min=inf))
    with pytest.raises(ValueError, match="infinite"):
        results_json(replace(RESULTS, days=(endless, *rest)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"version":1', b'"version":2', "version 2"),
        (b"callout-arena-results", b"callout-arena-day", "callout-arena-day"),
        (b'"seed":1', b'"seed":"one"', "days"),
        (b'"seed":2', b'"seed":1', "twice"),
        (b'"rule":"hall"', b'"rule":"oracle"', "oracle"),
        (b'"wishes":300', b'"wishes":null', "wishes"),
        (b'"measures":{', b'"measures":[{', "not a readable file"),
        (b"{", b"", "not a readable file"),
        (b"nearest", b"\xff", "not a readable file"),
    ],
)
def test_a_broken_file_of_results_is_named_for_what_is_wrong(old: bytes, new: bytes, said: str) -> None:
    body = results_json(RESULTS)
    assert old in body
    with pytest.raises(ArenaFileBroken, match=said):
        results_from_json(body.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"lon":-71.', b'"lon":-271.', "not a readable file"),
        (b'"outcome":"served"', b'"outcome":"lovely"', "lovely"),
        (b'"order":', b'"order":9', "not there"),
        (b'"number":1,', b'"number":0,', "twice"),
        (b'"worker":2', b'"worker":77', "not there"),
    ],
)
def test_a_day_that_contradicts_itself_is_named_for_what_is_wrong(old: bytes, new: bytes, said: str) -> None:
    body = day_json(made_day(orders=40, workers=6))
    assert old in body
    with pytest.raises(ArenaFileBroken, match=said):
        day_from_json(body.replace(old, new))


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b"[" * 200_000, b'{"format":1}'])
def test_what_is_no_file_of_ours_is_refused(body: bytes) -> None:
    for read in (results_from_json, day_from_json):
        with pytest.raises(ArenaFileBroken):
            read(body)


def test_a_file_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    with pytest.raises(ArenaFileBroken, match=r"results\.json cannot be read"):
        bounded(path)
    path.write_bytes(b"12345")
    assert bounded(path, 5) == b"12345"
    with pytest.raises(ArenaFileBroken, match="larger than 4 bytes"):
        bounded(path, 4)
