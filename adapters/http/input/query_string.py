"""Strict query strings: an allow-list of names, each once unless it is a list, valid UTF-8, no NUL."""

from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl

import msgspec
from msgspec import Struct, inspect

from adapters.http.input.json_body import made_of_nothing
from adapters.http.input.messages import field_error
from adapters.http.input.moments import moment_fields, refuse_far_moments
from adapters.http.problems.server import InputMalformed

Model = TypeVar("Model", bound=Struct)

MOST_PARAMETERS = 50


class QueryString(Generic[Model]):
    """Decodes one model; `list` fields may be repeated."""

    __slots__ = ("_lists", "_model", "_moments", "_when_empty")

    def __init__(self, model: type[Model]) -> None:
        fields = inspect.type_info(model).fields  # type: ignore[attr-defined]
        self._model = model
        self._lists = frozenset(f.name for f in fields if isinstance(f.type, inspect.ListType))
        self._moments = moment_fields(model)
        self._when_empty = made_of_nothing(model)

    def __call__(self, raw: str) -> Model:
        """Raises `InputMalformed`."""
        if not raw and self._when_empty is not None:
            return self._when_empty
        values = self._gathered(_pairs(raw))
        try:
            query = msgspec.convert(values, self._model, strict=False)
        except msgspec.ValidationError as error:
            raise field_error(error) from None
        refuse_far_moments(query, self._moments)
        return query

    def _gathered(self, pairs: list[tuple[str, str]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in pairs:
            if "\x00" in value or "\x00" in name:
                raise InputMalformed("NUL characters are not taken", name.replace("\x00", ""))
            if name in self._lists:
                values.setdefault(name, []).append(value)
            elif name in values:
                raise InputMalformed("stands twice", name)
            else:
                values[name] = value
        return values


def _pairs(raw: str) -> list[tuple[str, str]]:
    if not raw:
        return []
    try:
        return parse_qsl(
            raw, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise InputMalformed("the query string is not UTF-8") from None
    except ValueError:
        raise InputMalformed("the query string cannot be read") from None
