"""Seals: a hash over every stored field of a journal with its postings, and of a lot.

One altered number, name or moment no longer fits its seal. The text that is hashed is plain enough for SQL to
write it too: moments are whole microseconds since 1970, what is absent is a dash.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from domain.loyalty.journal import Journal, Origin
from domain.loyalty.lots import Lot

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class PostingRecord:
    """A posting as it is stored, believed in nothing."""

    seq: int
    account: str
    amount: int
    member_id: UUID | None
    lot_id: UUID | None


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """A journal as it is stored, believed in nothing; `postings` by their `seq`."""

    id: UUID
    request_id: str
    content_hash: bytes
    kind: str
    at: datetime
    origin_kind: str | None
    origin_reference: UUID | None
    order_id: UUID | None
    postings: tuple[PostingRecord, ...]
    seal: bytes = b""


def record_of(journal: Journal) -> JournalRecord:
    """What is stored of a journal, with its seal."""
    heading = journal.heading
    kind, reference, order_id = _of(heading.origin)
    record = JournalRecord(
        id=heading.journal_id,
        request_id=heading.request_id,
        content_hash=journal.content_hash,
        kind=journal.kind.value,
        at=heading.at,
        origin_kind=kind,
        origin_reference=reference,
        order_id=order_id,
        postings=tuple(
            PostingRecord(seq, posting.account.value, posting.amount, posting.member_id, posting.lot_id)
            for seq, posting in enumerate(journal.postings)
        ),
    )
    return replace(record, seal=seal_of(record))


def seal_of(record: JournalRecord) -> bytes:
    """SHA-256 (32 bytes) over a journal and its postings."""
    head = (
        record.id,
        record.request_id,
        record.content_hash.hex(),
        record.kind,
        _us(record.at),
        record.origin_kind,
        record.origin_reference,
        record.order_id,
    )
    lines = [_line(*head)]
    lines += [_line(p.seq, p.account, p.amount, p.member_id, p.lot_id) for p in record.postings]
    return sha256("\n".join(lines).encode()).digest()


def seal_of_lot(lot: Lot) -> bytes:
    """SHA-256 (32 bytes) over every field of a lot as it is stored."""
    kind, reference, order_id = _of(lot.origin)
    numbers = (lot.amount, lot.remaining, lot.held, lot.expired, lot.reversed, lot.owed)
    moments = (_us(lot.earned_at), _us(lot.pending_until), _us(lot.expires_at), _us(lot.matured_at))
    terms = (kind, reference, order_id, lot.policy_version, lot.sliding_days, lot.grace_of, lot.version)
    return sha256(_line(lot.id, lot.member_id, *numbers, *moments, *terms).encode()).digest()


def _of(origin: Origin | None) -> tuple[str | None, UUID | None, UUID | None]:
    return (None, None, None) if origin is None else (origin.kind.value, origin.reference, origin.order_id)


def _us(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def _line(*values: object) -> str:
    return "|".join("-" if value is None else str(value) for value in values)
