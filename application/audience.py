"""Who hears of an event on the stream, and what they fetch again because of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.dispatching.events import PolicyChanged, RunChanged
from application.ports.changes import Audience, ChangeKind
from application.upkeep.events import DeskChanged, MessageArrived, WorkerChanged
from domain.loyalty.events import PointsMoved
from domain.orders.events import OrderEvent
from domain.orders.status import Action, Status
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Told:
    """A change before it has a position."""

    kind: ChangeKind
    id: UUID
    version: int
    event: str
    at: datetime
    audience: Audience


def told(event: object) -> tuple[Told, ...]:
    """What the stream says about an event, in the order in which it says it."""
    return tuple(_of_order(event) if isinstance(event, OrderEvent) else _of_other(event))


def _of_order(event: OrderEvent) -> Iterator[Told]:
    def tell(kind: ChangeKind, audience: Audience) -> Told:
        return Told(kind, event.order_id, event.seq, event.action.value, event.at, audience)

    owner = frozenset({AccountId(event.homeowner_id)})
    yield tell(ChangeKind.ORDER, Audience(owner, staff_of=event.region_id))
    workers = frozenset(AccountId(worker_id) for worker_id in event.worker_ids)
    touches_hall = event.source is Status.READY or event.action is Action.OPEN_HALL
    if workers or touches_hall:
        hall_of = event.region_id if touches_hall else None
        yield tell(ChangeKind.JOB, Audience(workers, workers_of=hall_of))


def _of_other(event: object) -> Iterator[Told]:
    match event:
        case MessageArrived():
            to = Audience(frozenset({event.account_id}))
            yield Told(ChangeKind.INBOX, event.message_id, 1, event.kind, event.at, to)
        case PointsMoved():
            for member_id in event.member_ids:
                to = Audience(frozenset({member_id}))
                yield Told(ChangeKind.POINTS, member_id, 1, event.kind.value, event.at, to)
        case RunChanged():
            to = Audience(staff_of=event.region_id)
            yield Told(ChangeKind.RUN, event.run_id, 1, event.status.value, event.at, to)
        case PolicyChanged():
            to = Audience(staff_of=event.region_id)
            yield Told(ChangeKind.BOARD, event.region_id, event.version, "policy", event.at, to)
        case DeskChanged():
            to = Audience(staff_of=event.region_id)
            yield Told(ChangeKind.BOARD, event.order_id, 1, event.kind, event.at, to)
        case WorkerChanged():
            to = Audience(frozenset({AccountId(event.worker_id)}), staff_of=event.region_id)
            yield Told(ChangeKind.BOARD, event.worker_id, 1, event.what, event.at, to)
        case _:
            return
