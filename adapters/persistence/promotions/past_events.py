"""The past of a region from orders, reviews and the lots that they earned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from adapters.persistence.pooled import PooledStatements, Row
from adapters.persistence.pricing.pricings import json_in
from adapters.persistence.promotions.opening_counts import PAGE, opening_counts
from application.ports.past_events import Past, PastOrder, PastReview
from domain.promotions.pricing.basket import Basket
from domain.promotions.programme.opening import OpeningAsked
from domain.promotions.programme.uses import Tally
from domain.promotions.stored import from_json
from domain.shared.ids import AccountId, OrderId, RegionId, ReviewId
from domain.shared.time import Window

_EARNED: Final = (
    "coalesce((SELECT sum(lot.amount) FROM lots AS lot WHERE lot.order_id = {order} AND lot.grace_of IS NULL"
    " AND lot.origin_kind = '{kind}'), 0)::bigint"
)
_ORDERS: Final = f"""
SELECT o.id, o.homeowner_id, o.created_at, s.code, c.code, o.terms ->> 'skill',
       (o.terms ->> 'price_minor')::bigint,
       o.window_start, o.window_end, m.code, o.is_urgent,
       (SELECT count(*) FROM orders AS b WHERE b.homeowner_id = o.homeowner_id AND b.region_id = o.region_id
          AND (b.created_at, b.id) <= (o.created_at, o.id)
          AND b.status NOT IN ('REJECTED', 'CANCELLED', 'CLOSED_UNSERVED')),
       {_EARNED.format(order="o.id", kind="order")}, coalesce(p.discount_minor, 0), p.basket,
       coalesce(p.is_best, false)
  FROM orders AS o JOIN services AS s ON s.id = o.service_id
  JOIN service_categories AS c ON c.id = s.category_id JOIN communities AS m ON m.id = o.community_id
  LEFT JOIN order_pricings AS p ON p.order_id = o.id
 WHERE o.region_id = %(region_id)s AND o.created_at >= %(start)s AND o.created_at < %(end)s
   AND o.status = 'COMPLETED'
 ORDER BY o.created_at, o.id LIMIT %(limit)s"""
_REVIEWS: Final = f"""
SELECT r.id, r.homeowner_id, r.created_at, r.stars, length(r.text),
       {_EARNED.format(order="r.order_id", kind="review")}
  FROM reviews AS r
 WHERE r.region_id = %(region_id)s AND r.created_at >= %(start)s AND r.created_at < %(end)s
 ORDER BY r.created_at, r.id LIMIT %(limit)s"""

_COUNT: Final = """
SELECT (SELECT count(*) FROM orders WHERE region_id = %(region_id)s AND status = 'COMPLETED'
           AND created_at >= %(start)s AND created_at < %(end)s)
     + (SELECT count(*) FROM reviews WHERE region_id = %(region_id)s
           AND created_at >= %(start)s AND created_at < %(end)s)"""


@dataclass(frozen=True, slots=True)
class SqlPastEvents:
    statements: PooledStatements
    page: int = PAGE

    async def of(self, region_id: RegionId, period: Window, limit: int) -> Past:
        params = {"region_id": region_id, "start": period.start, "end": period.end, "limit": limit}
        orders = await self.statements.read(_ORDERS, params)
        reviews = await self.statements.read(_REVIEWS, params)
        return Past(tuple(map(_order, orders)), tuple(map(_review, reviews)))

    async def count(self, region_id: RegionId, period: Window) -> int:
        params = {"region_id": region_id, "start": period.start, "end": period.end}
        ((found,),) = await self.statements.read(_COUNT, params)
        return int(found)

    async def opening(self, region_id: RegionId, asked: OpeningAsked) -> Mapping[Tally, int]:
        return await opening_counts(self.statements, region_id, asked, self.page)


def _order(row: Row) -> PastOrder:
    return PastOrder(
        id=OrderId(row[0]),
        member_id=AccountId(row[1]),
        placed_at=row[2],
        service=row[3],
        category=row[4],
        skill=row[5],
        price_minor=row[6],
        window=Window(row[7], row[8]),
        community=row[9],
        is_urgent=row[10],
        nth=row[11],
        points=row[12],
        discount_minor=row[13],
        basket=None if row[14] is None else from_json(Basket, json_in(row[14])),
        is_best=row[15],
    )


def _review(row: Row) -> PastReview:
    return PastReview(ReviewId(row[0]), AccountId(row[1]), *row[2:])
