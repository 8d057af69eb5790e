"""Positions as opaque text. A check sum tells a cursor of ours from anything else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final
from zlib import crc32

_POSITION_BYTES: Final = 8
_CHECK_BYTES: Final = 4
_SALT: Final = b"callout/stream/1"


def cursor_of(position: int) -> str:
    raw = position.to_bytes(_POSITION_BYTES)
    return urlsafe_b64encode(raw + _check(raw)).decode()


def position_of(cursor: str) -> int | None:
    """None for what is no cursor of ours."""
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii"))
    except (NotBase64, ValueError):
        return None
    position, check = raw[:_POSITION_BYTES], raw[_POSITION_BYTES:]
    return (
        int.from_bytes(position) if len(position) == _POSITION_BYTES and check == _check(position) else None
    )


def _check(raw: bytes) -> bytes:
    return crc32(_SALT + raw).to_bytes(_CHECK_BYTES)
