"""The server's secret: 32 random bytes in a file that only its owner reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from adapters.security.signing import SECRET_BYTES

_OTHERS: Final = 0o077


class SecretFileUnsafe(RuntimeError):
    """The file can be read by others, or does not hold a whole secret; its text says what to do."""


def load_or_create(path: Path) -> bytes:
    """The secret kept at `path`, made at the first start.

    Safe when several processes start at once: all of them get the same secret. Raises `SecretFileUnsafe`.
    """
    if not path.exists():
        _create(path)
    if path.stat().st_mode & _OTHERS:
        raise SecretFileUnsafe(
            f"{path} can be read by others: chmod 600 it, or remove it to have a new one made"
        )
    secret = path.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise SecretFileUnsafe(f"{path} does not hold {SECRET_BYTES} bytes: remove it to have a new one made")
    return secret


def _create(path: Path) -> None:
    """Write a whole file aside and link it in place: whoever is second keeps the first one's secret."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()
