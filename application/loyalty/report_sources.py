"""What became of the points of a period, by campaign, promotion, funder or region, and the lots behind it."""

from dataclasses import dataclass

from application.ports.ledger import NewLoyaltyWork
from application.ports.ledger_reads import StandingAsked
from application.ports.ledger_sources import LotsAsked, SourcesAsked
from application.ports.time import Clock
from domain.loyalty.past import StandingRow
from domain.loyalty.sources import Grouping, LotShare, Part, Source, SourceTotals
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class ReportSources:
    by: Grouping
    period: Window


@dataclass(frozen=True, slots=True)
class ReportSourcesHandler:
    new_work: NewLoyaltyWork
    clock: Clock

    async def __call__(self, query: ReportSources) -> tuple[SourceTotals, ...]:
        async with self.new_work() as work:
            return await work.ledger.sources.totals(SourcesAsked(query.by, query.period, self.clock.now()))


@dataclass(frozen=True, slots=True)
class SourceLots:
    """The lots of one number: `skip` were seen, `limit` is 1 to 1,001."""

    part: Part
    period: Window
    only: Source
    skip: int
    limit: int


@dataclass(frozen=True, slots=True)
class SourceLotsHandler:
    new_work: NewLoyaltyWork
    clock: Clock

    async def __call__(self, query: SourceLots) -> tuple[LotShare, ...]:
        """Oldest first."""
        asked = LotsAsked(query.part, query.period, self.clock.now(), query.only, query.skip, query.limit)
        async with self.new_work() as work:
            return await work.ledger.sources.lots(asked)


@dataclass(frozen=True, slots=True)
class StandingRows:
    asked: StandingAsked


@dataclass(frozen=True, slots=True)
class StandingRowsHandler:
    new_work: NewLoyaltyWork

    async def __call__(self, query: StandingRows) -> tuple[StandingRow, ...]:
        """All of them add up to what the report says was outstanding."""
        async with self.new_work() as work:
            return await work.ledger.reads.standing(query.asked)
