"""One line of JSON per request, without query strings (signatures, cursors), headers or bodies.

Lines are gathered and written together, so that logging costs a request about a microsecond.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final, Protocol
from uuid import UUID

import msgspec

FLUSH_AFTER_S: Final = 0.25


class RequestLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`status` 499 means that the client hung up."""

    at: float
    event: str = msgspec.field(default="request", name="event")
    request_id: str
    method: str
    path: str
    route: str
    status: int
    ms: float
    size: int
    account_id: UUID | None = None
    code: str | None = None


class RequestLog(Protocol):
    def note(self, line: RequestLine) -> None: ...

    def flush(self) -> None: ...


class Silence:
    """No access log."""

    def note(self, line: RequestLine) -> None:
        return

    def flush(self) -> None:
        return


class BufferedLog:
    """Writes through `write` at most every `FLUSH_AFTER_S` seconds, and on `flush`."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._lines: list[bytes] = []
        self._encode = msgspec.json.Encoder().encode

    def note(self, line: RequestLine) -> None:
        if not self._lines:
            asyncio.get_running_loop().call_later(FLUSH_AFTER_S, self.flush)
        self._lines.append(self._encode(line))

    def flush(self) -> None:
        lines, self._lines = self._lines, []
        if lines:
            self._write(b"\n".join((*lines, b"")))


def wall_clock() -> float:
    """Unix seconds, for log lines only."""
    return round(time.time(), 3)
