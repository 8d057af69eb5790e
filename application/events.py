"""Every event that goes through the outbox, by the name under which it is kept."""

from collections.abc import Mapping
from typing import Final

from application.dispatching.events import PolicyChanged, RunChanged
from application.upkeep.events import DeskChanged, MessageArrived, WorkerChanged
from domain.loyalty.events import PointsMoved
from domain.orders.events import EVENT_OF

EVENTS: Final[Mapping[str, type]] = {
    kind.__name__: kind
    for kind in (
        *EVENT_OF.values(),
        DeskChanged,
        MessageArrived,
        PointsMoved,
        PolicyChanged,
        RunChanged,
        WorkerChanged,
    )
}
