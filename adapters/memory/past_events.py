"""The past of a region in memory."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.memory.opening_counts import opening_counts
from adapters.memory.store import MemoryStore
from application.ports.past_events import Past, PastOrder, PastReview
from domain.loyalty.journal import OriginKind
from domain.orders.order import Order
from domain.orders.status import TERMINAL, Status
from domain.promotions.programme.opening import OpeningAsked
from domain.promotions.programme.uses import Tally
from domain.reviews.review import Review
from domain.shared.ids import AccountId, OrderId, RegionId
from domain.shared.time import Window

IN_VAIN = TERMINAL - {Status.COMPLETED}


@dataclass(frozen=True, slots=True)
class MemoryPastEvents:
    store: MemoryStore

    async def of(self, region_id: RegionId, period: Window, limit: int) -> Past:
        orders = [
            one
            for one in self.store.orders.rows.values()
            if one.region_id == region_id
            and one.status is Status.COMPLETED
            and period.start <= one.created_at < period.end
        ]
        reviews = [
            one
            for one in self.store.reviews.values()
            if one.region_id == region_id and period.start <= one.created_at < period.end
        ]
        orders.sort(key=lambda one: (one.created_at, one.id))
        reviews.sort(key=lambda one: (one.created_at, one.id))
        return Past(tuple(map(self._order, orders[:limit])), tuple(map(self._review, reviews[:limit])))

    async def count(self, region_id: RegionId, period: Window) -> int:
        return len(await self.of(region_id, period, sys.maxsize))

    async def opening(self, region_id: RegionId, asked: OpeningAsked) -> Mapping[Tally, int]:
        return opening_counts(self.store, region_id, asked)

    def _order(self, order: Order) -> PastOrder:
        pricing = self.store.promotions.pricings.get(order.id)
        service = self.store.directory.services[order.terms.service_id]
        return PastOrder(
            id=order.id,
            member_id=AccountId(order.homeowner_id),
            placed_at=order.created_at,
            service=service.code,
            category=self.store.directory.categories[service.category_id].code,
            skill=order.terms.skill,
            price_minor=order.terms.price_minor,
            window=order.visit.window,
            community=self.store.directory.communities[order.community_id].code,
            is_urgent=order.is_urgent,
            nth=self._nth(order),
            points=self._earned(order.id, OriginKind.ORDER),
            discount_minor=pricing.priced.totals.discount_minor if pricing else 0,
            basket=pricing.basket if pricing else None,
            is_best=pricing is not None and pricing.is_best,
        )

    def _nth(self, order: Order) -> int:
        return sum(
            one.homeowner_id == order.homeowner_id
            and one.region_id == order.region_id
            and (one.created_at, one.id) <= (order.created_at, order.id)
            and one.status not in IN_VAIN
            for one in self.store.orders.rows.values()
        )

    def _review(self, review: Review) -> PastReview:
        return PastReview(
            id=review.id,
            member_id=AccountId(review.homeowner_id),
            at=review.created_at,
            stars=review.stars,
            text_length=len(review.text),
            points=self._earned(review.order_id, OriginKind.REVIEW),
        )

    def _earned(self, order_id: OrderId, kind: OriginKind) -> int:
        return sum(
            lot.amount
            for lot in self.store.books.lots.values()
            if lot.origin.kind is kind and lot.origin.order_id == order_id and lot.grace_of is None
        )
