"""How much of a file is read before it is called no recorded day."""

import zlib
from typing import Final

MOST_BYTES: Final = 512 * 1024 * 1024
"""Of a whole day, unpacked."""
MOST_QUESTION_BYTES: Final = 32 * 1024 * 1024
"""Of one question, unpacked: some ten times the largest that the product asks."""
MOST_ORDERS: Final = 20_000
MOST_TICKS: Final = 40_000

_GZIP: Final = 16 + zlib.MAX_WBITS


class NotADay(Exception):
    """What was read is no recorded day that can be used; the text says why."""


def unpacked(packed: bytes, most: int = MOST_QUESTION_BYTES) -> bytes:
    """Gunzip, but never more than `most` bytes. Raises `NotADay`."""
    opened = zlib.decompressobj(_GZIP)
    try:
        body = opened.decompress(packed, most + 1)
    except zlib.error as broken:
        raise NotADay(f"not gzip, or cut off: {broken}") from broken
    if len(body) > most:
        raise NotADay(f"larger than {most // 1024 // 1024} MB when unpacked")
    if not opened.eof:
        raise NotADay("cut off in the middle")
    return body
