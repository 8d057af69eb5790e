"""Rows to lots, lines and policies, and back to the arguments of a write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import msgspec

from application.ports.ledger import OpenPurse
from domain.loyalty.accounts import Account
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.history import HistoryLine, LotRule, ToldPosting
from domain.loyalty.journal import Journal, JournalKind, LotId, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.seals import JournalRecord, Seals, record_of
from domain.shared.texts import Text

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
    return _rows(_journal_row(record, seals) for record in map(record_of, journals))


def _journal_row(record: JournalRecord, seals: Seals) -> dict[str, Any]:
    return {
        "id": record.id,
        "request_id": record.request_id,
        "content_hash": record.content_hash.hex(),
        "kind": record.kind,
        "at": record.at,
        "origin_kind": record.origin_kind,
        "origin_reference": record.origin_reference,
        "order_id": record.order_id,
        "seal": seals.of_journal(record).hex(),
    }


def postings_params(journals: Sequence[Journal]) -> Mapping[str, Any]:
    return _rows(
        {
            "journal_id": journal.heading.journal_id,
            "seq": seq,
            "account": posting.account.value,
            "amount": posting.amount,
            "member_id": posting.member_id,
            "lot_id": posting.lot_id,
        }
        for journal in journals
        for seq, posting in enumerate(journal.postings)
    )


def new_lots_params(lots: Sequence[Lot], seals: Seals) -> Mapping[str, Any]:
    return _rows(
        _changing(lot, lot.version + 1, seals)
        | {
            "member_id": lot.member_id,
            "amount": lot.amount,
            "earned_at": lot.earned_at,
            "pending_until": lot.pending_until,
            "origin_kind": lot.origin.kind.value,
            "origin_reference": lot.origin.reference,
            "order_id": lot.origin.order_id,
            "policy_version": lot.policy_version,
            "sliding_days": lot.sliding_days,
            "grace_of": lot.grace_of,
        }
        for lot in lots
    )


def changed_lots_params(lots: Sequence[Lot], seals: Seals) -> Mapping[str, Any]:
    """In the order of ids, so that two writers of the same lots wait for each other and not in a ring."""
    ranked = sorted(lots, key=lambda lot: lot.id)
    ids = f"{{{','.join(str(lot.id) for lot in ranked)}}}"
    return {"ids": ids, **_rows(_changing(lot, lot.version, seals) for lot in ranked)}


def _changing(lot: Lot, version: int, seals: Seals) -> dict[str, Any]:
    """What a lot may change; its seal is that of the version which is stored now."""
    return {
        "id": lot.id,
        "remaining": lot.remaining,
        "held": lot.held,
        "expires_at": lot.expires_at,
        "matured_at": lot.matured_at,
        "expired": lot.expired,
        "reversed": lot.reversed,
        "owed": lot.owed,
        "version": version,
        "seal": seals.of_lot(lot, lot.version + 1).hex(),
    }


def _rows(found: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """One text for all rows: psycopg would write arrays element by element, in Python."""
    return {"rows": msgspec.json.encode(list(found)).decode()}
