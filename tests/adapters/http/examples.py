"""Made-up values of any shape that the contract or the application's views have."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import inspect

MOMENT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
SOME_ID = UUID("01900000-0000-7000-8000-00000000abcd")
TEXTS = {
    "phone": "+56 9 1234 5678",
    "code": "123456",
    "totp": "123456",
    "locale": "en",
    "type": "Polygon",
    "kind": "problem",
    "roles": "worker",
    "travel_mode": "car",
    "status": "ready",
    "app": "amap",
    "media_type": "image/jpeg",
}
NUMBERS = {"tick_s": 30, "offer_ttl_s": 600, "urgent_offer_ttl_s": 90, "radius_m": 5000, "hall_after_s": 600}
NUMBERS["amount"] = 9  # of which a lot has its parts
LATER = ("end", "window_end", "expires_at")
FIXED: dict[type[inspect.Type], Any] = {
    inspect.UUIDType: SOME_ID,
    inspect.DateTimeType: MOMENT,
    inspect.DateType: date(2026, 11, 22),
    inspect.BoolType: True,
    inspect.NoneType: None,
    inspect.AnyType: "anything",
    inspect.BytesType: "",
}


def example(kind: Any) -> Any:
    """A value of the type that passes its own limits; optional parts are filled."""
    return msgspec.convert(_value(inspect.type_info(kind), ""), kind, strict=False)


def _value(kind: inspect.Type, name: str) -> Any:
    if name in LATER:
        return MOMENT + timedelta(hours=2)
    if type(kind) in FIXED:
        return FIXED[type(kind)]
    match kind:
        case inspect.CustomType() if kind.cls is object:
            return FIXED[inspect.AnyType]
        case inspect.Metadata(type=described):
            return _value(described, name)
        case inspect.IntType() | inspect.FloatType():
            return NUMBERS.get(name, max(1, kind.ge or 1))
        case inspect.StrType():
            return TEXTS.get(name, "abcdefgh"[: kind.max_length or 8])
        case inspect.EnumType(cls=cls):
            return next(iter(cls))
        case inspect.LiteralType(values=values):
            return values[-1]
    return _compound(kind, name)


def _compound(kind: inspect.Type, name: str) -> Any:
    match kind:
        case inspect.StructType(fields=fields) | inspect.DataclassType(fields=fields):
            return {field.encode_name: _value(field.type, field.encode_name) for field in fields}
        case inspect.UnionType(types=types):
            return _value(next(one for one in types if not isinstance(one, inspect.NoneType)), name)
        case inspect.TupleType(item_types=items):
            return [_value(item, name) for item in items]
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return [_value(item, name)]
        case inspect.DictType(value_type=value):
            return {"key": _value(value, name)}
    raise NotImplementedError(f"no example of {kind}")
