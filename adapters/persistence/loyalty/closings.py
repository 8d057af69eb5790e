"""Closings on PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from psycopg import errors

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from domain.loyalty.closings import ClosedMeanwhile, Closing, Numbered, following

PAGE: Final = 20_000
_COLUMNS: Final = "number, upto, journals, closed_at, digest"
# A writer takes its numbers under a lock that this one waits for: once it is granted, all numbers that were
# given are of units that are over, and those that come are higher. It is held for the time of one select.
_SETTLE: Final = b"BEGIN; SET LOCAL lock_timeout = '50ms'; LOCK TABLE journals IN SHARE MODE"
_MAX: Final = "SELECT coalesce(max(number), 0) FROM journals"
_LAST: Final = f"SELECT {_COLUMNS} FROM journal_closings ORDER BY number DESC LIMIT 1"
_ALL: Final = (
    f"SELECT {_COLUMNS} FROM journal_closings WHERE number > %(after)s ORDER BY number LIMIT %(limit)s"
)
_NUMBERED: Final = (
    "SELECT number, seal FROM journals WHERE number > %(after)s AND number <= %(upto)s ORDER BY number"
    " LIMIT %(limit)s"
)
_ADD: Final = Fragment(
    "closing",
    f"INSERT INTO journal_closings ({_COLUMNS})"
    " VALUES (%(number)s, %(upto)s, %(journals)s, %(closed_at)s, %(digest)s)",
    expects=1,
)
_NO_END: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SqlClosings:
    session: SqlSession

    async def settled(self) -> int:
        try:
            await self.session.begin(_SETTLE)
        except errors.LockNotAvailable as busy:
            raise ClosedMeanwhile() from busy
        row = await self.session.fetch_one(_MAX, {})
        return int(row[0]) if row else 0

    async def following(self, upto: int, at: datetime, limit: int) -> Closing | None:
        row = await self.session.fetch_one(_LAST, {})
        previous = _closing(row) if row else None
        params = {"after": previous.upto if previous else 0, "upto": upto, "limit": limit}
        found = await self.session.fetch_all(_NUMBERED, params)
        journals = [_numbered(one) for one in found]
        return following(previous, journals, at, self.session.seals) if journals else None

    def add(self, closing: Closing) -> None:
        params = {
            "number": closing.number,
            "upto": closing.upto,
            "journals": closing.journals,
            "closed_at": closing.closed_at,
            "digest": closing.digest,
        }
        self.session.write(_ADD, params)


async def all_closings(session: SqlSession) -> list[Closing]:
    found: list[Closing] = []
    while True:
        params = {"after": found[-1].number if found else -(2**63), "limit": PAGE}
        page = await session.fetch_all(_ALL, params)
        found += map(_closing, page)
        if len(page) < PAGE:
            return found


async def all_numbered(session: SqlSession) -> AsyncIterator[list[Numbered]]:
    after = -(2**63)
    while True:
        page = await session.fetch_all(_NUMBERED, {"after": after, "upto": _NO_END, "limit": PAGE})
        yield [_numbered(row) for row in page]
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _closing(row: tuple[Any, ...]) -> Closing:
    return Closing(row[0], row[1], row[2], row[3], bytes(row[4]))


def _numbered(row: tuple[Any, ...]) -> Numbered:
    return Numbered(row[0], bytes(row[1]))
