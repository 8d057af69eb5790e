"""Closings: every journal so far, in the order of its number, under a chain of seals.

A journal that is taken away, put between others or put in another's place no longer fits its closing, and
each closing counts on the one before it. What is cut off at the end, closings and all, is found by whoever
noted the newest closing elsewhere (`Head`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from domain.loyalty.refusals import HeadMalformed
from domain.loyalty.sealed_text import micros
from domain.loyalty.seals import Seals
from domain.shared.errors import Conflict


class ClosedMeanwhile(Conflict):
    """Another process closed the books at this moment."""

    code = "closed_meanwhile"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A journal's number, given in the order in which journals are stored (with gaps), and its seal."""

    number: int
    seal: bytes


@dataclass(frozen=True, slots=True)
class Closing:
    """`journals` were stored with numbers up to and with `upto` since the closing before; 1 is the first."""

    number: int
    upto: int
    journals: int
    closed_at: datetime
    digest: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """What is noted of a closing outside of the database: `12:9f...`, number and digest."""

    number: int
    digest: bytes

    @classmethod
    def read(cls, text: str) -> "Head":
        """Raises `HeadMalformed`."""
        number, _, digest = text.partition(":")
        try:
            found = cls(int(number), bytes.fromhex(digest))
        except ValueError as wrong:
            raise HeadMalformed() from wrong
        if found.number < 1 or len(found.digest) != 32:
            raise HeadMalformed()
        return found

    def __str__(self) -> str:
        return f"{self.number}:{self.digest.hex()}"


def following(
    previous: Closing | None, journals: Sequence[Numbered], closed_at: datetime, seals: Seals
) -> Closing:
    """The next closing over those journals, which are not empty and in order."""
    number = previous.number + 1 if previous else 1
    body = sha256(b"".join(one.seal for one in journals)).digest()
    bare = Closing(number, journals[-1].number, len(journals), closed_at, b"")
    return replace(bare, digest=seals.over(_text(bare, previous, body)))


def _text(closing: Closing, previous: Closing | None, body: bytes) -> str:
    before = previous.digest.hex() if previous else "-"
    numbers = f"{closing.number}|{closing.upto}|{closing.journals}|{micros(closing.closed_at)}"
    return f"closing|{numbers}|{before}|{body.hex()}"


@dataclass(slots=True)
class ChainCheck:
    """Feed it all journals in the order of their numbers, then ask which closings do not fit them.

    `closings` are in the order of their numbers. Journals after the last one are not closed yet.
    """

    closings: Sequence[Closing]
    seals: Seals
    wrong: list[int] = field(default_factory=list)
    _place: int = 0
    _seals: list[bytes] = field(default_factory=list)

    def journals(self, found: Iterable[Numbered]) -> None:
        for one in found:
            while self._place < len(self.closings) and one.number > self.closings[self._place].upto:
                self._finish()
            self._seals.append(one.seal)

    def finished(self) -> tuple[int, ...]:
        """The numbers of closings that do not fit."""
        while self._place < len(self.closings):
            self._finish()
        return tuple(self.wrong)

    def _finish(self) -> None:
        closing = self.closings[self._place]
        previous = self.closings[self._place - 1] if self._place else None
        body = sha256(b"".join(self._seals)).digest()
        is_next = closing.number == self._place + 1 and closing.journals == len(self._seals)
        if not is_next or not self.seals.fits(_text(closing, previous, body), closing.digest):
            self.wrong.append(closing.number)
        self._place, self._seals = self._place + 1, []
