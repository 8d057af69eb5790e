"""Tables as comma-separated values: UTF-8, with a heading (RFC 4180)."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def table(heading: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows(lines)
    return text.getvalue().encode()


def plain(name: object) -> str:
    """A name that a spreadsheet would take for a formula gets an apostrophe."""
    text = "" if name is None else str(name)
    return f"'{text}" if text.startswith(_FORMULA) else text
