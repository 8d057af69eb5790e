"""SQL with named parameters, turned once into PostgreSQL's own `$n` form.

psycopg would parse `%(name)s` on every call for long texts; `AsyncRawCursor` takes `$n` as it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

_NAMED: Final = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Statement:
    """`raw` uses `$1..$n`; `names` says which parameter stands at each place."""

    raw: bytes
    names: tuple[str, ...]

    def arguments(self, params: Mapping[str, Any]) -> list[Any]:
        return [params[name] for name in self.names]


@lru_cache(maxsize=1024)
def statement(sql: str) -> Statement:
    """The compiled form of a text; equal texts are compiled once."""
    return numbered(sql)


def numbered(sql: str, taken: Sequence[str] = ()) -> Statement:
    """Number the parameters of `sql` after those already taken; a name used twice gets one number."""
    names = list(taken)

    def number(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    raw = _NAMED.sub(number, sql)
    return Statement(raw.encode(), tuple(names))
