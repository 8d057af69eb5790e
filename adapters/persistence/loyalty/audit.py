"""The audit reads all books in one snapshot, page by page."""

from collections.abc import AsyncIterator
from typing import Any, Final

from adapters.persistence.loyalty import hold_rows, rows
from adapters.persistence.loyalty import statements as sql
from adapters.persistence.loyalty.closings import all_closings, all_numbered
from adapters.persistence.unit import SqlSession
from domain.loyalty.audit import Audit, AuditReport, StoredDebt, StoredHold, StoredLot
from domain.loyalty.closings import ChainCheck, Head
from domain.loyalty.movements import Debt
from domain.loyalty.records import JournalRecord, PostingRecord
from domain.loyalty.refusals import LotOutOfBounds

PAGE: Final = 1_000
_SNAPSHOT: Final = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
JOURNALS: Final = (
    "SELECT j.id, j.request_id, j.content_hash, j.kind, j.at, j.origin_kind, j.origin_reference, j.order_id,"
    " j.seal, p.seqs, p.accounts, p.amounts, p.member_ids, p.lot_ids FROM journals AS j LEFT JOIN LATERAL ("
    "  SELECT array_agg(seq ORDER BY seq) AS seqs, array_agg(account ORDER BY seq) AS accounts,"
    "  array_agg(amount ORDER BY seq) AS amounts, array_agg(member_id ORDER BY seq) AS member_ids,"
    "  array_agg(lot_id ORDER BY seq) AS lot_ids FROM postings WHERE journal_id = j.id) AS p ON true"
    " WHERE j.id > %(after)s ORDER BY j.id LIMIT %(limit)s"
)
LOTS: Final = f"SELECT {sql.LOT_COLUMNS}, seal FROM lots WHERE id > %(after)s ORDER BY id LIMIT %(limit)s"
HOLDS: Final = f"SELECT {sql.HOLD_COLUMNS}, seal FROM holds WHERE id > %(after)s ORDER BY id LIMIT %(limit)s"
DEBTS: Final = (
    "SELECT member_id, amount, version, seal FROM debts WHERE member_id > %(after)s ORDER BY member_id"
    " LIMIT %(limit)s"
)


async def audited(session: SqlSession, noted: Head | None) -> AuditReport:
    await session.begin(_SNAPSHOT)
    audit = Audit(session.seals)
    async for row in _all(session, JOURNALS):
        audit.journal(record_from(row))
    async for row in _all(session, HOLDS):
        audit.hold(stored_hold(row))
    async for row in _all(session, DEBTS):
        audit.debt(StoredDebt(Debt(*row[:-1]), bytes(row[-1])))
    async for row in _all(session, LOTS):
        audit.lot(stored_lot(row))
    closings = await all_closings(session)
    check = ChainCheck(closings, session.seals)
    async for page in all_numbered(session):
        check.journals(page)
    audit.chain(closings, check.finished(), noted)
    return audit.report(closings)


async def _all(session: SqlSession, text: str) -> AsyncIterator[tuple[Any, ...]]:
    """By their first column; the smallest id is not among them."""
    after = sql.NO_ID
    while True:
        page = await session.fetch_all(text, {"after": after, "limit": PAGE})
        for row in page:
            yield row
        if len(page) < PAGE:
            return
        after = page[-1][0]


def record_from(row: tuple[Any, ...]) -> JournalRecord:
    columns = [column or () for column in row[9:]]
    postings = tuple(PostingRecord(*one) for one in zip(*columns, strict=True))
    return JournalRecord(
        row[0], row[1], bytes(row[2]), row[3], row[4], row[5], row[6], row[7], postings, bytes(row[8])
    )


def stored_lot(row: tuple[Any, ...]) -> StoredLot:
    try:
        lot = rows.lot_from(row)
    except (LotOutOfBounds, LookupError, ValueError):
        return StoredLot(row[0], None, bytes(row[-1]))
    return StoredLot(row[0], lot, bytes(row[-1]))


def stored_hold(row: tuple[Any, ...]) -> StoredHold:
    try:
        hold = hold_rows.hold_from(row)
    except (ValueError, TypeError):
        return StoredHold(row[0], None, bytes(row[-1]))
    return StoredHold(row[0], hold, bytes(row[-1]))
