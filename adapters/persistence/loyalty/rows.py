"""Rows to lots, lines and policies, and back to the arguments of a write."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

import msgspec

from adapters.persistence.arrays import listed, texts
from application.ports.ledger import OpenPurse
from domain.loyalty.accounts import Account
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.history import HistoryLine, LotRule, ToldPosting
from domain.loyalty.journal import Journal, JournalKind, LotId, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.records import PostingRecord, record_of
from domain.loyalty.seals import Seals
from domain.shared.texts import Text

Row = tuple[Any, ...]
_ORIGIN_KINDS: Final = {kind.value: kind for kind in OriginKind}


def lot_from(row: Row) -> Lot:
    """A row of `LOT_COLUMNS`."""
    origin = Origin(_ORIGIN_KINDS[row[9]], row[10], row[11])
    return Lot(
        row[0],
        row[1],
        row[2],
        row[3],
        row[5],
        row[6],
        row[7],
        origin,
        row[12],
        row[4],
        row[8],
        row[13],
        row[14],
        row[15],
        row[16],
        row[17],
        row[18],
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


def posted_from(told: str | None) -> Mapping[str, bytes]:
    """An object of content hashes in hex, by request; None where none was posted."""
    found = msgspec.json.decode(told, type=dict[str, str]) if told else {}
    return {request_id: bytes.fromhex(posted) for request_id, posted in found.items()}


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
        rule=None if row[12] is None else rule_from(row[12:18]),
    )
    return told.line()


def rule_from(row: Row) -> LotRule:
    """Region, version, promotion, name, campaign, who funds it."""
    return LotRule(row[0], row[1], row[2], msgspec.json.decode(row[3], type=Text), row[4], row[5])


def rule_params(lot_id: LotId, rule: LotRule) -> Mapping[str, Any]:
    return {
        "lot_id": lot_id,
        "region_id": rule.region_id,
        "rules_version": rule.rules_version,
        "promotion": rule.promotion,
        "name": msgspec.json.encode(rule.name).decode(),
        "campaign": rule.campaign,
        "funded_by": rule.funded_by,
    }


def policy_from(row: Row) -> EarningPolicy:
    """A row of `POLICY_COLUMNS`, which are the fields of a policy in their order."""
    policy = EarningPolicy(*row)
    return replace(policy, expiry_kind=ExpiryKind(policy.expiry_kind))


def policy_params(policy: EarningPolicy) -> Mapping[str, Any]:
    return asdict(policy)


def debt_params(debt: Debt, seals: Seals) -> Mapping[str, Any]:
    """The seal is that of the version which is stored now; so it is with lots."""
    return asdict(debt) | {"seal": seals.of_debt(replace(debt, version=debt.version + 1))}


def journals_params(journals: Sequence[Journal], seals: Seals) -> Mapping[str, Any]:
    records = [record_of(journal) for journal in journals]
    return {
        "ids": listed(record.id for record in records),
        "request_ids": texts(record.request_id for record in records),
        "content_hashes": listed(record.content_hash.hex() for record in records),
        "kinds": listed(record.kind for record in records),
        "ats": listed(record.at for record in records),
        "origin_kinds": listed(record.origin_kind for record in records),
        "origin_references": listed(record.origin_reference for record in records),
        "order_ids": listed(record.order_id for record in records),
        "seals": listed(seals.of_journal(record).hex() for record in records),
        "journal_ids": listed(record.id for record in records for _ in record.postings),
        **_postings_params([posting for record in records for posting in record.postings]),
    }


def _postings_params(postings: Sequence[PostingRecord]) -> Mapping[str, Any]:
    seqs, accounts, amounts, member_ids, lot_ids = zip(*postings, strict=True)
    return {
        "seqs": listed(seqs),
        "accounts": listed(accounts),
        "amounts": listed(amounts),
        "member_ids": listed(member_ids),
        "lot_ids": listed(lot_ids),
    }


def new_lots_params(lots: Sequence[Lot], seals: Seals) -> Mapping[str, Any]:
    return _changing(lots, seals) | {
        "member_ids": listed(lot.member_id for lot in lots),
        "amounts": listed(lot.amount for lot in lots),
        "earned_ats": listed(lot.earned_at for lot in lots),
        "pending_untils": listed(lot.pending_until for lot in lots),
        "origin_kinds": listed(lot.origin.kind.value for lot in lots),
        "origin_references": listed(lot.origin.reference for lot in lots),
        "order_ids": listed(lot.origin.order_id for lot in lots),
        "policy_versions": listed(lot.policy_version for lot in lots),
        "sliding_days": listed(lot.sliding_days for lot in lots),
        "graces_of": listed(lot.grace_of for lot in lots),
    }


def changed_lots_params(lots: Sequence[Lot], seals: Seals) -> Mapping[str, Any]:
    """In the order of ids, so that two writers of the same lots wait for each other and not in a ring."""
    ranked = sorted(lots, key=lambda lot: lot.id.int)
    return _changing(ranked, seals) | {"versions": listed(lot.version for lot in ranked)}


def _changing(lots: Sequence[Lot], seals: Seals) -> dict[str, Any]:
    """What lots may change; the seal of each is that of the version which is stored now."""
    return {
        "ids": listed(lot.id for lot in lots),
        "remainings": listed(lot.remaining for lot in lots),
        "helds": listed(lot.held for lot in lots),
        "expires_ats": listed(lot.expires_at for lot in lots),
        "matured_ats": listed(lot.matured_at for lot in lots),
        "expireds": listed(lot.expired for lot in lots),
        "reverseds": listed(lot.reversed for lot in lots),
        "oweds": listed(lot.owed for lot in lots),
        "seals": listed(seals.of_lot(lot, lot.version + 1).hex() for lot in lots),
    }
