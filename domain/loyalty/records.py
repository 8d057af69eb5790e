"""Journals and postings as they are stored, believed in nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.loyalty.journal import Journal


class PostingRecord(NamedTuple):
    """A tuple, because a chunk of the clock's runs makes thousands."""

    seq: int
    account: str
    amount: int
    member_id: UUID | None
    lot_id: UUID | None


@dataclass(frozen=True, slots=True)
class JournalRecord:
    """`postings` by their `seq`."""

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
    """What is stored of a journal, without its seal."""
    heading, origin = journal.heading, journal.heading.origin
    return JournalRecord(
        id=heading.journal_id,
        request_id=heading.request_id,
        content_hash=journal.content_hash,
        kind=journal.kind.value,
        at=heading.at,
        origin_kind=origin.kind.value if origin else None,
        origin_reference=origin.reference if origin else None,
        order_id=origin.order_id if origin else None,
        postings=tuple(
            PostingRecord(seq, posting.account.value, posting.amount, posting.member_id, posting.lot_id)
            for seq, posting in enumerate(journal.postings)
        ),
    )
