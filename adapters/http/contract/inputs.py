"""What an input struct must be so that bad input cannot reach the core: closed, bounded and aware."""

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import inspect

JUDGED_ELSEWHERE: Final = "judged_elsewhere"
"""Marks a field whose document the core reads to its end and answers with every fault."""


def complaints_about_input(model: type[msgspec.Struct]) -> Iterator[str]:
    """One sentence per field that would let something through."""
    yield from _about(inspect.type_info(model), model.__name__)


def _about(kind: inspect.Type, path: str) -> Iterator[str]:
    match kind:
        case inspect.Metadata(type=described):
            yield from _about(described, path)
        case inspect.StructType(fields=fields):
            for field in filter(_is_judged_here, fields):
                yield from _about(field.type, f"{path}.{field.encode_name}")
        case inspect.UnionType(types=types):
            for each in types:
                yield from _about(each, path)
        case inspect.ListType(item_type=item):
            yield from _about(item, f"{path}[]")
    if _is_open(kind):
        yield f"{path} lets unknown fields through"
    if _is_unbounded(kind):
        yield f"{path} has no bounds"
    if isinstance(kind, inspect.DateTimeType | inspect.DateType):
        yield from _about_moment(kind, path)


def _is_judged_here(field: inspect.Field) -> bool:
    return not (isinstance(field.type, inspect.Metadata) and JUDGED_ELSEWHERE in (field.type.extra or {}))


def _about_moment(kind: inspect.DateTimeType | inspect.DateType, path: str) -> Iterator[str]:
    if isinstance(kind, inspect.DateTimeType) and kind.tz is not True:
        yield f"{path} may be a naive moment"
    if path.count(".") != 1:
        yield f"{path} is too deep for its year to be checked"


def _is_open(kind: inspect.Type) -> bool:
    shapeless = isinstance(kind, inspect.AnyType | inspect.DictType | inspect.RawType)
    return shapeless or (isinstance(kind, inspect.StructType) and not kind.forbid_unknown_fields)


def _is_unbounded(kind: inspect.Type) -> bool:
    match kind:
        case inspect.IntType():
            return (kind.ge is None and kind.gt is None) or (kind.le is None and kind.lt is None)
        case inspect.StrType():
            return kind.max_length is None and kind.pattern is None
        case inspect.ListType():
            return kind.max_length is None
    return False
