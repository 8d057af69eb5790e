"""A recorded day on disk: one JSON file, gzipped where its name ends with .gz."""

import gzip
import os
from pathlib import Path
from typing import Final

import msgspec

from arena.recorded.bounds import MOST_BYTES, MOST_ORDERS, MOST_TICKS, NotADay, unpacked
from arena.recorded.model import FORMAT, VERSION, RecordedDay
from domain.shared.errors import DomainError

_PRIVATE: Final = 0o600
_day: Final = msgspec.json.Decoder(RecordedDay)


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


_head: Final = msgspec.json.Decoder(_Head)


def write_day(day: RecordedDay, path: Path) -> int:
    """Its size in bytes. Replaces a file of that name whole; readable by its owner alone. Raises OSError."""
    body = msgspec.json.encode(day)
    if path.suffix == ".gz":
        body = gzip.compress(body, mtime=0)
    draft = path.with_name(f"{path.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE), "wb") as file:
        file.write(body)
    draft.replace(path)
    return len(body)


def read_day(path: Path) -> RecordedDay:
    """Raises `NotADay` for whatever is not, in whole and within bounds, a day of this version."""
    body = _body(path)
    try:
        head = _head.decode(body)
    except msgspec.MsgspecError as broken:
        raise NotADay(f"{path} is not JSON, or cut off: {broken}") from broken
    if head.format != FORMAT:
        raise NotADay(f"{path} is not a recorded day: its format is {head.format!r}, not {FORMAT!r}")
    if head.version != VERSION:
        raise NotADay(f"{path} is of version {head.version}; this Callout reads version {VERSION}")
    try:
        day = _day.decode(body)
    except (msgspec.MsgspecError, DomainError, ValueError) as wrong:
        raise NotADay(f"{path} is a damaged day: {wrong}") from wrong
    if len(day.orders) > MOST_ORDERS or len(day.ticks) > MOST_TICKS:
        raise NotADay(f"{path} has more than {MOST_ORDERS} orders or {MOST_TICKS} questions")
    return day


def _body(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise NotADay(f"{path} is larger than {MOST_BYTES // 1024 // 1024} MB")
        body = path.read_bytes()
    except OSError as trouble:
        raise NotADay(f"{path} cannot be read: {trouble.strerror}") from trouble
    try:
        return unpacked(body, MOST_BYTES) if body[:2] == b"\x1f\x8b" else body
    except NotADay as broken:
        raise NotADay(f"{path}: {broken}") from broken
