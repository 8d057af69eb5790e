"""The hall: what any able worker of the region may take, nearest first."""

from typing import Final, NamedTuple
from uuid import UUID

from adapters.memory.reads.pages import Listing
from application.views.jobs import HallEntry
from domain.identity.privacy import coarse
from domain.orders.number import number_of
from domain.orders.order import Order


class HallOrder(NamedTuple):
    """`away_m` is the straight way from the worker who looks."""

    order: Order
    away_m: float


HALL: Final[Listing[HallOrder, tuple[float, UUID]]] = Listing(
    tuple[float, UUID], lambda row: (row.away_m, row.order.id), name="hall"
)


def entry_of(order: Order, road_m: int) -> HallEntry:
    return HallEntry(
        order_id=order.id,
        number=number_of(order.id),
        version=order.version,
        service_name=order.terms.service_name,
        window_start=order.visit.window.start,
        window_end=order.visit.window.end,
        community_name=order.place.community_name,
        point=coarse(order.place.point),
        road_m=road_m,
        price_minor=order.terms.price_minor,
        currency=order.terms.currency,
    )
