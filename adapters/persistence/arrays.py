"""Values in the words of a PostgreSQL array, one text for all of them.

psycopg would write a list element by element, in Python; JSON would be read by the server field by field.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

_encode: Final = msgspec.json.Encoder().encode


def listed(values: Iterable[UUID | datetime | int | str | None]) -> str:
    """`{...}` of identities, moments, numbers, or words of ours, which need no escape: `{"a","b",null}`."""
    return f"{{{_encode(list(values))[1:-1].decode()}}}"


def texts(values: Iterable[str]) -> str:
    """The same of any text without NUL."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"


def unnested(**kinds: str) -> str:
    """Rows of parameters that hold such arrays, one column each, by the name of the parameter.

    Each stands behind a subselect: no plan is made anew for another length.
    """
    return f"unnest({', '.join(f'(SELECT %({name})s::{kind}[])' for name, kind in kinds.items())})"
