"""What a deadline does when it is over and nobody acted."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from domain.orders import offering
from domain.orders.by import By
from domain.orders.status import Action

if TYPE_CHECKING:
    from domain.orders.order import Order


def run_out(order: "Order", by: By) -> bool:
    """Take the consequence of a deadline that has passed; False when there is none (again: no effect)."""
    if order.deadline_at is None or order.on_expiry is None or by.at < order.deadline_at:
        return False
    _CONSEQUENCES[order.on_expiry](order, by)
    return True


_CONSEQUENCES: Final[Mapping[Action, Callable[["Order", By], None]]] = {
    Action.APPROVE: lambda order, by: order.approve(by),
    Action.ESCALATE: lambda order, by: order.escalate(by),
    Action.LAPSE: lambda order, by: order.lapse(by),
    Action.OPEN_HALL: offering.open_hall,
    Action.EXPIRE_OFFER: offering.expire_due,
    Action.CLOSE_UNSERVED: lambda order, by: order.close_unserved(by, "window_passed"),
    Action.NO_SHOW: lambda order, by: offering.let_go(order, by, Action.NO_SHOW, "did_not_depart"),
    Action.FLAG_LATE: lambda order, by: order.move(Action.FLAG_LATE, by),
    Action.CONFIRM: lambda order, by: order.confirm(by),
}
