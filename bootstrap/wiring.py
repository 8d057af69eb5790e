"""Handlers made of parts by the types of their fields: a new use case needs no line of wiring."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, TypeVar, get_type_hints

Kind = TypeVar("Kind")


class PartMissing(TypeError):
    """A field of a handler asks for something that nobody makes."""


def wired(kind: type[Kind], parts: Mapping[Any, Any]) -> Kind:
    """An instance of the dataclass `kind`, each field filled by its type.

    A field whose type, or whose own name as "Handler.field", stands in `parts` gets that part; one whose
    type is itself a dataclass is made in the same way; one with a default keeps it. Raises `PartMissing`
    for anything else.
    """
    hints = get_type_hints(kind)
    found = {one.name: _value(kind, one, hints[one.name], parts) for one in _needed(kind, hints, parts)}
    return kind(**found)


def _needed(kind: type[Any], hints: Mapping[str, Any], parts: Mapping[Any, Any]) -> list[Field[Any]]:
    return [one for one in fields(kind) if hints[one.name] in parts or _has_no_default(one)]


def _has_no_default(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _value(owner: type[Any], one: Field[Any], hint: Any, parts: Mapping[Any, Any]) -> Any:
    named = f"{owner.__name__}.{one.name}"
    if named in parts:
        return parts[named]
    if hint in parts:
        return parts[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return wired(hint, parts)
    raise PartMissing(f"{owner.__name__}.{one.name}: nothing makes a {hint}")
