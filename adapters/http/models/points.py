"""Points beyond one's own balance: gifts, wallets, adjustments, refunds, reports and the audit."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    Count,
    Cursor,
    Id,
    Input,
    Limit,
    Line,
    Moment,
    NonEmptyWords,
    Output,
    Points,
    Price,
)
from adapters.http.models.me import ExpiringPoints, PointsBalance
from adapters.http.models.orders import Versioned
from domain.loyalty.adjusting import AdjustmentStatus
from domain.loyalty.audit import Flaw
from domain.loyalty.holds import HoldStatus
from domain.loyalty.journal import JournalKind, OriginKind
from domain.loyalty.reports import Total

PointsWanted = Annotated[int, Meta(ge=1, le=10**12, description="Points, whole and above zero")]
Rows = Annotated[int, Meta(ge=1, le=1000, description="Rows on a page")]


class ExpiringQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    limit: Limit = DEFAULT_LIMIT


class ExpiringList(Output, frozen=True, kw_only=True):
    """Soonest first, one entry for each moment."""

    items: list[ExpiringPoints]


class GivePoints(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """They keep their age and their end."""

    receiver_id: Id
    points: PointsWanted


class Gift(Output, frozen=True, kw_only=True):
    id: Id
    receiver_id: Id
    points: Points
    at: Moment


class WalletQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`at` is a moment of the past; without it, now."""

    at: Moment | None = None


class PointsLot(Output, frozen=True, kw_only=True):
    """Of `amount`, `remaining` is free and `held` set aside; see the glossary for the others."""

    id: Id
    amount: Points
    remaining: Points
    held: Points
    expired: Points
    reversed: Points
    owed: Points
    earned_at: Moment
    pending_until: Moment
    expires_at: Moment
    origin: OriginKind
    order_id: Id | None
    policy_version: Count


class PointsHold(Output, frozen=True, kw_only=True):
    id: Id
    amount: Points
    status: HoldStatus
    held_at: Moment
    lapses_at: Moment | None
    order_id: Id | None


class Wallet(Output, frozen=True, kw_only=True):
    moment: Moment
    balance: PointsBalance
    lots: list[PointsLot]
    holds: list[PointsHold]


class ProposeAdjustment(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Above zero gives, below takes. `region_id` is the region that answers for it."""

    region_id: Id
    points: Annotated[int, Meta(ge=-(10**12), le=10**12)]
    reason: NonEmptyWords


class DecideAdjustment(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    is_approved: bool


class AdjustmentsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id
    status: AdjustmentStatus | None = None
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class Adjustment(Output, frozen=True, kw_only=True):
    id: Id
    region_id: Id
    member_id: Id
    points: Points
    reason: str
    proposed_by: Id
    proposed_at: Moment
    status: AdjustmentStatus
    decided_by: Id | None
    decided_at: Moment | None


class AdjustmentPage(Output, frozen=True, kw_only=True):
    items: list[Adjustment]
    next_cursor: str | None


class RefundLineWanted(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    line: Line
    amount_minor: Annotated[int, Meta(ge=1, le=2**53 - 1, description="Minor units of the currency")]


class RefundOrder(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `lines` all that is left is refunded."""

    reason: NonEmptyWords
    lines: Annotated[list[RefundLineWanted], Meta(min_length=1, max_length=100)] | None = None


class RefundLine(Output, frozen=True, kw_only=True):
    line: str
    amount_minor: Price


class Refund(Output, frozen=True, kw_only=True):
    """`amount_minor` is money. `points_back` were spent on the order, where they had paid `points_minor` of
    the lines; `points_taken` it had earned, of which `points_owed` is debt.
    """

    id: Id
    order_id: Id
    number: Count
    amount_minor: Price
    points_minor: Price
    lines: list[RefundLine]
    points_back: Points
    points_taken: Points
    points_owed: Points
    reason: str
    granted_at: Moment


class RefundList(Output, frozen=True, kw_only=True):
    items: list[Refund]


class PointsReportQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From `start` up to but without `end`. `thousand_worth_minor` is what 1,000 points are worth."""

    start: Moment
    end: Moment
    thousand_worth_minor: Annotated[int, Meta(ge=0, le=10**9)] = 1_000


class PointsTotals(Output, frozen=True, kw_only=True):
    issued: Points
    used: Points
    refunded: Points
    expired: Points
    reversed: Points
    adjusted: Points


class PointsOutstanding(Output, frozen=True, kw_only=True):
    available: Points
    pending: Points
    held: Points
    debt: Points
    net: Points


class PointsReport(Output, frozen=True, kw_only=True):
    """`breakage_bp` is in basis points: of the points whose fate is known, how many ended unused."""

    start: Moment
    end: Moment
    totals: PointsTotals
    opening: PointsOutstanding
    closing: PointsOutstanding
    breakage_bp: Count
    expected_breakage: Points
    liability_points: Points
    liability_minor: Price


class PointsRowsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    total: Total
    start: Moment
    end: Moment
    skip: Annotated[int, Meta(ge=0, le=10_000_000)] = 0
    limit: Rows = 100


class PointsRow(Output, frozen=True, kw_only=True):
    """Without `journal_id` it is due, and not yet booked."""

    at: Moment
    points: Points
    kind: JournalKind
    journal_id: Id | None
    member_id: Id | None
    lot_id: Id | None
    order_id: Id | None


class PointsRows(Output, frozen=True, kw_only=True):
    """`next_skip` is None at the end."""

    items: list[PointsRow]
    next_skip: Count | None


class AuditFinding(Output, frozen=True, kw_only=True):
    flaw: Flaw
    id: Id


class PointsAudit(Output, frozen=True, kw_only=True):
    """Empty `findings`: every journal and lot fits its seal, and all sums agree."""

    journals: Count
    postings: Count
    lots: Count
    findings: list[AuditFinding]
