"""Wallets, adjustments, refunds and reports as they go over the wire."""

from dataclasses import fields

from adapters.http.models import me
from adapters.http.models import points as wire
from adapters.http.models import points_reports as books
from adapters.http.models.fields import Text
from application.loyalty.points_history import HistoryPage
from application.loyalty.wallet_of import Wallet
from domain.loyalty.adjusting import Adjustment
from domain.loyalty.audit import AuditReport
from domain.loyalty.balance import Balance
from domain.loyalty.history import LotRule
from domain.loyalty.holds import Hold
from domain.loyalty.lots import Lot
from domain.loyalty.past import StandingRow
from domain.loyalty.refunds import Refund
from domain.loyalty.reports import Outstanding, PointsReport, TotalRow, Totals
from domain.loyalty.sources import SourceTotals


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
        lots=[lot(one) for one in sorted(seen.lots, key=lambda one: (one.expires_at, one.earned_at, one.id))],
        holds=[_hold(hold) for hold in seen.holds],
    )


def lot(one: Lot) -> wire.PointsLot:
    return wire.PointsLot(
        id=one.id,
        amount=one.amount,
        remaining=one.remaining,
        held=one.held,
        expired=one.expired,
        reversed=one.reversed,
        owed=one.owed,
        earned_at=one.earned_at,
        pending_until=one.pending_until,
        expires_at=one.expires_at,
        origin=one.origin.kind,
        order_id=one.origin.order_id,
        policy_version=one.policy_version,
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


def report(seen: PointsReport) -> books.PointsReport:
    return books.PointsReport(
        start=seen.start,
        end=seen.end,
        totals=books.PointsTotals(**numbers(seen.totals)),
        opening=books.PointsOutstanding(**numbers(seen.opening), net=seen.opening.net),
        closing=books.PointsOutstanding(**numbers(seen.closing), net=seen.closing.net),
        breakage_bp=seen.breakage_bp,
        expected_breakage=seen.expected_breakage,
        liability_points=seen.liability_points,
        liability_minor=seen.liability_minor,
    )


def row(one: TotalRow) -> books.PointsRow:
    return books.PointsRow(
        at=one.at,
        points=one.points,
        kind=one.kind,
        journal_id=one.journal_id,
        member_id=one.member_id,
        lot_id=one.lot_id,
        order_id=one.order_id,
    )


def standing(one: StandingRow) -> books.StandingRow:
    return books.StandingRow(member_id=one.member_id, lot_id=one.lot_id, points=one.points)


def source(one: SourceTotals, thousand_worth_minor: int) -> books.PointsSource:
    return books.PointsSource(
        region_id=one.source.region_id,
        campaign=one.source.campaign,
        promotion=one.source.promotion,
        funded_by=one.source.funded_by,
        issued=one.issued,
        used=one.used,
        held=one.held,
        outstanding=one.outstanding,
        expired=one.expired,
        reversed=one.reversed,
        owed=one.owed,
        cost_minor=one.cost_minor(thousand_worth_minor),
    )


def audit(seen: AuditReport) -> books.PointsAudit:
    return books.PointsAudit(
        journals=seen.journals,
        postings=seen.postings,
        lots=seen.lots,
        closed=seen.closed,
        head=None if seen.head is None else str(seen.head),
        findings=[books.AuditFinding(flaw=one.flaw, id=one.id) for one in seen.findings],
    )


def numbers(of: Totals | Outstanding) -> dict[str, int]:
    return {field.name: getattr(of, field.name) for field in fields(of)}
