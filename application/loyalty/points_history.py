"""Every movement of a member's points, with its reason."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from application.ports.ledger import HistoryPlace, NewLoyaltyWork
from domain.loyalty.history import HistoryLine
from domain.loyalty.journal import JournalId
from domain.shared.errors import Malformed
from domain.shared.ids import AccountId

_ID_BYTES: Final = 16
_SEQ_BYTES: Final = 4


class HistoryCursorMalformed(Malformed):
    code = "history_cursor_malformed"


@dataclass(frozen=True, slots=True)
class PointsHistory:
    """`cursor` is one that an earlier page ended with; `limit` is 1 to 100."""

    member_id: AccountId
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class HistoryPage:
    items: tuple[HistoryLine, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class PointsHistoryHandler:
    new_work: NewLoyaltyWork

    async def __call__(self, query: PointsHistory) -> HistoryPage:
        """Newest booking first. Raises `HistoryCursorMalformed`."""
        after = None if query.cursor is None else _place(query.cursor)
        async with self.new_work() as work:
            lines = await work.ledger.history(query.member_id, after, query.limit + 1)
        page = lines[: query.limit]
        return HistoryPage(page, _cursor(page[-1]) if len(lines) > query.limit else None)


def _cursor(line: HistoryLine) -> str:
    return urlsafe_b64encode(line.journal_id.bytes + line.seq.to_bytes(_SEQ_BYTES)).decode().rstrip("=")


def _place(cursor: str) -> HistoryPlace:
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (NotBase64, ValueError) as error:
        raise HistoryCursorMalformed() from error
    if len(raw) != _ID_BYTES + _SEQ_BYTES:
        raise HistoryCursorMalformed()
    seq = int.from_bytes(raw[_ID_BYTES:])
    if seq >= 2**31:
        raise HistoryCursorMalformed()
    return HistoryPlace(JournalId(UUID(bytes=raw[:_ID_BYTES])), seq)
