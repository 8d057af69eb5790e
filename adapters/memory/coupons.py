"""Coupons and their stock in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.memory.coupon_shelf import CouponShelf
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from application.ports.coupons import KeptCoupon, Taking
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.refusals import (
    BatchExhausted,
    BatchLimitReached,
    CouponChanged,
    CouponCodeTaken,
    CouponNotYours,
)
from domain.promotions.coupons.stock import Stock
from domain.shared.ids import AccountId, OrderId, RegionId


@dataclass(frozen=True, slots=True)
class MemoryCoupons:
    session: MemorySession

    @property
    def _shelf(self) -> CouponShelf:
        return self.session.store.coupons

    async def get(self, region_id: RegionId, coupon_id: CouponId) -> Coupon:
        found = self._shelf.rows.get(coupon_id)
        if found is None or found.region_id != region_id:
            raise CouponNotYours()
        return found.coupon

    async def by_code(self, code: str) -> KeptCoupon | None:
        coupon_id = self._shelf.by_code.get(code)
        return None if coupon_id is None else self._shelf.rows[coupon_id]

    async def of_order(self, order_id: OrderId) -> tuple[Coupon, ...]:
        found = [one.coupon for one in self._shelf.rows.values() if one.coupon.order == order_id]
        return tuple(sorted(found, key=lambda coupon: coupon.id))

    async def usable_of(self, member_id: AccountId, at: datetime, limit: int) -> tuple[KeptCoupon, ...]:
        found = [one for one in self._shelf.of_owner(member_id) if _is_usable(one.coupon, at)]
        return tuple(sorted(found, key=lambda one: (one.coupon.expires_at, one.coupon.id))[:limit])

    async def others_of(self, member_id: AccountId, at: datetime, limit: int) -> tuple[KeptCoupon, ...]:
        found = [one for one in self._shelf.of_owner(member_id) if not _is_usable(one.coupon, at)]
        found.sort(key=lambda one: (-one.coupon.expires_at.timestamp(), one.coupon.id))
        return tuple(found[:limit])

    async def stock(self, region_id: RegionId, batch: str, member_id: AccountId | None) -> Stock:
        key = region_id, batch
        own = 0 if member_id is None else self._shelf.own.get((key, member_id), 0)
        return Stock(self._shelf.given.get(key, 0), own)

    async def given(self, region_id: RegionId) -> Mapping[str, int]:
        return {batch: given for (region, batch), given in self._shelf.given.items() if region == region_id}

    async def due_to_lapse(self, now: datetime, limit: int) -> tuple[Coupon, ...]:
        over = [one.coupon for one in self._shelf.rows.values() if one.coupon.is_over(now)]
        return tuple(sorted(over, key=lambda coupon: (coupon.expires_at, coupon.id))[:limit])

    def add(self, region_id: RegionId, coupons: Sequence[Coupon]) -> None:
        def store(transaction: Transaction) -> None:
            for coupon in coupons:
                if coupon.code in self._shelf.by_code:
                    raise CouponCodeTaken()
                transaction.put(self._shelf.by_code, coupon.code, coupon.id)
                self._put(transaction, KeptCoupon(region_id, replace(coupon, version=1)))

        self.session.write(store)

    def keep(self, coupon: Coupon) -> None:
        def store(transaction: Transaction) -> None:
            known = self._shelf.rows.get(coupon.id)
            if known is None or known.coupon.version != coupon.version:
                raise CouponChanged()
            self._put(transaction, replace(known, coupon=replace(coupon, version=coupon.version + 1)))

        self.session.write(store)

    def lapse(self, coupons: Sequence[Coupon]) -> None:
        def store(transaction: Transaction) -> None:
            for coupon in coupons:
                known = self._shelf.rows[coupon.id]
                if known.coupon.version == coupon.version:
                    after = replace(known, coupon=replace(coupon, version=coupon.version + 1))
                    self._put(transaction, after)

        self.session.write(store)

    def take(self, taking: Taking) -> None:
        def store(transaction: Transaction) -> None:
            shelf, key = self._shelf, (taking.region_id, taking.batch.id)
            given = shelf.given.get(key, 0) + taking.count
            if given > taking.batch.size:
                raise BatchExhausted()
            transaction.put(shelf.given, key, given)
            if taking.member_id is not None:
                own = shelf.own.get((key, taking.member_id), 0) + taking.count
                if own > taking.batch.per_member:
                    raise BatchLimitReached()
                transaction.put(shelf.own, (key, taking.member_id), own)

        self.session.write(store)

    def put_back(self, region_id: RegionId, batch: str, member_id: AccountId, count: int) -> None:
        def store(transaction: Transaction) -> None:
            shelf, key = self._shelf, (region_id, batch)
            transaction.put(shelf.given, key, max(0, shelf.given.get(key, 0) - count))
            own = shelf.own.get((key, member_id), 0)
            transaction.put(shelf.own, (key, member_id), max(0, own - count))

        self.session.write(store)

    def _put(self, transaction: Transaction, kept: KeptCoupon) -> None:
        shelf, coupon = self._shelf, kept.coupon
        transaction.put(shelf.rows, coupon.id, kept)
        if coupon.owner is not None and coupon.id not in shelf.by_owner.get(coupon.owner, ()):
            own = (*shelf.by_owner.get(coupon.owner, ()), coupon.id)
            transaction.put(shelf.by_owner, coupon.owner, own)


def _is_usable(coupon: Coupon, at: datetime) -> bool:
    return coupon.status is Status.OWNED and coupon.expires_at > at
