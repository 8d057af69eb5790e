"""A report as a folder: tables, data, plots, a replay, and a page that ties them together."""

from collections.abc import Iterator
from pathlib import Path

from adapters.geo.fixture import City
from arena.records import DayRecord
from arena.report.data import day_json, days_csv, results_json
from arena.report.index import index_page
from arena.report.plots import plots
from arena.report.replay.build import replay_page
from arena.report.table import markdown_table, sections, text_table
from arena.results import Results


def write_report(
    results: Results,
    replay: DayRecord | None,
    folder: Path,
    reference: str | None = None,
    city: City | None = None,
) -> tuple[Path, ...]:
    """Writes into `folder` (made when missing; files of the same names are replaced) and says which files.

    Differences are taken against `reference`, the first rule unless named; `city` has the streets of one that
    does not come with the product. The same arguments give the same
    bytes. Raises ValueError for results without a rule or a regime and for an unknown reference, OSError
    when the folder cannot be written.
    """
    drawn = plots(results)
    files = dict(_files(results, replay, reference, city))
    page = index_page(sections(results, reference), drawn, files)
    images = {f"plots/{name}": body for name, body in drawn.items()}
    (folder / "plots").mkdir(parents=True, exist_ok=True)
    written = []
    for name, body in {**files, **images, "index.html": page.encode()}.items():
        (folder / name).write_bytes(body)
        written.append(folder / name)
    return tuple(written)


def _files(
    results: Results, replay: DayRecord | None, reference: str | None, city: City | None
) -> Iterator[tuple[str, bytes]]:
    yield "table.txt", text_table(results, reference).encode()
    yield "table.md", markdown_table(results, reference).encode()
    yield "results.json", results_json(results)
    yield "days.csv", days_csv(results).encode()
    if replay is not None:
        yield "replay.html", replay_page(replay, city).encode()
        yield "replay.json", day_json(replay)
