"""What is sealed of a journal and of a lot, packed: a quarter of the time that text takes.

Every field has its place: numbers and moments (microseconds since 1970) in eight bytes, identities in
sixteen, words with their length before them. What is absent is zero, and a bit says that it is absent.
"""

from collections.abc import Iterable
from struct import Struct
from typing import Final
from uuid import UUID

from domain.loyalty.lots import Lot
from domain.loyalty.records import JournalRecord, PostingRecord
from domain.loyalty.sealed_text import micros

_NOTHING: Final = bytes(16)
_LOT: Final = Struct(">4s16s16s16s16s16s13qB")
_HEAD: Final = Struct(">4s16sq16s16sB4I")
_POSTING: Final = Struct(">hq16s16sBI")


def lot_bytes(lot: Lot, version: int) -> bytes:
    """The lot as it is stored in that version."""
    origin, matured_at, grace_of = lot.origin, lot.matured_at, lot.grace_of
    order_id, sliding_days = origin.order_id, lot.sliding_days
    absent = (
        (matured_at is None) | (grace_of is None) << 1 | (order_id is None) << 2 | (sliding_days is None) << 3
    )
    packed = _LOT.pack(
        b"lot2",
        lot.id.bytes,
        lot.member_id.bytes,
        origin.reference.bytes,
        order_id.bytes if order_id else _NOTHING,
        grace_of.bytes if grace_of else _NOTHING,
        lot.amount,
        lot.remaining,
        lot.held,
        lot.expired,
        lot.reversed,
        lot.owed,
        micros(lot.earned_at),
        micros(lot.pending_until),
        micros(lot.expires_at),
        micros(matured_at) if matured_at else 0,
        lot.policy_version,
        sliding_days or 0,
        version,
        absent,
    )
    return packed + origin.kind.value.encode()


def journal_bytes(record: JournalRecord) -> bytes:
    words = [
        record.request_id.encode(),
        record.content_hash,
        record.kind.encode(),
        (record.origin_kind or "").encode(),
    ]
    absent = (
        (record.origin_kind is None) | (record.origin_reference is None) << 1 | (record.order_id is None) << 2
    )
    head = _HEAD.pack(
        b"jou2",
        record.id.bytes,
        micros(record.at),
        _bytes(record.origin_reference),
        _bytes(record.order_id),
        absent,
        *map(len, words),
    )
    return b"".join((head, *words, *_postings(record.postings)))


def _postings(postings: Iterable[PostingRecord]) -> Iterable[bytes]:
    for seq, account, amount, member_id, lot_id in postings:
        word = account.encode()
        absent = (member_id is None) | (lot_id is None) << 1
        yield _POSTING.pack(seq, amount, _bytes(member_id), _bytes(lot_id), absent, len(word))
        yield word


def _bytes(found: UUID | None) -> bytes:
    return _NOTHING if found is None else found.bytes
