"""One-time codes in a private file beside the data: the demo's stand-in for a carrier. Never the log."""

import asyncio
import os
from pathlib import Path
from typing import Final

import msgspec

from application.ports.codes import CodeMessage, NoCarrierForCodes

_TAIL_BYTES: Final = 256 * 1024


class OutboxLine(msgspec.Struct, frozen=True):
    """One line of the file, as JSON."""

    phone: str
    code: str
    locale: str
    expires_at: str


class FileCodeSender:
    """Appends lines; several processes may share the file, as each line is one write."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def send(self, message: CodeMessage) -> None:
        line = OutboxLine(message.phone, message.code, message.locale, message.expires_at.isoformat())
        await asyncio.to_thread(self._append, msgspec.json.encode(line) + b"\n")

    def _append(self, line: bytes) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
            os.write(descriptor, line)
        finally:
            os.close(descriptor)


class NoCarrier:
    """An installation without a carrier: an adapter for one arrives with its contract."""

    async def send(self, message: CodeMessage) -> None:
        """Raises `NoCarrierForCodes`."""
        raise NoCarrierForCodes()


def sent_codes(path: Path, limit: int = 50) -> list[OutboxLine]:
    """The last codes, newest first, for the console view and for tests; empty without a file."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        lines = file.read().splitlines()
    found = []
    for line in reversed(lines):
        try:
            found.append(msgspec.json.decode(line, type=OutboxLine))
        except msgspec.DecodeError:  # the first line of the tail may be cut
            continue
        if len(found) == limit:
            break
    return found
