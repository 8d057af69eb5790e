"""Wallets, adjustments, refunds and reports as they go over the wire."""

import csv
from collections.abc import Iterator
from dataclasses import fields
from io import StringIO

from adapters.http.models import me
from adapters.http.models import points as wire
from adapters.http.models.fields import Text
from application.loyalty.points_history import HistoryPage
from application.loyalty.wallet_of import Wallet
from domain.loyalty.adjusting import Adjustment
from domain.loyalty.audit import AuditReport
from domain.loyalty.balance import Balance
from domain.loyalty.history import LotRule
from domain.loyalty.holds import Hold
from domain.loyalty.lots import Lot
from domain.loyalty.refunds import Refund
from domain.loyalty.reports import Outstanding, PointsReport, TotalRow, Totals


def balance(seen: Balance) -> me.PointsBalance:
    soonest = seen.expiring_next
    return me.PointsBalance(
        available=seen.available,
        pending=seen.pending,
        held=seen.held,
        debt=seen.debt,
        expiring_next=me.ExpiringPoints(amount=soonest.amount, at=soonest.at) if soonest else None,
    )


def _rule(rule: LotRule | None) -> me.PointsRule | None:
    if rule is None:
        return None
    name = Text(zh=rule.name.zh, en=rule.name.en)
    return me.PointsRule(promotion=rule.promotion, name=name, rules_version=rule.rules_version)


def history_page(page: HistoryPage) -> me.PointsHistoryPage:
    items = [
        me.PointsEntry(
            id=line.id,
            kind=line.kind.value,
            amount=line.amount,
            at=line.at,
            reason=Text(zh=line.reason.zh, en=line.reason.en),
            order_id=line.order_id,
            lot_id=line.lot_id,
            policy_version=line.policy_version,
            rule=_rule(line.rule),
        )
        for line in page.items
    ]
    return me.PointsHistoryPage(items=items, next_cursor=page.next_cursor)


def wallet(seen: Wallet) -> wire.Wallet:
    return wire.Wallet(
        moment=seen.moment,
        balance=balance(seen.balance),
        lots=[
            _lot(lot) for lot in sorted(seen.lots, key=lambda lot: (lot.expires_at, lot.earned_at, lot.id))
        ],
        holds=[_hold(hold) for hold in seen.holds],
    )


def _lot(lot: Lot) -> wire.PointsLot:
    return wire.PointsLot(
        id=lot.id,
        amount=lot.amount,
        remaining=lot.remaining,
        held=lot.held,
        expired=lot.expired,
        reversed=lot.reversed,
        owed=lot.owed,
        earned_at=lot.earned_at,
        pending_until=lot.pending_until,
        expires_at=lot.expires_at,
        origin=lot.origin.kind,
        order_id=lot.origin.order_id,
        policy_version=lot.policy_version,
    )


def _hold(hold: Hold) -> wire.PointsHold:
    return wire.PointsHold(
        id=hold.id,
        amount=hold.amount,
        status=hold.status,
        held_at=hold.held_at,
        lapses_at=hold.lapses_at,
        order_id=hold.origin.order_id,
    )


def adjustment(one: Adjustment) -> wire.Adjustment:
    return wire.Adjustment(
        id=one.id,
        region_id=one.region_id,
        member_id=one.member_id,
        points=one.points,
        reason=one.reason,
        proposed_by=one.proposed_by,
        proposed_at=one.proposed_at,
        status=one.status,
        decided_by=one.decided_by,
        decided_at=one.decided_at,
    )


def refund(one: Refund) -> wire.Refund:
    return wire.Refund(
        id=one.id,
        order_id=one.order_id,
        number=one.number,
        amount_minor=one.amount_minor,
        points_minor=one.points_minor,
        lines=[wire.RefundLine(line=line.line, amount_minor=line.amount_minor) for line in one.lines],
        points_back=one.points_back,
        points_taken=one.points_taken,
        points_owed=one.points_owed,
        reason=one.reason,
        granted_at=one.granted_at,
    )


def report(seen: PointsReport) -> wire.PointsReport:
    return wire.PointsReport(
        start=seen.start,
        end=seen.end,
        totals=wire.PointsTotals(**_numbers(seen.totals)),
        opening=wire.PointsOutstanding(**_numbers(seen.opening), net=seen.opening.net),
        closing=wire.PointsOutstanding(**_numbers(seen.closing), net=seen.closing.net),
        breakage_bp=seen.breakage_bp,
        expected_breakage=seen.expected_breakage,
        liability_points=seen.liability_points,
        liability_minor=seen.liability_minor,
    )


def row(one: TotalRow) -> wire.PointsRow:
    return wire.PointsRow(
        at=one.at,
        points=one.points,
        kind=one.kind,
        journal_id=one.journal_id,
        member_id=one.member_id,
        lot_id=one.lot_id,
        order_id=one.order_id,
    )


def audit(seen: AuditReport) -> wire.PointsAudit:
    return wire.PointsAudit(
        journals=seen.journals,
        postings=seen.postings,
        lots=seen.lots,
        findings=[wire.AuditFinding(flaw=one.flaw, id=one.id) for one in seen.findings],
    )


def report_csv(seen: PointsReport) -> bytes:
    """One figure a line: section, name, number. UTF-8, comma-separated, with a heading (RFC 4180)."""
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(("section", "name", "value"))
    lines.writerows(_figures(seen))
    return text.getvalue().encode()


def _figures(seen: PointsReport) -> Iterator[tuple[str, str, object]]:
    yield "period", "start", seen.start.isoformat()
    yield "period", "end", seen.end.isoformat()
    for name, number in _numbers(seen.totals).items():
        yield "totals", name, number
    for section, stood in (("opening", seen.opening), ("closing", seen.closing)):
        for name, number in _numbers(stood).items():
            yield section, name, number
        yield section, "net", stood.net
    yield "liability", "breakage_bp", seen.breakage_bp
    yield "liability", "expected_breakage", seen.expected_breakage
    yield "liability", "points", seen.liability_points
    yield "liability", "thousand_worth_minor", seen.thousand_worth_minor
    yield "liability", "minor", seen.liability_minor


def _numbers(of: Totals | Outstanding) -> dict[str, int]:
    return {field.name: getattr(of, field.name) for field in fields(of)}
