"""What a kept tick says, as one number: a changed row is noticed."""

import json
from collections.abc import Mapping, Set
from dataclasses import Field, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import sha256
from typing import Final

LEFT_OUT: Final = frozenset({"digest", "streets", "solve_ms"})
"""What the log fills in, and what is measured by the wall clock."""


def digest_of(tick: object) -> str:
    """The SHA-256, in hexadecimal digits, of a kept tick: question, answer, policy version and engine."""
    text = json.dumps(_plain(tick), separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """The same for values that are equal, whatever store they went through."""
    if is_dataclass(value):
        return [[one.name, _plain(getattr(value, one.name))] for one in fields(value) if _counts(one)]
    if isinstance(value, Mapping):
        return sorted(([_plain(key), _plain(one)] for key, one in value.items()), key=json.dumps)
    if isinstance(value, Set):
        return sorted((_plain(one) for one in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _plain_atom(value)


def _plain_atom(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _counts(one: Field[object]) -> bool:
    """What a value remembers for speed is no part of what it says."""
    return one.name not in LEFT_OUT and not one.name.startswith("_")
