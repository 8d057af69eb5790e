"""Orders on PostgreSQL: loaded in one select, stored in the unit's one statement."""

from dataclasses import dataclass, field

from adapters.persistence.orders import params, rows
from adapters.persistence.orders import statements as sql
from adapters.persistence.unit import SqlSession
from domain.orders.order import Order
from domain.orders.parts import Offer, Visit
from domain.orders.refusals import OfferNotFound, OrderNotFound
from domain.shared.ids import OfferId, OrderId, VisitId


@dataclass(slots=True)
class SqlOrders:
    session: SqlSession
    _known_offers: dict[OfferId, Offer] = field(default_factory=dict)
    _known_visits: dict[VisitId, Visit] = field(default_factory=dict)

    async def get(self, order_id: OrderId) -> Order:
        row = await self.session.fetch_one(sql.LOAD, {"id": order_id})
        if row is None:
            raise OrderNotFound()
        return self._hydrated(row)

    async def of_offer(self, offer_id: OfferId) -> Order:
        row = await self.session.fetch_one(sql.LOAD_BY_OFFER, {"id": offer_id})
        if row is None:
            raise OfferNotFound()
        return self._hydrated(row)

    def add(self, order: Order) -> None:
        self.session.write(sql.INSERT_ORDER, params.new_order_params(order))
        self.session.write(sql.INSERT_VISIT, params.visit_params(order))
        self._keep_events(order)

    def save(self, order: Order) -> None:
        if not order.events:
            return
        self.session.write(sql.UPDATE_ORDER, params.order_params(order))
        self._save_visit(order)
        self._save_offers(order)
        self._keep_events(order)

    def _save_visit(self, order: Order) -> None:
        visit, known = order.visit, self._known_visits.get(order.visit.id)
        if visit == known:
            return
        is_planned_anew = known is None or (visit.worker_id, visit.plan) != (known.worker_id, known.plan)
        update = sql.UPDATE_VISIT if is_planned_anew else sql.UPDATE_VISIT_KEEPING_PLAN
        self.session.write(update, params.visit_params(order))

    def _save_offers(self, order: Order) -> None:
        added = [offer for offer in order.offers if offer.id not in self._known_offers]
        ended = [o for o in order.offers if o.id in self._known_offers and o != self._known_offers[o.id]]
        if added:
            self.session.write(sql.INSERT_OFFERS, params.offers_params(order, added))
        if ended:
            self.session.write(sql.UPDATE_OFFERS, params.offers_params(order, ended))

    def _keep_events(self, order: Order) -> None:
        self.session.write(sql.INSERT_EVENTS, params.events_params(order))
        for event in order.events:
            self.session.record(event)
        order.events.clear()

    def _hydrated(self, row: tuple[object, ...]) -> Order:
        order = rows.order_from(row)
        self._known_offers |= {offer.id: offer for offer in order.offers}
        self._known_visits[order.visit.id] = order.visit
        return order
