"""The page that ties the report together: plots, tables, and links to the files beside it."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from arena.report.cells import NONE
from arena.report.grid import Grid
from arena.report.table import Section

PAGE: Final = Path(__file__).parent / "page"
HOLE: Final = re.compile(r"\{\{(\w+)\}\}")
CAPTIONS: Final = {
    "distributions.svg": "How the days are spread. Each dot is a day, the box holds the middle half of them.",
    "stability.svg": "The price of stability: road driven against promises changed, with 95 % intervals. A"
    " line joins one rule under several prices of moving a visit.",
    "fairness.svg": "Fairness against road: how unequal workers of equal skill earn, with 95 % intervals.",
}
LABELS: Final = {
    "replay.html": "Watch a day",
    "table.txt": "Table as text",
    "table.md": "Table as Markdown",
    "results.json": "Results as JSON",
    "days.csv": "Days as CSV",
    "replay.json": "The day as JSON",
}


def index_page(sections: list[Section], plots: Iterable[str], files: Iterable[str]) -> str:
    """HTML with relative links to `files` and to the `plots` in the folder of that name."""
    opening, *rest = sections
    parts = {
        "title": escape(opening.heading),
        "style": (PAGE / "index.css").read_text(encoding="utf-8"),
        "opening": _sentences(opening),
        "links": "".join(map(_link, sorted(files, key=list(LABELS).index))),
        "plots": "".join(map(_figure, plots)),
        "sections": "".join(map(_section, rest)),
    }
    template = (PAGE / "index.html").read_text(encoding="utf-8")
    return HOLE.sub(lambda hole: parts[hole[1]], template)


def _link(name: str) -> str:
    main = ' class="main"' if name == "replay.html" else ""
    return f'<a{main} href="{escape(name)}">{LABELS[name]}</a>'


def _figure(name: str) -> str:
    caption = CAPTIONS[name]
    return (
        f'<figure><img src="plots/{escape(name)}" alt="{escape(caption)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>\n"
    )


def _section(section: Section) -> str:
    tables = "".join(map(_table, section.grids))
    return f"<section><h2>{escape(section.heading)}</h2>\n{_sentences(section)}{tables}</section>\n"


def _sentences(section: Section) -> str:
    return "".join(f"<p>{escape(sentence)}</p>\n" for sentence in section.sentences)


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in grid.head)
    body = "\n".join(f"<tr>{''.join(_cells(row))}</tr>" for row in grid.rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n'


def _cells(row: tuple[str, ...]) -> Iterable[str]:
    yield f'<th scope="row">{escape(row[0])}</th>'
    for cell in row[1:]:
        kind = ' class="none"' if cell.startswith(NONE) else ""
        yield f"<td{kind}>{escape(cell)}</td>"
