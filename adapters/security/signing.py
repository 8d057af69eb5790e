"""One server secret, and a separate key for each purpose."""

import hashlib
import hmac
from typing import Final

SECRET_BYTES: Final = 32


class SecretTooShort(ValueError):
    """A secret of fewer than 32 bytes."""


class HmacSigner:
    """HMAC-SHA256 under a key that is derived from the secret and the purpose (HKDF-expand, RFC 5869)."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SECRET_BYTES:
            raise SecretTooShort(
                f"the server's secret has {len(secret)} bytes, at least {SECRET_BYTES} are due"
            )
        self._secret = secret
        self._keys: dict[str, bytes] = {}

    def mac(self, purpose: str, message: bytes) -> bytes:
        key = self._keys.get(purpose)
        if key is None:
            key = hmac.digest(self._secret, f"callout/{purpose}".encode() + b"\x01", hashlib.sha256)
            self._keys[purpose] = key
        return hmac.digest(key, message, "sha256")
