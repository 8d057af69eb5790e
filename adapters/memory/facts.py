"""What placing and dispatching an order look up, put together from the rows in memory."""

from dataclasses import replace
from uuid import UUID

from adapters.memory.order_table import OrderTable
from adapters.memory.store import MemoryStore
from application.ports.world import AddressNotFound, OrderingFacts, ServiceNotFound
from domain.catalogue.model import Service, ServicePrice
from domain.communities.model import Address, Community
from domain.dispatching.requests import VisitRequest
from domain.orders.order import Order
from domain.orders.parts import OfferStatus, Place, Terms
from domain.orders.status import Action
from domain.scheduling.calendar import VisitNeed
from domain.shared.ids import AddressId, ServiceId, WorkerId

_SAID_NO = frozenset({OfferStatus.DECLINED, OfferStatus.EXPIRED, OfferStatus.ACCEPTED})
_LEFT = frozenset({Action.DROP, Action.NO_SHOW, Action.REASSIGN})


def ordering_facts(
    store: MemoryStore, account_id: UUID, address_id: AddressId, service_id: ServiceId
) -> OrderingFacts:
    known = store.directory
    address = known.addresses.get(address_id)
    if address is None or address.account_id != account_id:
        raise AddressNotFound()
    service, price = known.services.get(service_id), known.prices.get((service_id, address.region_id))
    if service is None or not service.is_active or price is None:
        raise ServiceNotFound()
    category = known.categories.get(service.category_id)
    region, policy = known.regions[address.region_id], known.order_policies[address.region_id]
    return OrderingFacts(
        region_id=region.region_id,
        zone=region.zone,
        terms=replace(
            _terms(service, price, region.currency, policy.version),
            category_code=category.code if category is not None else "",
        ),
        place=_place(address, known.communities[address.community_id]),
        policy=policy,
        dispatch_policy=region.dispatch_policy,
        open_orders=min(store.orders.open_count(account_id), 100),
        region_code=region.code,
        community_code=known.communities[address.community_id].code,
    )


def request_for(order: Order, table: OrderTable) -> VisitRequest:
    """The order's visit as dispatch asks for it, with who declined, let lapse or left it before."""
    return VisitRequest(
        visit_id=order.visit.id,
        order_id=order.id,
        need=VisitNeed(order.place.point, order.visit.window, order.terms.duration_s),
        skill=order.terms.skill,
        min_level=order.terms.min_level,
        is_urgent=order.is_urgent,
        priority=order.priority,
        declined=_declined(table, order),
    )


def _declined(table: OrderTable, order: Order) -> frozenset[WorkerId]:
    stored = table.rows.get(order.id)
    if stored is None:
        return frozenset()
    said_no = {offer.worker_id for offer in stored.offers if offer.status in _SAID_NO}
    left = {
        WorkerId(worker_id)
        for event in table.histories.get(order.id, ())
        if event.action in _LEFT
        for worker_id in event.worker_ids
    }
    return frozenset(said_no | left)


def _terms(service: Service, price: ServicePrice, currency: str, policy_version: int) -> Terms:
    return Terms(
        service_id=service.id,
        service_name=service.name,
        skill=service.skill,
        min_level=service.min_level,
        duration_s=service.duration_s,
        price_minor=price.price_minor,
        currency=currency,
        price_version=1,
        policy_version=policy_version,
        photos_before=service.photos_before,
        photos_after=service.photos_after,
        warranty_days=service.warranty_days,
        service_code=service.code,
    )


def _place(address: Address, community: Community) -> Place:
    return Place(
        address_id=address.id,
        community_id=community.id,
        community_name=community.name,
        line=address.line,
        unit=address.unit,
        point=address.point,
    )
