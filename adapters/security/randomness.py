"""The operating system's randomness."""

import secrets


class OsRandomness:
    def token_bytes(self, length: int) -> bytes:
        return secrets.token_bytes(length)

    def below(self, end: int) -> int:
        return secrets.randbelow(end)
