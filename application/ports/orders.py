"""Where orders are kept."""

from typing import Protocol

from domain.orders.order import Order
from domain.shared.ids import OfferId, OrderId


class Orders(Protocol):
    """Orders with their live or last visit and all offers of that visit."""

    async def get(self, order_id: OrderId) -> Order:
        """Raises `OrderNotFound`."""
        ...

    async def of_offer(self, offer_id: OfferId) -> Order:
        """The order for which the offer was made. Raises `OfferNotFound`."""
        ...

    def add(self, order: Order) -> None:
        """Store a new order with its events."""
        ...

    def save(self, order: Order) -> None:
        """Store what changed, if the stored version is the loaded one; else commit raises `StaleVersion`."""
        ...
