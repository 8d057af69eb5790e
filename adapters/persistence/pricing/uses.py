"""Uses of promotions on PostgreSQL: what was given, and counts that never pass their limit."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from adapters.persistence.fragments import Fragment
from adapters.persistence.pricing.pricings import json_in, json_of
from adapters.persistence.unit import SqlSession
from application.ports.pricings import TierActivity
from application.ports.promotion_uses import KeptOccasion, KeptUse, UseSource
from domain.promotions.programme.awarding import Awarded
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion
from domain.promotions.programme.refusals import UsesOvertaken
from domain.promotions.programme.uses import Taking, Tally, TallyKind, Use
from domain.promotions.rules.limits import Measure, Scope
from domain.promotions.rules.model import Trigger
from domain.promotions.stored import from_json, to_json
from domain.shared.ids import AccountId, OrderId, RegionId

Row = tuple[Any, ...]

_KEY: Final = "kind, owner, scope, subject, measure, since"
_KEY_ROWS: Final = "kind text, owner text, scope text, subject text, measure text, since date"
_SAME: Final = " AND ".join(f"t.{name.strip()} = n.{name.strip()}" for name in _KEY.split(","))
COUNTS: Final = (
    f"SELECT {', '.join(f't.{name.strip()}' for name in _KEY.split(','))}, t.count"
    f" FROM json_to_recordset(%(rows)s::json) AS n ({_KEY_ROWS}) JOIN promotion_tallies AS t"
    f" ON t.region_id = %(region_id)s AND {_SAME} WHERE t.count > 0"
)
# Rows come in the order in which counts are locked; one that would pass its limit is not written, and missed.
_COUNT: Final = (
    f"INSERT INTO promotion_tallies AS t (region_id, {_KEY}, count)"
    f" SELECT %(region_id)s, {_KEY}, amount FROM json_to_recordset(%(rows)s::json) AS n"
    f" (place integer, {_KEY_ROWS}, amount bigint, at_most bigint) WHERE amount <= at_most ORDER BY place"
    f" ON CONFLICT (region_id, {_KEY}) DO UPDATE SET count = t.count + excluded.count"
    " WHERE t.count + excluded.count <= (SELECT at_most FROM json_to_recordset(%(rows)s::json) AS n"
    f" ({_KEY_ROWS}, at_most bigint) WHERE {_SAME})"
)
_UNCOUNT: Final = (
    f"INSERT INTO promotion_tallies AS t (region_id, {_KEY}, count)"
    f" SELECT %(region_id)s, {_KEY}, 0 FROM json_to_recordset(%(rows)s::json) AS n"
    f" (place integer, {_KEY_ROWS}) ORDER BY place"
    f" ON CONFLICT (region_id, {_KEY}) DO UPDATE SET count = greatest(0, t.count - (SELECT amount"
    f" FROM json_to_recordset(%(rows)s::json) AS n ({_KEY_ROWS}, amount bigint) WHERE {_SAME}))"
)
_USE_COLUMNS: Final = (
    "source_id, promotion, region_id, member_id, order_id, at, campaign, minor, points, coupons, minor_back,"
    " points_back, coupons_back, is_over, tallies, version"
)
_USES: Final = Fragment(
    "promotions_used",
    f"INSERT INTO promotion_uses ({_USE_COLUMNS}) SELECT {_USE_COLUMNS}"
    " FROM json_to_recordset(%(rows)s::json) AS n (source_id uuid, promotion text, region_id uuid,"
    " member_id uuid, order_id uuid, at timestamptz, campaign text, minor bigint, points bigint,"
    " coupons bigint, minor_back bigint, points_back bigint, coupons_back bigint, is_over boolean,"
    " tallies jsonb, version integer)",
)
OF_ORDER: Final = (
    f"SELECT {_USE_COLUMNS} FROM promotion_uses WHERE order_id = %(order_id)s"
    " ORDER BY at, source_id, promotion"
)
_BACK: Final = (
    "UPDATE promotion_uses AS u SET minor_back = n.minor_back, points_back = n.points_back,"
    " coupons_back = n.coupons_back, is_over = n.is_over, version = u.version + 1"
    " FROM json_to_recordset(%(rows)s::json) AS n (source_id uuid, promotion text, minor_back bigint,"
    " points_back bigint, coupons_back bigint, is_over boolean, version integer)"
    " WHERE u.source_id = n.source_id AND u.promotion = n.promotion AND u.version = n.version"
)
_OCCASION: Final = Fragment(
    "occasion_kept",
    "INSERT INTO promotion_occasions (id, region_id, member_id, order_id, trigger, at, rules_version, points,"
    " occasion, awarded) VALUES (%(id)s, %(region_id)s, %(member_id)s, %(order_id)s, %(trigger)s, %(at)s,"
    " %(rules_version)s, %(points)s, %(occasion)s::jsonb, %(awarded)s::jsonb)",
    expects=1,
)
_ACTIVITY: Final = Fragment(
    "tier_activity",
    "INSERT INTO tier_activities (id, region_id, member_id, at, points, spent_minor, orders) VALUES (%(id)s,"
    " %(region_id)s, %(member_id)s, %(at)s, %(points)s, %(spent_minor)s, %(orders)s)",
    expects=1,
)
_OCCASIONS: Final = (
    "SELECT id, region_id, member_id, order_id, at, occasion, awarded FROM promotion_occasions"
    " WHERE {0} AND trigger = %(trigger)s ORDER BY at, id LIMIT 1000"
)
OCCASION: Final = _OCCASIONS.format("order_id = %(order_id)s")
OCCASIONS_OF: Final = _OCCASIONS.format("member_id = %(member_id)s")


@cache
def _counting(rows: int) -> Fragment:
    return Fragment("promotions_counted", _COUNT, expects=rows, refusal=UsesOvertaken)


@cache
def _uncounting(rows: int) -> Fragment:
    return Fragment("promotions_uncounted", _UNCOUNT, expects=rows)


@cache
def _giving_back(rows: int) -> Fragment:
    return Fragment("uses_given_back", _BACK, expects=rows, refusal=UsesOvertaken)


@dataclass(frozen=True, slots=True)
class SqlPromotionUses:
    session: SqlSession

    async def counts(self, region_id: RegionId, tallies: Sequence[Tally]) -> Mapping[Tally, int]:
        if not tallies:
            return {}
        params = {"region_id": region_id, "rows": json.dumps([to_json(each) for each in tallies])}
        found = await self.session.fetch_all(COUNTS, params)
        return {_tally(row[:6]): row[6] for row in found}

    def take(self, source: UseSource, taking: Taking) -> None:
        amounts = taking.amounts
        if amounts:
            rows = [
                {**_fields(tally), "place": place, "amount": amount, "at_most": taking.at_most[tally]}
                for place, (tally, amount) in enumerate(amounts.items())
            ]
            params = {"region_id": source.region_id, "rows": json.dumps(rows)}
            self.session.write(_counting(len(rows)), params)
        if taking.uses:
            self.session.write(_USES, {"rows": json.dumps([_row(source, use) for use in taking.uses])})

    async def of_order(self, order_id: OrderId) -> tuple[KeptUse, ...]:
        return tuple(map(_kept, await self.session.fetch_all(OF_ORDER, {"order_id": order_id})))

    def give_back(self, changed: Sequence[KeptUse], lost: Mapping[Tally, int]) -> None:
        if lost:
            ranked = sorted(lost.items(), key=lambda one: one[0].rank)
            rows = [
                {**_fields(tally), "place": place, "amount": amount}
                for place, (tally, amount) in enumerate(ranked)
            ]
            params = {"region_id": changed[0].source.region_id, "rows": json.dumps(rows)}
            self.session.write(_uncounting(len(rows)), params)
        if changed:
            uses = [_row(each.source, each.use, each.version) for each in changed]
            self.session.write(_giving_back(len(uses)), {"rows": json.dumps(uses)})

    async def occasion(self, order_id: OrderId, trigger: Trigger) -> KeptOccasion | None:
        params = {"order_id": order_id, "trigger": trigger.value}
        row = await self.session.fetch_one(OCCASION, params)
        return None if row is None else _occasion(row)

    async def occasions_of(self, member_id: AccountId, trigger: Trigger) -> tuple[KeptOccasion, ...]:
        params = {"member_id": member_id, "trigger": trigger.value}
        return tuple(map(_occasion, await self.session.fetch_all(OCCASIONS_OF, params)))

    def keep_occasion(self, kept: KeptOccasion) -> None:
        params = {
            **_source(kept.source),
            "id": kept.source.id,
            "at": kept.source.at,
            "trigger": kept.occasion.trigger.value,
            "rules_version": kept.awarded.rules_version,
            "points": kept.awarded.points,
            "occasion": json_of(kept.occasion),
            "awarded": json_of(kept.awarded),
        }
        self.session.write(_OCCASION, params)

    def count_activity(self, source: UseSource, activity: TierActivity) -> None:
        params = {
            "id": source.id,
            "region_id": source.region_id,
            "member_id": source.member_id,
            "at": activity.at,
            "points": activity.points,
            "spent_minor": activity.spent_minor,
            "orders": activity.orders,
        }
        self.session.write(_ACTIVITY, params)


def _source(source: UseSource) -> dict[str, Any]:
    return {"region_id": source.region_id, "member_id": source.member_id, "order_id": source.order_id}


def _fields(tally: Tally) -> dict[str, Any]:
    found = to_json(tally)
    assert isinstance(found, dict)
    return found


def _row(source: UseSource, use: Use, version: int = 1) -> dict[str, Any]:
    return {
        **{name: str(value) if value else None for name, value in _source(source).items()},
        "source_id": str(source.id),
        "at": source.at.isoformat(),
        "promotion": use.promotion,
        "campaign": use.campaign,
        "minor": use.given.minor,
        "points": use.given.points,
        "coupons": use.given.coupons,
        "minor_back": use.back.minor,
        "points_back": use.back.points,
        "coupons_back": use.back.coupons,
        "is_over": use.is_over,
        "tallies": to_json(use.tallies),
        "version": version,
    }


def _kept(row: Row) -> KeptUse:
    source = UseSource(row[0], row[2], row[3], row[4], row[5])
    use = Use(
        promotion=row[1],
        campaign=row[6],
        given=Given(row[7], row[8], row[9]),
        tallies=_tallies(json_in(row[14])),
        back=Given(row[10], row[11], row[12]),
        is_over=row[13],
    )
    return KeptUse(source, use, row[15])


def _tallies(stored: Iterable[object]) -> tuple[Tally, ...]:
    return tuple(from_json(Tally, each) for each in stored)


def _tally(row: Row) -> Tally:
    since: date = row[5]
    return Tally(TallyKind(row[0]), row[1], Scope(row[2]), row[3], Measure(row[4]), since)


def _occasion(row: Row) -> KeptOccasion:
    source = UseSource(row[0], row[1], row[2], row[3], row[4])
    return KeptOccasion(source, from_json(Occasion, json_in(row[5])), from_json(Awarded, json_in(row[6])))
