"""Strict JSON bodies. msgspec does the shape; what it lets through is refused here.

It lets through: escaped NUL, duplicate keys (the last wins); and invalid UTF-8 raises an error of its own.
Depth, integers and moments are bounded by the models (see `contract.inputs`).
"""

import json
import re
from typing import Any, Final, Generic, TypeVar

import msgspec
from msgspec import Struct

from adapters.http.input.messages import field_error
from adapters.http.input.moments import moment_fields, refuse_far_moments
from adapters.http.problems.server import InputMalformed

Model = TypeVar("Model", bound=Struct)

_STRINGS: Final = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?', re.DOTALL)
_NUL: Final = b"\\u0000"


class JsonBody(Generic[Model]):
    """Decodes one model. A body may be left out where every field has a default."""

    __slots__ = ("_decode", "_moments", "_when_empty")

    def __init__(self, model: type[Model]) -> None:
        self._decode = msgspec.json.Decoder(model).decode
        self._moments = moment_fields(model)
        self._when_empty = made_of_nothing(model)

    def __call__(self, raw: bytes) -> Model:
        """Raises `InputMalformed`."""
        if not raw and self._when_empty is not None:
            return self._when_empty
        try:
            body = self._decode(raw)
        except msgspec.ValidationError as error:
            raise field_error(error) from None
        except UnicodeDecodeError:
            raise InputMalformed("not UTF-8") from None
        except (msgspec.DecodeError, RecursionError) as error:
            raise InputMalformed(f"not JSON: {error}") from None
        refuse_what_msgspec_lets_through(raw)
        refuse_far_moments(body, self._moments)
        return body


def made_of_nothing(model: type[Model]) -> Model | None:
    """An instance of all defaults, None where a field has none."""
    try:
        return msgspec.convert({}, model)
    except msgspec.ValidationError:
        return None


def refuse_what_msgspec_lets_through(raw: bytes) -> None:
    """Raises `InputMalformed` for a NUL in a string or a key that stands twice in an object."""
    keys = [key for key, colon in _STRINGS.findall(raw) if colon]
    if len(set(keys)) == len(keys) and not _may_hide_something(raw, keys):
        return
    _refuse_nul(json.loads(raw, object_pairs_hook=_without_twins))


def _may_hide_something(raw: bytes, keys: list[bytes]) -> bool:
    return b"\\" in raw and (_NUL in raw or any(b"\\" in key for key in keys))


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise InputMalformed("a key stands twice in one object")
    return made


def _refuse_nul(value: object, path: str = "") -> None:
    if isinstance(value, str) and "\x00" in value:
        raise InputMalformed("NUL characters are not taken", path)
    if isinstance(value, dict):
        for key, each in value.items():
            _refuse_nul(each, f"{path}.{key}" if path else key)
    if isinstance(value, list):
        for place, each in enumerate(value):
            _refuse_nul(each, f"{path}[{place}]")
