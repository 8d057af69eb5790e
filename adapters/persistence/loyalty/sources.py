"""Sources of lots on PostgreSQL."""

from dataclasses import dataclass
from typing import Any, Final

from adapters.persistence.loyalty import rows
from adapters.persistence.loyalty import statements as sql
from adapters.persistence.unit import SqlSession
from application.ports.ledger_sources import LotsAsked, SourcesAsked
from domain.loyalty.sources import GROUPED_BY, LotShare, Part, Source, SourceTotals
from domain.shared.ids import RegionId

# A region that no source tells is that of the order or of the adjustment behind the lot. A lot of points that
# came back or were given away is no issue of its own: its amount is still counted as used where it came from.
_LOTS: Final = (
    "SELECT lot.*, coalesce(source.region_id, orders.region_id, adjustments.region_id) AS region,"
    " source.campaign, source.promotion, source.funded_by,"
    " lot.amount - lot.remaining - lot.held - lot.expired - lot.reversed AS used,"
    " CASE WHEN lot.expires_at <= %(now)s THEN lot.remaining ELSE 0 END AS ending,"
    " CASE WHEN lot.grace_of IS NOT NULL OR lot.origin_kind = 'gift' THEN lot.amount ELSE 0 END AS again"
    " FROM lots AS lot LEFT JOIN lot_rules AS source ON source.lot_id = coalesce(lot.grace_of, lot.id)"
    " LEFT JOIN orders ON orders.id = lot.order_id"
    " LEFT JOIN adjustments ON lot.origin_kind = 'adjustment' AND adjustments.id = lot.origin_reference"
    " WHERE lot.earned_at >= %(start)s AND lot.earned_at < %(end)s"
)
_PARTS: Final = {
    Part.ISSUED: "amount - again",
    Part.USED: "used - again",
    Part.HELD: "held",
    Part.OUTSTANDING: "remaining - ending",
    Part.EXPIRED: "expired + ending",
    Part.REVERSED: "reversed",
    Part.OWED: "owed",
}
_IN_REGION: Final = "(%(region_id)s::uuid IS NULL OR region = %(region_id)s::uuid)"
_SUMS: Final = ", ".join(f"sum({text})::bigint" for text in _PARTS.values())
_NAMES: Final = {
    "region_id": "region",
    "campaign": "campaign",
    "promotion": "promotion",
    "funded_by": "funded_by",
}


@dataclass(frozen=True, slots=True)
class SqlSources:
    session: SqlSession

    async def totals(self, asked: SourcesAsked) -> tuple[SourceTotals, ...]:
        keys = GROUPED_BY[asked.by]
        names = ", ".join(_NAMES[key] for key in keys)
        text = (
            f"SELECT {names}, {_SUMS} FROM ({_LOTS}) AS told WHERE {_IN_REGION}"
            f" GROUP BY {names} ORDER BY {names}"
        )
        params = {
            "start": asked.period.start,
            "end": asked.period.end,
            "now": asked.now,
            "region_id": asked.region_id,
        }
        found = await self.session.fetch_all(text, params)
        return tuple(_totals(keys, row) for row in found)

    async def lots(self, asked: LotsAsked) -> tuple[LotShare, ...]:
        only = asked.only
        params: dict[str, Any] = {
            "start": asked.period.start,
            "end": asked.period.end,
            "now": asked.now,
            "region_id": only.region_id,
            "campaign": only.campaign,
            "promotion": only.promotion,
            "funded_by": only.funded_by,
            "skip": asked.skip,
            "limit": asked.limit,
        }
        named = " AND ".join(
            f"(%({name})s::text IS NULL OR coalesce({name}, '') = %({name})s::text)"
            for name in ("campaign", "promotion", "funded_by")
        )
        text = (
            f"SELECT {sql.LOT_COLUMNS}, {_PARTS[asked.part]} FROM ({_LOTS}) AS told"
            f" WHERE {_PARTS[asked.part]} <> 0 AND {named}"
            f" AND {_IN_REGION}"
            " ORDER BY earned_at, id OFFSET %(skip)s LIMIT %(limit)s"
        )
        found = await self.session.fetch_all(text, params)
        return tuple(LotShare(rows.lot_from(row), row[-1]) for row in found)


def _totals(keys: tuple[str, ...], row: tuple[Any, ...]) -> SourceTotals:
    named = dict(zip(keys, row, strict=False))
    region_id = named.pop("region_id", None)
    source = Source(RegionId(region_id) if region_id else None, **named)
    return SourceTotals(source, *row[len(keys) :])
