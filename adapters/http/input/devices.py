"""The device that a request comes from, as limits know it."""

import hashlib
import re
from typing import Final

from adapters.http.problems.server import InputMalformed

DEVICE_HEADER: Final = "x-device-id"
DEVICE_ID: Final = "^[A-Za-z0-9_-]{16,64}$"
_told: Final = re.compile(DEVICE_ID[1:-1], re.ASCII)


def device_of(given: str | None) -> str | None:
    """SHA-256 in hex: what a device calls itself is neither kept nor logged. None where it says nothing.

    Raises `InputMalformed` for anything but 16 to 64 letters, digits, `_` and `-`, the empty text included.
    """
    if given is None:
        return None
    if _told.fullmatch(given) is None:
        raise InputMalformed("takes 16 to 64 letters, digits, _ and -", "X-Device-Id")
    return hashlib.sha256(given.encode()).hexdigest()
