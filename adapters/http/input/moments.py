"""Moments that no calendar arithmetic survives are refused before any is done."""

from datetime import date
from typing import Final

from msgspec import Struct, inspect

from adapters.http.problems.server import InputMalformed

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199


def moment_fields(model: type[Struct]) -> tuple[str, ...]:
    """Names of the fields that hold a moment or a day, null or not."""
    kind = inspect.type_info(model)
    fields = kind.fields if isinstance(kind, inspect.StructType) else ()
    return tuple(field.name for field in fields if _is_moment(field.type))


def _is_moment(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):  # a type with a description
        return _is_moment(kind.type)
    if isinstance(kind, inspect.UnionType):
        return any(_is_moment(each) for each in kind.types)
    return isinstance(kind, inspect.DateTimeType | inspect.DateType)


def refuse_far_moments(body: Struct, names: tuple[str, ...]) -> None:
    """Raises `InputMalformed` for a year outside `FIRST_YEAR`..`LAST_YEAR`."""
    for name in names:
        moment: date | None = getattr(body, name)
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise InputMalformed(f"the year must lie within {FIRST_YEAR} and {LAST_YEAR}", name)
