"""The books of points as accountants read them: reports, the rows behind each figure, and the audit."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Count, Id, Input, Moment, Output, Points, Price
from adapters.http.models.points import PointsLot
from domain.loyalty.audit import Flaw
from domain.loyalty.journal import JournalKind
from domain.loyalty.past import Standing
from domain.loyalty.reports import Total
from domain.loyalty.sources import Grouping, Part

SourceName = Annotated[str, Meta(max_length=64)]
Rows = Annotated[int, Meta(ge=1, le=1000, description="Rows on a page")]
Skip = Annotated[int, Meta(ge=0, le=10_000_000)]


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
    skip: Skip = 0
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


class SourcesQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of the points that were earned from `start` up to but without `end`."""

    by: Grouping
    start: Moment
    end: Moment
    thousand_worth_minor: Annotated[int, Meta(ge=0, le=10**9)] = 1_000


class PointsSource(Output, frozen=True, kw_only=True):
    """issued = used + held + outstanding + expired + reversed. `owed` were used and are to come back.

    Without a name: not known. `cost_minor` is what the used points cost whoever funds them.
    """

    region_id: Id | None
    campaign: str | None
    promotion: str | None
    funded_by: str | None
    issued: Points
    used: Points
    held: Points
    outstanding: Points
    expired: Points
    reversed: Points
    owed: Points
    cost_minor: Price


class PointsSources(Output, frozen=True, kw_only=True):
    items: list[PointsSource]


class SourceLotsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lots of one number. A name that is left out is any; an empty one is none."""

    part: Part
    start: Moment
    end: Moment
    region_id: Id | None = None
    campaign: SourceName | None = None
    promotion: SourceName | None = None
    funded_by: SourceName | None = None
    skip: Skip = 0
    limit: Rows = 100


class SourceLot(Output, frozen=True, kw_only=True):
    """`points` add up to the number; below zero where they came back or were given on."""

    member_id: Id
    points: Points
    lot: PointsLot


class SourceLots(Output, frozen=True, kw_only=True):
    """`next_skip` is None at the end."""

    items: list[SourceLot]
    next_skip: Count | None


class StandingQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rows of one figure of what is outstanding right before `moment`."""

    standing: Standing
    moment: Moment
    skip: Skip = 0
    limit: Rows = 100


class StandingRow(Output, frozen=True, kw_only=True):
    """Without `lot_id` it is what a member owes."""

    member_id: Id
    lot_id: Id | None
    points: Points


class StandingRows(Output, frozen=True, kw_only=True):
    """`next_skip` is None at the end."""

    items: list[StandingRow]
    next_skip: Count | None


class AuditQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`noted` is the `head` of an earlier audit: the books must still reach it."""

    noted: Annotated[str, Meta(min_length=66, max_length=84)] | None = None


class AuditFinding(Output, frozen=True, kw_only=True):
    flaw: Flaw
    id: Id


class PointsAudit(Output, frozen=True, kw_only=True):
    """Empty `findings`: every row fits its seal, all sums agree, and the chain of closings is whole.

    `closed` journals stand under closings; `head` is the newest one, to be noted elsewhere.
    """

    journals: Count
    postings: Count
    lots: Count
    closed: Count
    head: str | None
    findings: list[AuditFinding]
