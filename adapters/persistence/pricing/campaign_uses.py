"""The uses of promotions of a period on PostgreSQL."""

from dataclasses import dataclass
from typing import Final

from adapters.persistence.pooled import PooledStatements, Row
from application.ports.campaign_uses import SingleUse, UsesAsked
from domain.promotions.programme.costs import PromotionUses
from domain.promotions.programme.given import Given
from domain.shared.ids import AccountId, OrderId, RegionId
from domain.shared.time import Window

# A use knows no version of the rules; the price or the award that it belongs to does.
_USES: Final = (
    "SELECT used.*, coalesce(priced.rules_version, awarded.rules_version, 0) AS rules_version"
    " FROM promotion_uses AS used LEFT JOIN order_pricings AS priced ON priced.order_id = used.source_id"
    " LEFT JOIN promotion_occasions AS awarded ON awarded.id = used.source_id"
    " WHERE used.region_id = %(region_id)s AND used.at >= %(start)s AND used.at < %(end)s"
)
_AMOUNTS: Final = ("minor", "points", "coupons", "minor_back", "points_back", "coupons_back")
_SUMS: Final = ", ".join(f"sum({name})::bigint" for name in _AMOUNTS)
_TOTALS: Final = (
    f"SELECT promotion, campaign, rules_version, count(*), count(*) FILTER (WHERE is_over), {_SUMS}"
    f" FROM ({_USES}) AS uses GROUP BY promotion, campaign, rules_version"
    ' ORDER BY promotion COLLATE "C", campaign COLLATE "C", rules_version'
)
_ROWS: Final = (
    "SELECT source_id, promotion, at, member_id, order_id, rules_version, is_over,"
    f" {', '.join(_AMOUNTS)} FROM ({_USES}) AS uses WHERE campaign IS NOT DISTINCT FROM %(campaign)s::text"
    " AND rules_version = ANY(%(rules_versions)s::integer[])"
    ' ORDER BY at, source_id, promotion COLLATE "C" OFFSET %(skip)s LIMIT %(limit)s'
)


@dataclass(frozen=True, slots=True)
class SqlCampaignUses:
    """The `CampaignUses` port."""

    statements: PooledStatements

    async def totals(self, region_id: RegionId, period: Window) -> tuple[PromotionUses, ...]:
        params = {"region_id": region_id, "start": period.start, "end": period.end}
        return tuple(map(_total, await self.statements.read(_TOTALS, params)))

    async def uses(self, asked: UsesAsked) -> tuple[SingleUse, ...]:
        params = {
            "region_id": asked.region_id,
            "start": asked.period.start,
            "end": asked.period.end,
            "campaign": asked.campaign,
            "rules_versions": sorted(asked.rules_versions),
            "skip": asked.skip,
            "limit": asked.limit,
        }
        return tuple(map(_use, await self.statements.read(_ROWS, params)))


def _total(row: Row) -> PromotionUses:
    return PromotionUses(
        promotion=row[0],
        campaign=row[1],
        rules_version=row[2],
        uses=row[3],
        ended=row[4],
        given=Given(*row[5:8]),
        back=Given(*row[8:11]),
    )


def _use(row: Row) -> SingleUse:
    return SingleUse(
        source_id=row[0],
        promotion=row[1],
        at=row[2],
        member_id=AccountId(row[3]),
        order_id=None if row[4] is None else OrderId(row[4]),
        rules_version=row[5],
        given=Given(*row[7:10]),
        back=Given(*row[10:13]),
        is_over=row[6],
    )
