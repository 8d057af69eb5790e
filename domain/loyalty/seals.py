"""Seals over every stored field of a journal with its postings, and of a lot, a hold, a debt.

One altered number, name or moment no longer fits its seal, and who has the database but not the key cannot
make another one (docs/adr/0143). Moments are whole microseconds since 1970, what is absent is a dash.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from domain.loyalty.holds import Hold
from domain.loyalty.journal import Journal, Origin
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt

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


@dataclass(frozen=True, slots=True)
class Seals:
    """HMAC-SHA256 (32 bytes) under `key`; without a key SHA-256, as books were sealed before keys."""

    key: bytes = b""

    def sealed(self, record: JournalRecord) -> JournalRecord:
        return replace(record, seal=self.of_journal(record))

    def of_journal(self, record: JournalRecord) -> bytes:
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
        return self.over("\n".join(lines))

    def of_lot(self, lot: Lot, version: int | None = None) -> bytes:
        """Over the lot as it is stored, in that version; None for its own."""
        kind, reference, order_id = _of(lot.origin)
        numbers = (lot.amount, lot.remaining, lot.held, lot.expired, lot.reversed, lot.owed)
        moments = (_us(lot.earned_at), _us(lot.pending_until), _us(lot.expires_at), _us(lot.matured_at))
        stored = lot.version if version is None else version
        terms = (kind, reference, order_id, lot.policy_version, lot.sliding_days, lot.grace_of, stored)
        return self.over(_line(lot.id, lot.member_id, *numbers, *moments, *terms))

    def of_hold(self, hold: Hold) -> bytes:
        kind, reference, order_id = _of(hold.origin)
        moments = (_us(hold.held_at), _us(hold.lapses_at), _us(hold.ended_at))
        head = (hold.id, hold.member_id, kind, reference, order_id, *moments)
        parts = [_line(one.lot_id, one.amount, one.captured, one.refunded) for one in hold.parts]
        return self.over(_line(*head, hold.grace_days, hold.status.value, hold.version, *parts))

    def of_debt(self, debt: Debt) -> bytes:
        return self.over(_line(debt.member_id, debt.amount, debt.version))

    def over(self, text: str) -> bytes:
        content = text.encode()
        return hmac.digest(self.key, content, "sha256") if self.key else sha256(content).digest()


def record_of(journal: Journal) -> JournalRecord:
    """What is stored of a journal, without its seal."""
    heading = journal.heading
    kind, reference, order_id = _of(heading.origin)
    return JournalRecord(
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


def _of(origin: Origin | None) -> tuple[str | None, UUID | None, UUID | None]:
    return (None, None, None) if origin is None else (origin.kind.value, origin.reference, origin.order_id)


def micros(moment: datetime) -> int:
    """Whole microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def _us(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def _line(*values: object) -> str:
    return "|".join("-" if value is None else str(value) for value in values)
