"""What the books say of a period: totals, what is outstanding and its worth, the rows behind each total."""

from dataclasses import dataclass

from application.ports.ledger import NewLoyaltyWork
from application.ports.ledger_reads import RowsAsked
from application.ports.time import Clock
from domain.loyalty.audit import AuditReport
from domain.loyalty.closings import Head
from domain.loyalty.reports import PointsReport, Total, TotalRow
from domain.shared.time import Window

_BEGINNING_YEAR = 1970


@dataclass(frozen=True, slots=True)
class ReportPoints:
    """`thousand_worth_minor` is the stated value of 1,000 points in minor units."""

    period: Window
    thousand_worth_minor: int


@dataclass(frozen=True, slots=True)
class ReportPointsHandler:
    new_work: NewLoyaltyWork
    clock: Clock

    async def __call__(self, query: ReportPoints) -> PointsReport:
        now, period = self.clock.now(), query.period
        ever = Window(period.start.replace(year=_BEGINNING_YEAR, month=1, day=1), period.end)
        async with self.new_work() as work:
            reads = work.ledger.reads
            return PointsReport(
                start=period.start,
                end=period.end,
                totals=await reads.totals(period, now),
                opening=await reads.outstanding_before(period.start),
                closing=await reads.outstanding_before(period.end),
                ever=await reads.totals(ever, now),
                thousand_worth_minor=query.thousand_worth_minor,
            )


@dataclass(frozen=True, slots=True)
class TotalRows:
    """`limit` is 1 to 10,000; `skip` rows were seen."""

    total: Total
    period: Window
    skip: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class TotalRowsHandler:
    new_work: NewLoyaltyWork
    clock: Clock

    async def __call__(self, query: TotalRows) -> tuple[TotalRow, ...]:
        """Oldest first; all of them add up to the total."""
        asked = RowsAsked(query.total, query.period, self.clock.now(), query.skip, query.limit)
        async with self.new_work() as work:
            return await work.ledger.reads.rows(asked)


@dataclass(frozen=True, slots=True)
class AuditPoints:
    """Read all books and say what does not fit; `noted` is the head that an earlier audit told."""

    noted: Head | None = None


@dataclass(frozen=True, slots=True)
class AuditPointsHandler:
    new_work: NewLoyaltyWork

    async def __call__(self, query: AuditPoints) -> AuditReport:
        async with self.new_work() as work:
            return await work.ledger.reads.audit(query.noted)
