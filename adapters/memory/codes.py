"""One-time codes in memory."""

from dataclasses import replace
from datetime import datetime

from application.ports.codes import CodeMessage
from domain.identity.codes import OneTimeCode


class MemoryCodes:
    def __init__(self) -> None:
        self._rows: dict[bytes, OneTimeCode] = {}

    async def put(self, code: OneTimeCode) -> None:
        self._rows[code.phone_key] = code

    async def take_attempt(self, phone_key: bytes) -> OneTimeCode | None:
        code = self._rows.get(phone_key)
        if code is None:
            return None
        counted = replace(code, attempts=code.attempts + 1)
        self._rows[phone_key] = counted
        return counted

    async def use(self, code: OneTimeCode, now: datetime) -> bool:
        kept = self._rows.get(code.phone_key)
        if kept is None or kept.used_at is not None or kept.digest != code.digest:
            return False
        self._rows[code.phone_key] = replace(kept, used_at=now)
        return True

    async def purge(self, now: datetime) -> int:
        over = [key for key, code in self._rows.items() if code.expires_at <= now]
        for key in over:
            del self._rows[key]
        return len(over)


class MemoryCodeSender:
    """Keeps what it was given."""

    def __init__(self) -> None:
        self.sent: list[CodeMessage] = []

    async def send(self, message: CodeMessage) -> None:
        self.sent.append(message)
