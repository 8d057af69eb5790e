"""What was asked and answered, as JSON and back: the same for a basket, a price, an occasion or an award.

Nobody but us writes it, so it is read strictly: every key of a dataclass, no other one, each of its own type.
Sets are sorted lists; a mapping whose keys are no texts is a list of pairs; days are ISO 8601.
"""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from domain.shared.errors import Malformed

T = TypeVar("T")
Read = Callable[[object], Any]


class StoredMalformed(Malformed):
    """Facts: `field`, where it is not what was written."""

    code = "stored_malformed"


def to_json(value: object) -> object:
    """Plain JSON values of a frozen dataclass and everything in it."""
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, StrEnum) else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, AbstractSet):
        return sorted(map(str, value))
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, Sequence):
        return [to_json(each) for each in value]
    kind: Any = type(value)
    return {name: to_json(getattr(value, name)) for name in _names(kind)}


def from_json(kind: type[T], json: object) -> T:
    """Raises `StoredMalformed`, and what the dataclasses say of themselves."""
    named: Any = kind
    read: Callable[[object], T] = _reader(named)
    return read(json)


def _mapping(value: Mapping[object, object]) -> object:
    if all(isinstance(key, str) for key in value):
        return {str(key): to_json(each) for key, each in value.items()}
    return [[to_json(key), to_json(each)] for key, each in value.items()]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """What makes it: fields that it works out for itself are left out."""
    if not is_dataclass(kind):
        raise StoredMalformed(field=kind.__name__)
    return tuple(each.name for each in fields(kind) if each.init)


@cache
def _reader(kind: Any) -> Read:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(tuple(arguments))
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        return _set(_reader(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _pairs(*arguments)
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, StrEnum):
        return _named(kind)
    return _day if kind is date else _exactly(kind)


def _exactly(kind: type) -> Read:
    def read(json: object) -> object:
        if type(json) is not kind:
            raise StoredMalformed(field=kind.__name__)
        return json

    return read if kind is not NoneType else _nothing


def _nothing(json: object) -> None:
    if json is not None:
        raise StoredMalformed(field="null")


def _day(json: object) -> date:
    try:
        return date.fromisoformat(json)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise StoredMalformed(field="date") from None


def _named(kind: type[StrEnum]) -> Read:
    def read(json: object) -> StrEnum:
        try:
            return kind(json)  # type: ignore[arg-type]
        except ValueError:
            raise StoredMalformed(field=kind.__name__) from None

    return read


def _one_of(kinds: tuple[Any, ...]) -> Read:
    readers = [_reader(kind) for kind in kinds]

    def read(json: object) -> object:
        for each in readers:
            try:
                return each(json)
            except StoredMalformed as no:
                last = no
        raise last

    return read


def _tuple(arguments: tuple[Any, ...]) -> Read:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _reader(arguments[0])
        return lambda json: tuple(map(each, _items(json)))
    readers = [_reader(kind) for kind in arguments]

    def read(json: object) -> tuple[object, ...]:
        found = _items(json)
        if len(found) != len(readers):
            raise StoredMalformed(field="tuple")
        return tuple(reader(one) for reader, one in zip(readers, found, strict=True))

    return read


def _set(each: Read) -> Read:
    return lambda json: frozenset(map(each, _items(json)))


def _items(json: object) -> list[object]:
    if not isinstance(json, list):
        raise StoredMalformed(field="list")
    return json


def _pairs(key_kind: Any, value_kind: Any) -> Read:
    key, value = _reader(key_kind), _reader(value_kind)
    has_texts = isinstance(key_kind, type) and issubclass(key_kind, str)
    pair = _tuple((key_kind, value_kind))

    def read(json: object) -> dict[object, object]:
        if isinstance(json, dict) and (has_texts or not json):
            return {key(name): value(each) for name, each in json.items()}
        return dict(map(pair, _items(json)))

    return read


def _dataclass(kind: Any) -> Read:
    hints, names = get_type_hints(kind), _names(kind)
    readers: dict[str, Read] = {}

    def read(json: object) -> object:
        # Made at the first reading: a dataclass may be part of itself.
        if not readers:
            readers.update({name: _reader(hints[name]) for name in names})
        if not isinstance(json, dict) or json.keys() != readers.keys():
            raise StoredMalformed(field=kind.__name__)
        return kind(**{name: reader(json[name]) for name, reader in readers.items()})

    return read
