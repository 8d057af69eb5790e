"""The idempotency key of a write and the fingerprint of what was asked."""

import hashlib
import re
from typing import Final

import msgspec
from msgspec import Struct

from adapters.http.problems.server import IdempotencyKeyMalformed, IdempotencyKeyMissing

KEY_HEADER: Final = "idempotency-key"
REPLAYED_HEADER: Final = "idempotent-replayed"
_VISIBLE: Final = re.compile(r"[!-~]{1,200}", re.ASCII)
_canonical: Final = msgspec.json.Encoder(order="deterministic").encode


def idempotency_key(given: str | None) -> str:
    """Raises `IdempotencyKeyMissing` or `IdempotencyKeyMalformed` (1 to 200 visible ASCII characters)."""
    if not given:
        raise IdempotencyKeyMissing()
    if _VISIBLE.fullmatch(given) is None:
        raise IdempotencyKeyMalformed()
    return given


def fingerprint(method: str, path: str, *parts: Struct | bytes | None) -> bytes:
    """SHA-256 over method, path and what was asked: decoded structs in canonical JSON, uploads as they came.

    A struct is canonical by itself: its fields have one order and its defaults are filled in, so the order
    of keys, white space and a default said aloud make no difference.
    """
    digest = hashlib.sha256(f"{method} {path}".encode())
    for part in parts:
        raw = part if isinstance(part, bytes) else _canonical(part)
        digest.update(b"\n%d:" % len(raw))
        digest.update(raw)
    return digest.digest()
