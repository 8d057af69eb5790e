"""What is sealed of a row, as text: of holds and debts, and of journals and lots until they were packed.

Moments are whole microseconds since 1970, what is absent is a dash (docs/adr/0047).
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from domain.loyalty.holds import Hold
from domain.loyalty.journal import Origin
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.records import JournalRecord

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Whole microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def journal_text(record: JournalRecord) -> bytes:
    head = (
        record.id,
        record.request_id,
        record.content_hash.hex(),
        record.kind,
        micros(record.at),
        record.origin_kind,
        record.origin_reference,
        record.order_id,
    )
    return "\n".join([_line(*head), *(_line(*posting) for posting in record.postings)]).encode()


def lot_text(lot: Lot) -> bytes:
    numbers = (lot.amount, lot.remaining, lot.held, lot.expired, lot.reversed, lot.owed)
    moments = (_us(lot.earned_at), _us(lot.pending_until), _us(lot.expires_at), _us(lot.matured_at))
    terms = (*_of(lot.origin), lot.policy_version, lot.sliding_days, lot.grace_of, lot.version)
    return _line(lot.id, lot.member_id, *numbers, *moments, *terms).encode()


def hold_text(hold: Hold) -> bytes:
    moments = (_us(hold.held_at), _us(hold.lapses_at), _us(hold.ended_at))
    head = (hold.id, hold.member_id, *_of(hold.origin), *moments)
    parts = [_line(one.lot_id, one.amount, one.captured, one.refunded) for one in hold.parts]
    return _line(*head, hold.grace_days, hold.status.value, hold.version, *parts).encode()


def debt_text(debt: Debt) -> bytes:
    return _line(debt.member_id, debt.amount, debt.version).encode()


def _of(origin: Origin) -> tuple[str, UUID, UUID | None]:
    return origin.kind.value, origin.reference, origin.order_id


def _us(moment: datetime | None) -> int | None:
    return None if moment is None else micros(moment)


def _line(*values: object) -> str:
    return "|".join("-" if value is None else str(value) for value in values)
