"""How orders were priced, and a member's past, on PostgreSQL."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec

from adapters.persistence.constraints import REFUSALS
from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from application.ports.pricings import MemberPast, PastAsked, TierActivity
from domain.orders.status import TERMINAL, Status
from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.pricing.result import Priced
from domain.promotions.programme.refusals import OccasionKnown
from domain.promotions.stored import from_json, to_json
from domain.shared.ids import AccountId, OrderId
from domain.shared.texts import Text

_NOT_SERVED: Final = ", ".join(f"'{status.value}'" for status in sorted(TERMINAL - {Status.COMPLETED}))
OF: Final = (
    "SELECT region_id, member_id, priced_at, basket, priced, names, is_best FROM order_pricings"
    " WHERE order_id = %(order_id)s"
)
_INSERT: Final = Fragment(
    "order_priced",
    "INSERT INTO order_pricings (order_id, region_id, member_id, priced_at, rules_version, is_best,"
    " listed_minor, discount_minor, points_used, due_minor, names, basket, priced) VALUES (%(order_id)s,"
    " %(region_id)s, %(member_id)s, %(priced_at)s, %(rules_version)s, %(is_best)s, %(listed_minor)s,"
    " %(discount_minor)s, %(points_used)s, %(due_minor)s, %(names)s::jsonb, %(basket)s::jsonb,"
    " %(priced)s::jsonb)",
    expects=1,
)
_CHECK_IN: Final = Fragment(
    "checked_in",
    "INSERT INTO check_ins (member_id, day, at) VALUES (%(member_id)s, %(day)s, %(at)s)",
    expects=1,
)
REFUSALS.update({"check_ins_pkey": OccasionKnown, "promotion_occasions_pkey": OccasionKnown})

_MINE: Final = "o.homeowner_id = %(member_id)s AND o.region_id = %(region_id)s"
_SPENT: Final = (
    "coalesce(p.due_minor, (o.terms ->> 'price_minor')::bigint)"
    " - coalesce((SELECT sum((SELECT sum(a) FROM unnest(r.amounts_minor) AS a) - r.points_minor)"
    " FROM point_refunds r WHERE r.order_id = o.id), 0)"
)
PAST: Final = f"""
SELECT count(*) FILTER (WHERE o.status NOT IN ({_NOT_SERVED})),
       count(*) FILTER (WHERE o.status = 'COMPLETED'),
       coalesce(sum({_SPENT}) FILTER (WHERE o.status = 'COMPLETED'), 0)::bigint,
       max(o.created_at) FILTER (WHERE o.status NOT IN ({_NOT_SERVED})),
       (SELECT min(c.at) FROM promotion_occasions c
         WHERE c.member_id = %(member_id)s AND c.trigger = 'sign_up'),
       (SELECT a.phone FROM accounts a WHERE a.id = %(member_id)s),
       (SELECT jsonb_agg(jsonb_build_array(t.at, t.points, t.spent_minor, t.orders) ORDER BY t.at, t.id)
          FROM tier_activities t WHERE t.member_id = %(member_id)s AND t.region_id = %(region_id)s
           AND t.at >= %(since)s),
       (SELECT jsonb_agg(c.day ORDER BY c.day DESC) FROM (SELECT day FROM check_ins
         WHERE member_id = %(member_id)s ORDER BY day DESC LIMIT 400) c),
       (SELECT count(*) FROM promotion_occasions c
         WHERE c.member_id = %(member_id)s AND c.trigger = 'referral'),
       (SELECT make_date(2000, b.month, b.day) FROM birthdays b WHERE b.member_id = %(member_id)s)
  FROM orders o LEFT JOIN order_pricings p ON p.order_id = o.id
 WHERE {_MINE}"""

_activities: Final = msgspec.json.Decoder(list[tuple[datetime, int, int, int]])
_days: Final = msgspec.json.Decoder(tuple[date, ...])


@dataclass(frozen=True, slots=True)
class SqlPricings:
    session: SqlSession

    async def of(self, order_id: OrderId) -> OrderPricing | None:
        row = await self.session.fetch_one(OF, {"order_id": order_id})
        return None if row is None else _pricing(order_id, row)

    async def past_of(self, asked: PastAsked) -> MemberPast:
        params = {"member_id": asked.member_id, "region_id": asked.region_id, "since": asked.since}
        (row,) = await self.session.fetch_all(PAST, params)
        return MemberPast(
            orders_placed=row[0],
            orders_completed=row[1],
            spent_minor=row[2],
            last_order_at=row[3],
            signed_up_at=row[4],
            phone=row[5],
            activities=tuple(TierActivity(*each) for each in _activities.decode(row[6])) if row[6] else (),
            check_ins=_days.decode(row[7]) if row[7] else (),
            referrals=row[8],
            born=row[9],
        )

    def add(self, pricing: OrderPricing) -> None:
        totals = pricing.priced.totals
        params = {
            "order_id": pricing.order_id,
            "region_id": pricing.region_id,
            "member_id": pricing.member_id,
            "priced_at": pricing.priced_at,
            "rules_version": pricing.priced.rules_version,
            "is_best": pricing.is_best,
            "listed_minor": totals.listed_minor,
            "discount_minor": totals.discount_minor,
            "points_used": totals.points_used,
            "due_minor": totals.due_minor,
            "names": json_of(pricing.names),
            "basket": json_of(pricing.basket),
            "priced": json_of(pricing.priced),
        }
        self.session.write(_INSERT, params)

    def check_in(self, member_id: AccountId, day: date, at: datetime) -> None:
        self.session.write(_CHECK_IN, {"member_id": member_id, "day": day, "at": at})


def json_of(value: object) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


def json_in(column: Any) -> Any:
    """What stands in a column of JSON, which comes as bytes."""
    return json.loads(column)


def _pricing(order_id: OrderId, row: tuple[Any, ...]) -> OrderPricing:
    return OrderPricing(
        order_id=order_id,
        region_id=row[0],
        member_id=row[1],
        priced_at=row[2],
        basket=from_json(Basket, json_in(row[3])),
        priced=from_json(Priced, json_in(row[4])),
        names={name: from_json(Text, said) for name, said in json_in(row[5]).items()},
        is_best=row[6],
    )
