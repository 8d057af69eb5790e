"""The page as one file: template, style, scripts and the day's facts put together, nothing fetched later."""

import re
from html import escape
from pathlib import Path
from typing import Final

import msgspec

from adapters.geo.fixture import City, load_city
from arena.records import DayRecord
from arena.report.replay.facts import day_facts

PAGE: Final = Path(__file__).parent / "page"
SCRIPTS: Final = (
    *("lines", "record", "measures", "words"),  # what is true
    *("camera", "streets", "painter", "band", "panel"),  # how it looks
    *("pointer", "main"),  # what can be done
)
HOLE: Final = re.compile(r"\{\{(title|style|facts|script)\}\}")
# In a script element these begin or end something for the parser of HTML, or for one of scripts.
UNSAFE: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def replay_page(record: DayRecord, city: City | None = None) -> str:
    """HTML that plays the day in any browser, from the disk too. Raises `CityNotShipped`.

    `city` gives the streets; without it they are those of the city of the record.
    """
    ground = load_city(record.city) if city is None else city
    parts = {
        "title": escape(
            f"{record.rule}, {record.regime}, seed {record.seed}: a day in {ground.facts.name.en}"
        ),
        "style": (PAGE / "page.css").read_text(encoding="utf-8"),
        "script": _script(),
        "facts": inert(msgspec.json.encode(day_facts(record, ground)).decode()),
    }
    template = (PAGE / "page.html").read_text(encoding="utf-8")
    return HOLE.sub(lambda hole: parts[hole[1]], template)


def inert(json: str) -> str:
    """The same JSON without a letter that could end the script element it stands in."""
    for letter, escaped in UNSAFE.items():
        json = json.replace(letter, escaped)
    return json


def _script() -> str:
    """All parts in one scope of their own."""
    texts = [(PAGE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return "(() => {\n'use strict'\n" + "\n".join(texts) + "})()"
