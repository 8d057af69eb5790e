"""Rows to lots, lines and policies, and back to the arguments of a write."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from application.ports.ledger import OpenPurse
from domain.loyalty.accounts import Account
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.history import HistoryLine, ToldPosting
from domain.loyalty.journal import Journal, JournalKind, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.seals import record_of, seal_of_lot

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
        expired=row[14],
        reversed=row[15],
        owed=row[16],
        sliding_days=row[17],
        grace_of=row[18],
    )


def purse_from(found: Sequence[Row]) -> OpenPurse:
    """Rows of `OPENED`: one for each lot, or a single one without a lot; each says the rest too."""
    posted, amount, version, lapses_at, member_id = found[0][-5:]
    return OpenPurse(
        posted=None if posted is None else bytes(posted),
        lots=tuple(lot_from(row) for row in found if row[0] is not None),
        debt=Debt(member_id) if version is None else Debt(member_id, amount, version),
        lapses_at=lapses_at,
    )


def line_from(row: Row) -> HistoryLine:
    told = ToldPosting(
        journal_id=row[0],
        seq=row[1],
        kind=JournalKind(row[2]),
        account=Account(row[3]),
        amount=row[4],
        booked_at=row[5],
        pending_until=row[6],
        expires_at=row[7],
        origin_kind=OriginKind(row[8]),
        order_id=row[9],
        lot_id=row[10],
        policy_version=row[11],
    )
    return told.line()


def policy_from(row: Row) -> EarningPolicy:
    """A row of `POLICY_COLUMNS`, which are the fields of a policy in their order."""
    policy = EarningPolicy(*row)
    return replace(policy, expiry_kind=ExpiryKind(policy.expiry_kind))


def policy_params(policy: EarningPolicy) -> Mapping[str, Any]:
    return asdict(policy)


def debt_params(debt: Debt) -> Mapping[str, Any]:
    return asdict(debt)


def journals_params(journals: Sequence[Journal]) -> Mapping[str, Any]:
    records = [record_of(journal) for journal in journals]
    return {
        "ids": [record.id for record in records],
        "request_ids": [record.request_id for record in records],
        "content_hashes": [record.content_hash for record in records],
        "kinds": [record.kind for record in records],
        "at": [record.at for record in records],
        "origin_kinds": [record.origin_kind for record in records],
        "origin_references": [record.origin_reference for record in records],
        "order_ids": [record.order_id for record in records],
        "seals": [record.seal for record in records],
    }


def postings_params(journals: Sequence[Journal]) -> Mapping[str, Any]:
    all_of = [(journal, seq, one) for journal in journals for seq, one in enumerate(journal.postings)]
    return {
        "journal_ids": [journal.heading.journal_id for journal, _, _ in all_of],
        "seqs": [seq for _, seq, _ in all_of],
        "accounts": [posting.account.value for _, _, posting in all_of],
        "amounts": [posting.amount for _, _, posting in all_of],
        "member_ids": [posting.member_id for _, _, posting in all_of],
        "lot_ids": [posting.lot_id for _, _, posting in all_of],
    }


def new_lots_params(lots: Sequence[Lot]) -> Mapping[str, Any]:
    lots = [replace(lot, version=1) for lot in lots]
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
        "versions": [lot.version for lot in lots],
        "expired": [lot.expired for lot in lots],
        "reversed": [lot.reversed for lot in lots],
        "owed": [lot.owed for lot in lots],
        "sliding_days": [lot.sliding_days for lot in lots],
        "grace_of": [lot.grace_of for lot in lots],
        "seals": [seal_of_lot(lot) for lot in lots],
    }


def changed_lots_params(lots: Sequence[Lot]) -> Mapping[str, Any]:
    """In the order of ids, so that two writers of the same lots wait for each other and not in a ring."""
    lots = sorted(lots, key=lambda lot: lot.id)
    return {
        "ids": [lot.id for lot in lots],
        "remaining": [lot.remaining for lot in lots],
        "held": [lot.held for lot in lots],
        "matured_at": [lot.matured_at for lot in lots],
        "expires_at": [lot.expires_at for lot in lots],
        "expired": [lot.expired for lot in lots],
        "reversed": [lot.reversed for lot in lots],
        "owed": [lot.owed for lot in lots],
        "seals": [seal_of_lot(replace(lot, version=lot.version + 1)) for lot in lots],
        "versions": [lot.version for lot in lots],
    }
