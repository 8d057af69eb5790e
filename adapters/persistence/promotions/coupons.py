"""Coupons and their stock. What may run out is counted by one conditional write each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.persistence.fragments import Fragment
from adapters.persistence.promotions import coupon_rows as sql
from adapters.persistence.unit import SqlSession
from application.ports.coupons import KeptCoupon, Taking
from domain.promotions.coupons.coupon import Coupon, CouponId
from domain.promotions.coupons.refusals import CouponNotYours
from domain.promotions.coupons.stock import Stock
from domain.shared.ids import AccountId, OrderId, RegionId

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SqlCoupons:
    """`_counted` are the buffered counts, so that takings of one batch become one write."""

    session: SqlSession
    _counted: dict[tuple[object, ...], Params] = field(default_factory=dict)

    async def get(self, region_id: RegionId, coupon_id: CouponId) -> Coupon:
        row = await self.session.fetch_one(sql.BY_ID, {"id": coupon_id, "region_id": region_id})
        if row is None:
            raise CouponNotYours()
        return sql.coupon_from(row)

    async def by_code(self, code: str) -> KeptCoupon | None:
        row = await self.session.fetch_one(sql.BY_CODE, {"code": code})
        return None if row is None else sql.kept_from(row)

    async def of_order(self, order_id: OrderId) -> tuple[Coupon, ...]:
        return tuple(map(sql.coupon_from, await self.session.fetch_all(sql.OF_ORDER, {"order_id": order_id})))

    async def usable_of(self, member_id: AccountId, at: datetime, limit: int) -> tuple[KeptCoupon, ...]:
        params = {"owner_id": member_id, "at": at, "limit": limit}
        return tuple(map(sql.kept_from, await self.session.fetch_all(sql.USABLE, params)))

    async def others_of(self, member_id: AccountId, at: datetime, limit: int) -> tuple[KeptCoupon, ...]:
        params = {"owner_id": member_id, "at": at, "limit": limit}
        return tuple(map(sql.kept_from, await self.session.fetch_all(sql.OTHERS, params)))

    async def stock(self, region_id: RegionId, batch: str, member_id: AccountId | None) -> Stock:
        params = {"region_id": region_id, "batch": batch, "member_id": member_id}
        row = await self.session.fetch_one(sql.STOCK, params)
        return Stock(*row) if row else Stock()

    async def given(self, region_id: RegionId) -> Mapping[str, int]:
        return dict(await self.session.fetch_all(sql.GIVEN, {"region_id": region_id}))

    async def due_to_lapse(self, now: datetime, limit: int) -> tuple[Coupon, ...]:
        found = await self.session.fetch_all(sql.DUE, {"now": now, "limit": limit})
        return tuple(map(sql.coupon_from, found))

    def add(self, region_id: RegionId, coupons: Sequence[Coupon]) -> None:
        if coupons:
            self.session.write(sql.ADD, sql.bulk_params(region_id, coupons))

    def keep(self, coupon: Coupon) -> None:
        self.session.write(sql.KEEP, sql.kept_params(coupon))

    def lapse(self, coupons: Sequence[Coupon]) -> None:
        if coupons:
            ids, versions = [one.id for one in coupons], [one.version for one in coupons]
            self.session.write(sql.LAPSE, {"ids": ids, "versions": versions})

    def take(self, taking: Taking) -> None:
        batch = taking.batch
        name = {"region_id": taking.region_id, "batch": batch.id}
        self._count(sql.TAKE, {**name, "at_most": batch.size}, taking.count)
        if taking.member_id is not None:
            own = {**name, "member_id": taking.member_id, "at_most": batch.per_member}
            self._count(sql.TAKE_OWN, own, taking.count)

    def put_back(self, region_id: RegionId, batch: str, member_id: AccountId, count: int) -> None:
        params = {"region_id": region_id, "batch": batch, "member_id": member_id, "count": count}
        self.session.write(sql.PUT_BACK, params)
        self.session.write(sql.PUT_BACK_OWN, params)

    def _count(self, how: Fragment, params: Params, count: int) -> None:
        key = (how.name, *params.values())
        known = self._counted.get(key)
        if known is not None and self.session.is_waiting(known):
            known["count"] += count
        else:
            self._counted[key] = {**params, "count": count}
            self.session.write(how, self._counted[key])
