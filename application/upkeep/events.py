"""Small events of the product around the orders."""

from dataclasses import dataclass
from datetime import datetime

from domain.shared.ids import AccountId, MessageId, OrderId, RegionId, WorkerId


@dataclass(frozen=True, slots=True)
class MessageArrived:
    message_id: MessageId
    account_id: AccountId
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """Something came onto the exceptions queue of a region, or left it."""

    order_id: OrderId
    region_id: RegionId
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkerChanged:
    """Duty, position or profile of a worker."""

    worker_id: WorkerId
    region_id: RegionId
    what: str
    at: datetime
