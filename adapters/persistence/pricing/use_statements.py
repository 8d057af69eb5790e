"""What the uses of promotions say to PostgreSQL."""

from functools import cache
from typing import Final

from adapters.persistence.fragments import Fragment
from domain.promotions.programme.refusals import UsesOvertaken

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
USES: Final = Fragment(
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
OCCASION_KEPT: Final = Fragment(
    "occasion_kept",
    "INSERT INTO promotion_occasions (id, region_id, member_id, order_id, trigger, at, rules_version, points,"
    " occasion, awarded) VALUES (%(id)s, %(region_id)s, %(member_id)s, %(order_id)s, %(trigger)s, %(at)s,"
    " %(rules_version)s, %(points)s, %(occasion)s::jsonb, %(awarded)s::jsonb)",
    expects=1,
)
ACTIVITY: Final = Fragment(
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
def counting(rows: int) -> Fragment:
    return Fragment("promotions_counted", _COUNT, expects=rows, refusal=UsesOvertaken)


@cache
def uncounting(rows: int) -> Fragment:
    return Fragment("promotions_uncounted", _UNCOUNT, expects=rows)


@cache
def giving_back(rows: int) -> Fragment:
    return Fragment("uses_given_back", _BACK, expects=rows, refusal=UsesOvertaken)
