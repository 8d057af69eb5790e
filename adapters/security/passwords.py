"""Argon2id behind the `Passwords` port, on two threads of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from application.ports.passwords import PasswordVerdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """The OWASP minimum for argon2id: 19 MiB, two passes, one lane."""

    memory_kib: int = 19 * 1024
    passes: int = 2
    lanes: int = 1


OWASP_MINIMUM: Final = Argon2Cost()


class Argon2Passwords:
    """Two threads bound the memory (2 x 19 MiB) and leave the event loop free; argon2 releases the GIL."""

    def __init__(self, cost: Argon2Cost = OWASP_MINIMUM, threads: int = 2) -> None:
        self._hasher = PasswordHasher(cost.passes, cost.memory_kib, cost.lanes)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="argon2")
        self._nobody = self._hasher.hash("nobody's password")

    async def hashed(self, password: str) -> str:
        return await self._off_loop(self._hasher.hash, _canonical(password))

    async def verify(self, stored: str | None, password: str) -> PasswordVerdict:
        verdict = await self._off_loop(self._judge, stored or self._nobody, _canonical(password))
        return verdict if stored is not None else PasswordVerdict.WRONG

    def close(self) -> None:
        """End the threads; what is being hashed is finished."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _judge(self, stored: str, password: str) -> PasswordVerdict:
        try:
            self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return PasswordVerdict.WRONG
        if self._hasher.check_needs_rehash(stored):
            return PasswordVerdict.RIGHT_BUT_WEAKLY_HASHED
        return PasswordVerdict.RIGHT

    async def _off_loop(self, work: Callable[..., T], *args: str) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)


def _canonical(password: str) -> str:
    """One form for what looks the same on different keyboards (NFKC, as NIST SP 800-63B advises)."""
    return normalize("NFKC", password)
