"""Parameters that cannot be."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import isfinite

from domain.shared.errors import Malformed

MOST = 1_000_000
"""Of anything: times that are larger reach beyond the calendar."""


class InputsInvalid(Malformed):
    """`field` names the parameter that cannot be."""

    code = "arena_inputs_invalid"


def require(holds: bool, name: str) -> None:
    if not holds:
        raise InputsInvalid(field=name)


def require_finite(part: object, path: str) -> None:
    """No NaN, no infinity, nothing too large, nothing negative where only times and sizes stand."""
    if is_dataclass(part) and not isinstance(part, type):
        for one in fields(part):
            require_finite(getattr(part, one.name), f"{path}.{one.name}" if path else one.name)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            require_finite(value, f"{path}.{key}")
    elif isinstance(part, tuple):
        for value in part:
            require_finite(value, path)
    elif isinstance(part, float | int):
        require(isfinite(part) and abs(part) <= MOST, path)
        require(part >= 0 or path.startswith("answers."), path)
