"""Sources of lots in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from adapters.memory.ledger_books import Books
from application.ports.ledger_sources import LotsAsked, SourcesAsked
from domain.loyalty.adjusting import AdjustmentId
from domain.loyalty.history import LotRule
from domain.loyalty.journal import OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.sources import GROUPED_BY, LotShare, Source, SourceTotals
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class MemorySources:
    """Without orders a region is known from sources and adjustments alone."""

    books: Books

    async def totals(self, asked: SourcesAsked) -> tuple[SourceTotals, ...]:
        keys = GROUPED_BY[asked.by]
        found: dict[Source, SourceTotals] = {}
        for lot in self._earned_in(asked.period):
            told = self._source(lot)
            if asked.region_id not in (None, told.region_id):
                continue
            source = Source(**{key: getattr(told, key) for key in keys})
            found[source] = _added(found.get(source, SourceTotals(source)), _parts(lot, asked.now))

        def order(one: SourceTotals) -> tuple[tuple[bool, str], ...]:
            return tuple(_last_if_none(getattr(one.source, key)) for key in keys)

        return tuple(sorted(found.values(), key=order))

    async def lots(self, asked: LotsAsked) -> tuple[LotShare, ...]:
        found = [
            LotShare(lot, points)
            for lot in self._earned_in(asked.period)
            if (points := _parts(lot, asked.now)[asked.part.value]) and _fits(self._source(lot), asked.only)
        ]
        ordered = sorted(found, key=lambda one: (one.lot.earned_at, one.lot.id))
        return tuple(ordered[asked.skip : asked.skip + asked.limit])

    def _earned_in(self, period: Window) -> Iterator[Lot]:
        return (lot for lot in self.books.lots.values() if period.holds(lot.earned_at))

    def _source(self, lot: Lot) -> Source:
        source = _source_of(self.books.rules.get(lot.grace_of or lot.id))
        if source.region_id is None and lot.origin.kind is OriginKind.ADJUSTMENT:
            paper = self.books.adjustments.get(AdjustmentId(lot.origin.reference))
            return replace(source, region_id=paper.region_id if paper else None)
        return source


def _source_of(rule: LotRule | None) -> Source:
    return Source() if rule is None else Source(rule.region_id, rule.campaign, rule.promotion, rule.funded_by)


def _parts(lot: Lot, now: datetime) -> dict[str, int]:
    again = lot.amount if lot.grace_of is not None or lot.origin.kind is OriginKind.GIFT else 0
    ending = lot.remaining if lot.expires_at <= now else 0
    return {
        "issued": lot.amount - again,
        "used": lot.used - again,
        "held": lot.held,
        "outstanding": lot.remaining - ending,
        "expired": lot.expired + ending,
        "reversed": lot.reversed,
        "owed": lot.owed,
    }


def _added(totals: SourceTotals, parts: Mapping[str, int]) -> SourceTotals:
    return replace(totals, **{name: getattr(totals, name) + points for name, points in parts.items()})


def _fits(source: Source, only: Source) -> bool:
    """None asks for any; an empty name for none."""
    wanted = {one.name: getattr(only, one.name) for one in fields(Source)}
    return all(value is None or (getattr(source, name) or "") == value for name, value in wanted.items())


def _last_if_none(name: object) -> tuple[bool, str]:
    return name is None, str(name)
