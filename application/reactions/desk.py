"""What comes onto the exceptions queue after an event, and what leaves it because the order went on."""

from collections.abc import Mapping
from typing import Final

from application.ports.desk import DeskEntry
from application.ports.ids import Ids
from application.ports.unit_of_work import UnitOfWork
from application.promotions.means import Means
from application.reactions.react import Happened
from application.reactions.words import LOW_SCORE, TO_DESK
from application.upkeep.events import DeskChanged
from domain.orders import events as e
from domain.orders.order import Order
from domain.orders.status import Action, Status
from domain.shared.ids import ExceptionId
from domain.shared.texts import Text

LOW_STARS: Final = 2

_LATE: Final = (Action.FLAG_LATE,)
_REVIEWING: Final = (Action.ESCALATE,)
_LOOKING: Final = (Action.OPEN_HALL, Action.DROP, Action.NO_SHOW)
_PASSING: Final = (*_LATE, *_REVIEWING, *_LOOKING)

# Not done, unserved and a low score stay until a person has dealt with them, also after the end.
SETTLES: Final[Mapping[type[e.OrderEvent], tuple[Action, ...]]] = {
    e.OrderApproved: _REVIEWING,
    e.InfoRequested: _REVIEWING,
    e.OrderAccepted: _LOOKING,
    e.OrderGrabbed: _LOOKING,
    e.OrderAssigned: _LOOKING,
    e.WorkerDropped: _LATE,
    e.OrderReassigned: _LATE,
    e.WorkerMissed: _LATE,
    e.WorkerDeparted: _LATE,
    e.WorkerArrived: _LATE,
    e.ServiceStarted: _LATE,
    e.ServiceCompleted: _LATE,
    e.OrderRejected: _PASSING,
    e.OrderLapsed: _PASSING,
    e.OrderCancelled: _PASSING,
    e.OrderForceClosed: _PASSING,
    e.OrderUnserved: _PASSING,
    e.OrderCompleted: _PASSING,
}


async def put_on_desk(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """Events may be worked off out of turn: nothing is opened that the order has left behind."""
    event = happened.event
    order = await uow.orders.get(event.order_id)
    if not _is_moot(order, event.action):
        _open(uow, means.ids, event, event.action, TO_DESK[type(event)])


async def put_low_score_on_desk(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    event = happened.event
    if int(str(event.data["stars"])) <= LOW_STARS:
        _open(uow, means.ids, event, event.action, LOW_SCORE)


async def put_review_back_on_desk(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """A review that was escalated has no deadline any more, also after the answer to a question."""
    event = happened.event
    order = await uow.orders.get(event.order_id)
    if order.is_escalated and not _is_moot(order, Action.ESCALATE):
        _open(uow, means.ids, event, Action.ESCALATE, TO_DESK[e.ReviewEscalated])


async def clear_desk(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    event = happened.event
    settled = [action.value for action in SETTLES[type(event)]]
    for kind in await uow.desk.clear(event.order_id, settled, event.at):
        uow.record(DeskChanged(event.order_id, event.region_id, kind, event.at))


def _open(uow: UnitOfWork, ids: Ids, event: e.OrderEvent, kind: Action, reason: Text) -> None:
    entry = DeskEntry(
        id=ExceptionId(ids.new()),
        region_id=event.region_id,
        order_id=event.order_id,
        kind=kind.value,
        reason=reason,
        opened_at=event.at,
    )
    uow.desk.open(entry)
    uow.record(DeskChanged(event.order_id, event.region_id, kind.value, event.at))


def _is_moot(order: Order, kind: Action) -> bool:
    if kind in _LATE:
        return not order.is_late
    if kind in _REVIEWING:
        return order.status is not Status.PENDING_REVIEW
    return kind in _LOOKING and order.status not in (Status.READY, Status.OFFERED)
