"""Results and days as files: JSON that reads back the same, and CSV of one line a day.

JSON knows no NaN: a measure that nothing can be said of is null in a file. Every file says what it is and in
which version of the format, so that a reader can tell a wrong file from a broken one.
"""

import csv
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict, fields
from io import StringIO
from math import isinf, isnan, nan
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from arena.records import DayRecord
from arena.results import DayResult, Measures, Results
from domain.shared.errors import DomainError, Malformed

VERSION: Final = 1
RESULTS: Final = "callout-arena-results"
DAY: Final = "callout-arena-day"
MOST_BYTES: Final = 64_000_000
CSV_ENDS_IN: Final = ("declined_less_expected", "declined_variance", "cpu_s", "rule_s", "fouls")

Content = TypeVar("Content", Results, DayRecord)


class ArenaFileBroken(Malformed):
    """The file cannot be read, is not what was asked for, or contradicts itself; the detail says where."""

    code = "arena_file_broken"


class _Envelope(msgspec.Struct, frozen=True):
    format: str
    version: int
    content: msgspec.Raw


def results_json(results: Results) -> bytes:
    """Raises ValueError for an infinite number, which a file could not tell from NaN."""
    for day in results.days:
        if any(isinf(number) for number in (*_numbers(day.measures), *day.tallied, day.cpu_s, day.rule_s)):
            raise ValueError(f"an infinite number on the day of {day.rule}, {day.regime}, seed {day.seed}")
    return _packed(RESULTS, results)


def results_from_json(body: bytes) -> Results:
    """What `results_json` wrote. Raises `ArenaFileBroken`."""
    content = _read(lambda: msgspec.json.decode(_opened(body, RESULTS)))
    _put_nan_back(content)
    results = _read(lambda: msgspec.convert(content, Results))
    _check_results(results)
    return results


def day_json(record: DayRecord) -> bytes:
    return _packed(DAY, record)


def day_from_json(body: bytes) -> DayRecord:
    """What `day_json` wrote. Raises `ArenaFileBroken`."""
    record = _read(lambda: msgspec.json.decode(_opened(body, DAY), type=DayRecord))
    _check_day(record)
    return record


def bounded(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """The whole file, when it is no larger. Raises `ArenaFileBroken` otherwise, or when it cannot be read."""
    try:
        with path.open("rb") as file:
            body = file.read(most_bytes + 1)
    except OSError as why:
        raise ArenaFileBroken(f"{path.name} cannot be read: {why.strerror}") from why
    if len(body) > most_bytes:
        raise ArenaFileBroken(f"{path.name} is larger than {most_bytes} bytes")
    return body


def days_csv(results: Results) -> str:
    """A line for each day; NaN is an empty cell, fouls stand in one cell."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["rule", "regime", "seed", "digest", *(one.name for one in fields(Measures)), *CSV_ENDS_IN]
    )
    writer.writerows(_csv_row(day) for day in results.days)
    return text.getvalue()


def _csv_row(day: DayResult) -> list[str | int | float]:
    measures: list[str | float] = ["" if isnan(number) else number for number in _numbers(day.measures)]
    ends = (*day.tallied, day.cpu_s, day.rule_s)
    return [day.rule, day.regime, day.seed, day.digest, *measures, *ends, "; ".join(day.fouls)]


def _numbers(measures: Measures) -> list[float]:
    return list(asdict(measures).values())


def _packed(kind: str, content: Content) -> bytes:
    raw = msgspec.Raw(msgspec.json.encode(content))
    return msgspec.json.encode(_Envelope(kind, VERSION, raw)) + b"\n"


def _opened(body: bytes, kind: str) -> msgspec.Raw:
    envelope = msgspec.json.decode(body, type=_Envelope)
    if envelope.format != kind:
        raise ArenaFileBroken(f"this is {envelope.format!r}, not {kind!r}")
    if envelope.version != VERSION:
        raise ArenaFileBroken(f"version {envelope.version} of the format; only {VERSION} is known")
    return envelope.content


Read = TypeVar("Read")


def _read(reading: Callable[[], Read]) -> Read:
    try:
        return reading()
    except ArenaFileBroken:
        raise
    except (msgspec.MsgspecError, DomainError, RecursionError, UnicodeDecodeError) as why:
        raise ArenaFileBroken(f"not a readable file of the arena: {why}") from why


def _put_nan_back(content: object) -> None:
    """In place, where the days have measures; what is shaped otherwise is refused when it is converted."""
    days = content.get("days") if isinstance(content, dict) else None
    for day in days if isinstance(days, list) else ():
        measures = day.get("measures") if isinstance(day, dict) else None
        if isinstance(measures, dict):
            measures.update({name: nan for name, number in measures.items() if number is None})


def _check_results(results: Results) -> None:
    for name in ("rules", "regimes", "seeds"):
        _check_once(getattr(results, name), name)
    _check_once(((day.rule, day.regime, day.seed) for day in results.days), "days")
    for day in results.days:
        is_listed = day.rule in results.rules and day.regime in results.regimes and day.seed in results.seeds
        if not is_listed:
            raise ArenaFileBroken(f"a day of {day.rule}, {day.regime}, seed {day.seed} that is not listed")


def _check_day(record: DayRecord) -> None:
    _check_once((story.number for story in record.stories), "orders")
    _check_once((hand.number for hand in record.hands), "workers")
    orders = {story.number for story in record.stories}
    workers = {hand.number for hand in record.hands}
    for hand in record.hands:
        named = {drive.order for drive in hand.drives} | {work.order for work in hand.works}
        if named - orders:
            raise ArenaFileBroken(f"worker {hand.number} goes to an order that is not there")
    for story in record.stories:
        theirs = {story.worker, *(step.worker for step in story.steps)} - {None}
        if theirs - workers:
            raise ArenaFileBroken(f"order {story.number} names a worker who is not there")


def _check_once(keys: Iterable[Hashable], what: str) -> None:
    listed = list(keys)
    if len(set(listed)) != len(listed):
        raise ArenaFileBroken(f"something stands twice among the {what}")
