"""The folder of a report."""

import re
from pathlib import Path

from arena.report.data import bounded, day_from_json, results_from_json
from arena.report.write import write_report
from tests.arena.making import made_day
from tests.arena.scoring import made_results

RESULTS = made_results(("nearest", "matcher"), ("ample",), 4)
DAY = made_day(orders=30, workers=4)


def test_a_report_is_a_folder_whose_page_links_to_what_lies_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "report"
    written = write_report(RESULTS, DAY, folder)
    assert sorted(str(path.relative_to(folder)) for path in written) == [
        "days.csv", "index.html", "plots/distributions.svg", "plots/fairness.svg", "plots/stability.svg",
        "replay.html", "replay.json", "results.json", "table.md", "table.txt",
    ]  # fmt: skip
    page = (folder / "index.html").read_text()
    links = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert sorted(links) == sorted({str(path.relative_to(folder)) for path in written} - {"index.html"})
    assert "{{" not in page
    assert repr(results_from_json(bounded(folder / "results.json"))) == repr(RESULTS)
    assert day_from_json(bounded(folder / "replay.json")) == DAY


def test_a_report_without_a_replay_links_to_none_and_twice_is_the_same(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_report(RESULTS, None, tmp_path, "matcher")}
    again = {path.name: path.read_bytes() for path in write_report(RESULTS, None, tmp_path, "matcher")}
    assert first == again
    assert b"replay" not in first["index.html"]
    assert b"differences to matcher" in first["index.html"]


def test_names_cannot_bring_markup_into_the_page(tmp_path: Path) -> None:
    evil = made_results(("<img src=x>", "b"), ("<b>",), 2)
    write_report(evil, None, tmp_path)
    page = (tmp_path / "index.html").read_text()
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;" in page
