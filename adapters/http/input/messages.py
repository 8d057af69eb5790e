"""From msgspec's words to a field path and a message."""

import msgspec

from adapters.http.problems.server import InputMalformed

_AT = " - at `$"
_UNKNOWN = "Object contains unknown field `"


def field_error(error: msgspec.ValidationError) -> InputMalformed:
    """`Expected ... - at `$.point.lon`` becomes field `point.lon`; an unknown field names itself."""
    message, _, tail = str(error).partition(_AT)
    path = tail.rstrip("`").lstrip(".")
    if message.startswith(_UNKNOWN):
        unknown = message.removeprefix(_UNKNOWN).rstrip("`")
        return InputMalformed("unknown field", f"{path}.{unknown}" if path else unknown)
    return InputMalformed(message, path)
