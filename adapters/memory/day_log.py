"""A past day, read from the memory store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.memory.store import MemoryStore
from application.ports.day_log import LoggedMove, LoggedOffer, LoggedOrder
from application.ports.world import RegionNotFound
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.parts import Offer
from domain.orders.policy import OrderPolicy
from domain.shared.ids import RegionId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class MemoryDayLog:
    """See `application.ports.day_log.DayLog`."""

    store: MemoryStore

    async def orders(self, region_id: RegionId, during: Window, limit: int) -> Sequence[LoggedOrder]:
        mine = [
            order
            for order in self.store.orders.rows.values()
            if order.region_id == region_id and during.holds(order.visit.window.start)
        ]
        mine.sort(key=lambda order: (order.created_at, order.id))
        return [self._logged(order) for order in mine[:limit]]

    async def order_policy(self, region_id: RegionId) -> OrderPolicy:
        policy = self.store.directory.order_policies.get(region_id)
        if policy is None:
            raise RegionNotFound()
        return policy

    def _logged(self, order: Order) -> LoggedOrder:
        terms, visit = order.terms, order.visit
        return LoggedOrder(
            id=order.id,
            service_id=terms.service_id,
            service=self.store.directory.services[terms.service_id].code,
            skill=terms.skill,
            min_level=terms.min_level,
            duration_s=terms.duration_s,
            price_minor=terms.price_minor,
            place=order.place.point,
            window=visit.window,
            placed_at=order.created_at,
            is_urgent=order.is_urgent,
            status=order.status,
            worker_id=visit.worker_id,
            departed_at=visit.departed_at,
            arrived_at=visit.arrived_at,
            started_at=visit.started_at,
            completed_at=visit.completed_at,
            moves=tuple(_move(event) for event in self.store.orders.histories.get(order.id, ())),
            offers=tuple(_offer(one) for one in sorted(order.offers, key=_turn)),
        )


def _turn(offer: Offer) -> tuple[datetime, object]:
    return offer.created_at, offer.id


def _move(event: OrderEvent) -> LoggedMove:
    return LoggedMove(event.at, event.action, event.source, event.to, event.role)


def _offer(offer: Offer) -> LoggedOffer:
    return LoggedOffer(
        offer.worker_id,
        offer.round,
        offer.status,
        offer.created_at,
        offer.answered_at,
        offer.plan.travel_s,
    )
