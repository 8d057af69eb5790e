"""What happened to an order. Each event is one row of its history; their fold is its status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.identity.roles import Role
from domain.orders.status import Action, Status
from domain.shared.errors import Fact
from domain.shared.ids import OrderId, RegionId


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """`seq` is the order's version after it; `worker_ids` are those whom it concerns."""

    order_id: OrderId
    seq: int
    region_id: RegionId
    homeowner_id: UUID
    worker_ids: tuple[UUID, ...]
    action: Action
    source: Status | None
    to: Status
    actor_id: UUID | None
    role: Role
    at: datetime
    reason: str | None
    data: Mapping[str, Fact]
    is_in_hall: bool = False


class OrderSubmitted(OrderEvent): ...


class OrderApproved(OrderEvent): ...


class ReviewEscalated(OrderEvent): ...


class InfoRequested(OrderEvent): ...


class InfoAnswered(OrderEvent): ...


class OrderLapsed(OrderEvent): ...


class OrderRejected(OrderEvent): ...


class OrderCancelled(OrderEvent): ...


class OrderOffered(OrderEvent): ...


class OrderAssigned(OrderEvent): ...


class HallOpened(OrderEvent): ...


class OrderGrabbed(OrderEvent): ...


class OrderAccepted(OrderEvent): ...


class OfferDeclined(OrderEvent): ...


class OfferLapsed(OrderEvent): ...


class OfferWithdrawn(OrderEvent): ...


class OffersExhausted(OrderEvent): ...


class WorkerDropped(OrderEvent): ...


class OrderReassigned(OrderEvent): ...


class WorkerMissed(OrderEvent): ...


class OrderUnserved(OrderEvent): ...


class WorkerDeparted(OrderEvent): ...


class WorkerArrived(OrderEvent): ...


class ServiceStarted(OrderEvent): ...


class ServiceCompleted(OrderEvent): ...


class NotDoneReported(OrderEvent): ...


class OrderCompleted(OrderEvent): ...


class OrderReviewed(OrderEvent): ...


class OrderLate(OrderEvent): ...


class OrderForceClosed(OrderEvent): ...


EVENT_OF: Final[Mapping[Action, type[OrderEvent]]] = {
    Action.SUBMIT: OrderSubmitted,
    Action.APPROVE: OrderApproved,
    Action.ESCALATE: ReviewEscalated,
    Action.ASK: InfoRequested,
    Action.ANSWER: InfoAnswered,
    Action.LAPSE: OrderLapsed,
    Action.REJECT: OrderRejected,
    Action.CANCEL: OrderCancelled,
    Action.OFFER: OrderOffered,
    Action.ASSIGN: OrderAssigned,
    Action.OPEN_HALL: HallOpened,
    Action.GRAB: OrderGrabbed,
    Action.ACCEPT: OrderAccepted,
    Action.DECLINE: OfferDeclined,
    Action.EXPIRE_OFFER: OfferLapsed,
    Action.WITHDRAW: OfferWithdrawn,
    Action.EXHAUST: OffersExhausted,
    Action.DROP: WorkerDropped,
    Action.REASSIGN: OrderReassigned,
    Action.NO_SHOW: WorkerMissed,
    Action.CLOSE_UNSERVED: OrderUnserved,
    Action.DEPART: WorkerDeparted,
    Action.ARRIVE: WorkerArrived,
    Action.START: ServiceStarted,
    Action.COMPLETE: ServiceCompleted,
    Action.NOT_DONE: NotDoneReported,
    Action.CONFIRM: OrderCompleted,
    Action.REVIEW: OrderReviewed,
    Action.FLAG_LATE: OrderLate,
    Action.FORCE_CLOSE: OrderForceClosed,
}


def fold(events: "list[OrderEvent] | tuple[OrderEvent, ...]") -> Status | None:
    """The status that a history leads to."""
    return events[-1].to if events else None
