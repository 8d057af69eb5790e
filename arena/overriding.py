"""Parameters changed by name: `demand.orders=100`, `trouble.sick=0.1`, `demand.storm={"factor": 5}`."""

from typing import Any

import msgspec

from arena.checks import InputsInvalid
from arena.inputs import Inputs


def with_changes(inputs: Inputs, changes: tuple[str, ...]) -> Inputs:
    """Raises `InputsInvalid` for a name that is none, and a value of another kind or out of range."""
    for change in changes:
        path, equals, value = change.partition("=")
        if not equals:
            raise InputsInvalid(field=change, expected="NAME=VALUE")
        inputs = _changed(inputs, path.strip(), value)
    return inputs


def _changed(inputs: Inputs, path: str, value: str) -> Inputs:
    everything = msgspec.to_builtins(inputs)
    *outer, last = path.split(".")
    part: Any = everything
    for name in outer:
        part = part.get(name) if isinstance(part, dict) else None
    if not isinstance(part, dict) or (last not in part and not _is_open(outer)):
        raise InputsInvalid(field=path, expected="the name of a parameter")
    try:
        part[last] = msgspec.json.decode(value)
        return msgspec.convert(everything, Inputs)
    except msgspec.MsgspecError as trouble:
        raise InputsInvalid(field=path, expected=str(trouble)) from trouble


def _is_open(outer: list[str]) -> bool:
    """Whether the names in there are values themselves (travel modes)."""
    return outer == ["roads", "exposure"]
