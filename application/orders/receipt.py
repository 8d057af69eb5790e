"""The answer of every command on an order: where it stands now, and what this caller may do next."""

from dataclasses import dataclass
from datetime import datetime

from domain.identity.roles import Actor
from domain.orders.order import Order
from domain.orders.status import Action, Status
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class Receipt:
    order_id: OrderId
    status: Status
    version: int
    deadline_at: datetime | None
    allowed_actions: tuple[Action, ...]


def receipt_for(order: Order, actor: Actor) -> Receipt:
    return Receipt(
        order_id=order.id,
        status=order.status,
        version=order.version,
        deadline_at=order.deadline_at,
        allowed_actions=order.allowed_actions(actor),
    )
