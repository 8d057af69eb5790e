"""The statements of coupons, and their rows."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import Row
from application.ports.coupons import KeptCoupon
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.refusals import BatchExhausted, BatchLimitReached, CouponChanged
from domain.shared.ids import RegionId

_COLUMNS: Final = (
    "id, batch, promotion, code, given_at, expires_at, status, owner_id, order_id, version, region_id"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM coupons WHERE"
_IS_USABLE: Final = "status = 'owned' AND expires_at > %(at)s"
BY_ID: Final = f"{_SELECT} id = %(id)s AND region_id = %(region_id)s"
BY_CODE: Final = f"{_SELECT} code = %(code)s"
OF_ORDER: Final = f"{_SELECT} order_id = %(order_id)s ORDER BY id"
USABLE: Final = f"{_SELECT} owner_id = %(owner_id)s AND {_IS_USABLE} ORDER BY expires_at, id LIMIT %(limit)s"
OTHERS: Final = (
    f"{_SELECT} owner_id = %(owner_id)s AND NOT ({_IS_USABLE}) ORDER BY expires_at DESC, id LIMIT %(limit)s"
)
DUE: Final = (
    f"{_SELECT} status IN ('free', 'owned') AND expires_at <= %(now)s ORDER BY expires_at, id LIMIT %(limit)s"
)
STOCK: Final = (
    "SELECT coalesce((SELECT given FROM coupon_stock"
    "   WHERE region_id = %(region_id)s AND batch = %(batch)s), 0),"
    " coalesce((SELECT given FROM member_coupons WHERE region_id = %(region_id)s AND batch = %(batch)s"
    "   AND member_id = %(member_id)s::uuid), 0)"
)
GIVEN: Final = "SELECT batch, given FROM coupon_stock WHERE region_id = %(region_id)s"
ADD: Final = Fragment(
    "coupons_added",
    f"INSERT INTO coupons ({_COLUMNS}) SELECT id, batch, promotion, code, given_at, expires_at, status,"
    " owner_id, order_id, 1, %(region_id)s::uuid FROM unnest(%(ids)s::uuid[], %(batches)s::text[],"
    " %(promotions)s::text[], %(codes)s::text[], %(given)s::timestamptz[], %(ends)s::timestamptz[],"
    " %(statuses)s::text[], %(owners)s::uuid[], %(orders)s::uuid[])"
    " AS new (id, batch, promotion, code, given_at, expires_at, status, owner_id, order_id)",
)
KEEP: Final = Fragment(
    "coupon_changed",
    "UPDATE coupons SET expires_at = %(expires_at)s, status = %(status)s, owner_id = %(owner_id)s,"
    " order_id = %(order_id)s, version = version + 1 WHERE id = %(id)s AND version = %(version)s",
    expects=1,
    refusal=CouponChanged,
)
LAPSE: Final = Fragment(
    "coupons_lapsed",
    "UPDATE coupons SET status = 'lapsed', version = coupons.version + 1"
    " FROM unnest(%(ids)s::uuid[], %(versions)s::integer[]) AS due (id, version)"
    " WHERE coupons.id = due.id AND coupons.version = due.version",
)
# A row that a twin has changed is judged anew by its newest state: the last one is given once.
TAKE: Final = Fragment(
    "coupons_taken",
    "INSERT INTO coupon_stock AS stock (region_id, batch, given)"
    " SELECT %(region_id)s::uuid, %(batch)s::text, %(count)s::integer"
    " WHERE %(count)s::integer <= %(at_most)s::integer"
    " ON CONFLICT (region_id, batch) DO UPDATE SET given = stock.given + excluded.given"
    " WHERE stock.given + excluded.given <= %(at_most)s::integer",
    expects=1,
    refusal=BatchExhausted,
)
TAKE_OWN: Final = Fragment(
    "own_coupons_taken",
    "INSERT INTO member_coupons AS own (region_id, batch, member_id, given)"
    " SELECT %(region_id)s::uuid, %(batch)s::text, %(member_id)s::uuid, %(count)s::integer"
    " WHERE %(count)s::integer <= %(at_most)s::integer"
    " ON CONFLICT (region_id, batch, member_id) DO UPDATE SET given = own.given + excluded.given"
    " WHERE own.given + excluded.given <= %(at_most)s::integer",
    expects=1,
    refusal=BatchLimitReached,
)

_ONE_LESS: Final = "SET given = greatest(0, given - %(count)s::integer)"
_OF_BATCH: Final = "WHERE region_id = %(region_id)s::uuid AND batch = %(batch)s::text"
PUT_BACK: Final = Fragment("coupons_put_back", f"UPDATE coupon_stock {_ONE_LESS} {_OF_BATCH}")
PUT_BACK_OWN: Final = Fragment(
    "own_coupons_put_back",
    f"UPDATE member_coupons {_ONE_LESS} {_OF_BATCH} AND member_id = %(member_id)s::uuid",
)


def coupon_from(row: Row) -> Coupon:
    return Coupon(
        id=CouponId(row[0]),
        batch=row[1],
        promotion=row[2],
        code=row[3],
        given_at=row[4],
        expires_at=row[5],
        status=Status(row[6]),
        owner=row[7],
        order=row[8],
        version=row[9],
    )


def kept_from(row: Row) -> KeptCoupon:
    return KeptCoupon(RegionId(row[10]), coupon_from(row))


def kept_params(coupon: Coupon) -> Mapping[str, Any]:
    return {
        "id": coupon.id,
        "expires_at": coupon.expires_at,
        "status": coupon.status.value,
        "owner_id": coupon.owner,
        "order_id": coupon.order,
        "version": coupon.version,
    }


def bulk_params(region_id: RegionId, coupons: Sequence[Coupon]) -> Mapping[str, Any]:
    """Columns of all of them beside one another."""
    return {
        "region_id": region_id,
        "ids": [coupon.id for coupon in coupons],
        "batches": [coupon.batch for coupon in coupons],
        "promotions": [coupon.promotion for coupon in coupons],
        "codes": [coupon.code for coupon in coupons],
        "given": [coupon.given_at for coupon in coupons],
        "ends": [coupon.expires_at for coupon in coupons],
        "statuses": [coupon.status.value for coupon in coupons],
        "owners": [coupon.owner for coupon in coupons],
        "orders": [coupon.order for coupon in coupons],
    }
