"""Rows to lots, lines and policies, and back to the arguments of a write."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from domain.loyalty.history import HistoryLine, ToldPosting
from domain.loyalty.journal import Journal, JournalKind, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.policy import EarningPolicy

Row = tuple[Any, ...]


def lot_from(row: Row) -> Lot:
    """A row of `LOT_COLUMNS`."""
    return Lot(
        id=row[0],
        member_id=row[1],
        amount=row[2],
        remaining=row[3],
        held=row[4],
        earned_at=row[5],
        pending_until=row[6],
        expires_at=row[7],
        matured_at=row[8],
        origin=Origin(OriginKind(row[9]), row[10], row[11]),
        policy_version=row[12],
        version=row[13],
    )


def line_from(row: Row) -> HistoryLine:
    journal_id, seq, kind, amount, booked_at, pending_until, expires_at, origin_kind, order_id = row
    told = ToldPosting(
        journal_id=journal_id,
        seq=seq,
        kind=JournalKind(kind),
        amount=amount,
        booked_at=booked_at,
        pending_until=pending_until,
        expires_at=expires_at,
        origin_kind=OriginKind(origin_kind),
        order_id=order_id,
    )
    return told.line()


def policy_from(row: Row) -> EarningPolicy:
    return EarningPolicy(*row)


def policy_params(policy: EarningPolicy) -> Mapping[str, Any]:
    return asdict(policy)


def journal_params(journal: Journal) -> Mapping[str, Any]:
    heading = journal.heading
    origin = heading.origin
    return {
        "id": heading.journal_id,
        "request_id": heading.request_id,
        "content_hash": journal.content_hash,
        "kind": journal.kind.value,
        "at": heading.at,
        "origin_kind": origin.kind.value if origin else None,
        "origin_reference": origin.reference if origin else None,
        "order_id": origin.order_id if origin else None,
    }


def postings_params(journal: Journal) -> Mapping[str, Any]:
    postings = journal.postings
    return {
        "journal_id": journal.heading.journal_id,
        "seqs": list(range(len(postings))),
        "accounts": [posting.account.value for posting in postings],
        "amounts": [posting.amount for posting in postings],
        "member_ids": [posting.member_id for posting in postings],
        "lot_ids": [posting.lot_id for posting in postings],
    }


def new_lots_params(lots: Sequence[Lot]) -> Mapping[str, Any]:
    return {
        "ids": [lot.id for lot in lots],
        "member_ids": [lot.member_id for lot in lots],
        "amounts": [lot.amount for lot in lots],
        "remaining": [lot.remaining for lot in lots],
        "held": [lot.held for lot in lots],
        "earned_at": [lot.earned_at for lot in lots],
        "pending_until": [lot.pending_until for lot in lots],
        "expires_at": [lot.expires_at for lot in lots],
        "matured_at": [lot.matured_at for lot in lots],
        "origin_kinds": [lot.origin.kind.value for lot in lots],
        "origin_references": [lot.origin.reference for lot in lots],
        "order_ids": [lot.origin.order_id for lot in lots],
        "policy_versions": [lot.policy_version for lot in lots],
        "versions": [1] * len(lots),
    }


def changed_lots_params(lots: Sequence[Lot]) -> Mapping[str, Any]:
    """In the order of ids, so that two writers of the same lots wait for each other and not in a ring."""
    lots = sorted(lots, key=lambda lot: lot.id)
    return {
        "ids": [lot.id for lot in lots],
        "remaining": [lot.remaining for lot in lots],
        "held": [lot.held for lot in lots],
        "matured_at": [lot.matured_at for lot in lots],
        "versions": [lot.version for lot in lots],
    }
