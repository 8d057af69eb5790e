"""Orders as homeowners and staff read them, from memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.memory.reads.details import detail_of
from adapters.memory.reads.pages import NEVER, Listing
from adapters.memory.reads.pieces import is_staff_of, of_regions, summary_fields
from adapters.memory.store import MemoryStore
from application.access import BEHIND_THE_SCENES, require_region
from application.photos.links import PhotoLinks
from application.ports.queries import OrdersWanted
from application.ports.time import SystemClock
from application.views.orders import HistoryEntry, OrderDetail, OrderSummary
from application.views.page import Page, Slice
from domain.identity.roles import Actor
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound
from domain.shared.ids import AccountId, OrderId, PhotoId

_MOMENTS: Final[dict[str, Callable[[Order], datetime]]] = {
    "-created_at": lambda order: order.created_at,
    "created_at": lambda order: order.created_at,
    "deadline_at": lambda order: order.deadline_at or NEVER,
    "window_start": lambda order: order.visit.window.start,
}
_HISTORY: Final[Listing[OrderEvent, tuple[int]]] = Listing(tuple[int], lambda event: (event.seq,))


@dataclass(frozen=True, slots=True)
class MemoryOrderQueries:
    """The `OrderQueries` port. Photo links are signed with real time."""

    store: MemoryStore
    photo_links: PhotoLinks
    system_clock: SystemClock

    async def orders(self, actor: Actor, wanted: OrdersWanted) -> Page[OrderSummary]:
        if actor.is_staff and wanted.region_id is not None:
            require_region(actor, wanted.region_id)
        rows = [one for one in self._mine(actor, wanted) if not wanted.status or one.status in wanted.status]
        return _listing(wanted.sort).page(
            rows, wanted.piece, lambda order: OrderSummary(**summary_fields(order, actor, self.store))
        )

    async def order(self, actor: Actor, order_id: OrderId) -> OrderDetail:
        order = self.store.orders.rows.get(order_id)
        if order is None or not (order.homeowner_id == actor.account_id or is_staff_of(actor, order)):
            raise OrderNotFound()
        return detail_of(order, actor, self.store, self._photo_url)

    async def history(self, actor: Actor, order_id: OrderId, piece: Slice) -> Page[HistoryEntry]:
        order = self.store.orders.rows.get(order_id)
        if order is None or not self._may_read_history(order, actor):
            raise OrderNotFound()
        events = self.store.orders.histories[order_id]
        return _HISTORY.page(events, piece, lambda event: self._entry(event, actor))

    def _mine(self, actor: Actor, wanted: OrdersWanted) -> list[Order]:
        everything = self.store.orders.rows.values()
        if actor.is_staff:
            return of_regions(everything, wanted.region_id or actor.region_id)
        return [one for one in everything if one.homeowner_id == actor.account_id]

    def _may_read_history(self, order: Order, actor: Actor) -> bool:
        is_theirs = actor.account_id in (order.homeowner_id, order.visit.worker_id)
        return (actor.account_id is not None and is_theirs) or is_staff_of(actor, order)

    def _entry(self, event: OrderEvent, actor: Actor) -> HistoryEntry:
        is_hidden = not actor.is_staff and event.action in BEHIND_THE_SCENES
        who = self.store.accounts.rows.get(AccountId(event.actor_id)) if event.actor_id else None
        return HistoryEntry(
            seq=event.seq,
            action=event.action,
            actor_role=event.role,
            actor_name=who.display_name if who and not is_hidden else None,
            reason=None if is_hidden else event.reason,
            at=event.at,
            from_status=event.source,
            to_status=event.to,
            data={} if is_hidden else dict(event.data),
        )

    def _photo_url(self, photo_id: PhotoId) -> str:
        return self.photo_links.photo_url(photo_id, self.system_clock.now())


def _listing(sort: str) -> Listing[Order, tuple[datetime, UUID]]:
    moment = _MOMENTS[sort]
    return Listing(
        tuple[datetime, UUID], lambda order: (moment(order), order.id), sort.startswith("-"), name=sort
    )
