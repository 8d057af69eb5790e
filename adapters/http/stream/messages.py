"""Messages of the stream as text frames, encoded once however many read them."""

from functools import lru_cache
from typing import Final

import msgspec

from adapters.http.models import stream as wire
from adapters.http.stream.cursors import cursor_of
from application.ports.changes import Change

_encode: Final = msgspec.json.Encoder().encode
PING: Final = _encode(wire.Ping()).decode()


@lru_cache(maxsize=1024)
def change_text(change: Change) -> str:
    message = wire.Change(
        cursor=cursor_of(change.position),
        kind=change.kind.value,
        id=str(change.id),
        version=change.version,
        event=change.event,
        at=change.at,
    )
    return _encode(message).decode()


def live_text(position: int) -> str:
    return _encode(wire.Live(cursor=cursor_of(position))).decode()


def reset_text(position: int) -> str:
    return _encode(wire.Reset(cursor=cursor_of(position))).decode()
