"""Seals over every stored field of a journal with its postings, and of a lot, a hold, a debt.

One altered number, name or moment no longer fits its seal, and who has the database but not the key cannot
make another one (docs/adr/0143). Seals are made in one way, under the newest key; those that were made in
an earlier way or under an earlier key still fit (docs/adr/0157).
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Final, Protocol, Self

from domain.loyalty.holds import Hold
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.records import JournalRecord
from domain.loyalty.sealed_bytes import journal_bytes, lot_bytes
from domain.loyalty.sealed_text import debt_text, hold_text, journal_text, lot_text

_BLOCK: Final = 64  # bytes that SHA-256 takes at a time
_INNER: Final = bytes(byte ^ 0x36 for byte in range(256))
_OUTER: Final = bytes(byte ^ 0x5C for byte in range(256))


class _State(Protocol):
    """A hash that has begun."""

    def copy(self) -> Self: ...

    def update(self, content: bytes, /) -> None: ...

    def digest(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Seals:
    """HMAC-SHA256 (32 bytes) under `key`; without a key SHA-256, as books were sealed before keys.

    Nothing is sealed any more under `older` keys; what they sealed still fits.
    """

    key: bytes = b""
    older: tuple[bytes, ...] = ()

    def sealed(self, record: JournalRecord) -> JournalRecord:
        return replace(record, seal=self.of_journal(record))

    def of_journal(self, record: JournalRecord) -> bytes:
        return _mac(self.key, journal_bytes(record))

    def of_lot(self, lot: Lot, version: int | None = None) -> bytes:
        """Over the lot as it is stored, in that version; None for its own."""
        return _mac(self.key, lot_bytes(lot, lot.version if version is None else version))

    def of_hold(self, hold: Hold) -> bytes:
        return _mac(self.key, hold_text(hold))

    def of_debt(self, debt: Debt) -> bytes:
        return _mac(self.key, debt_text(debt))

    def over(self, text: str) -> bytes:
        return _mac(self.key, text.encode())

    def fits_journal(self, record: JournalRecord) -> bool:
        return self._fits(record.seal, journal_bytes(record)) or self._fits(record.seal, journal_text(record))

    def fits_lot(self, lot: Lot, seal: bytes) -> bool:
        return self._fits(seal, lot_bytes(lot, lot.version)) or self._fits(seal, lot_text(lot))

    def fits_hold(self, hold: Hold, seal: bytes) -> bool:
        return self._fits(seal, hold_text(hold))

    def fits_debt(self, debt: Debt, seal: bytes) -> bool:
        return self._fits(seal, debt_text(debt))

    def fits(self, text: str, seal: bytes) -> bool:
        return self._fits(seal, text.encode())

    def _fits(self, seal: bytes, content: bytes) -> bool:
        return any(_mac(key, content) == seal for key in (self.key, *self.older))


def _mac(key: bytes, content: bytes) -> bytes:
    """HMAC (RFC 2104). The key's share of both hashes is made once: half of the time of `hmac.digest`."""
    if not key:
        return sha256(content).digest()
    inner, outer = (state.copy() for state in _begun(key))
    inner.update(content)
    outer.update(inner.digest())
    return outer.digest()


@lru_cache(maxsize=16)
def _begun(key: bytes) -> tuple[_State, _State]:
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return sha256(block.translate(_INNER)), sha256(block.translate(_OUTER))
