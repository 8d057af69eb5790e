"""What happened, as it happened: the log whose hash a seed must repeat, and the tale of every wish."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from arena.records import Outcome, Step, Story
from arena.wishes import Wish
from domain.orders.events import OrderEvent
from domain.orders.status import Action, Status
from domain.shared.ids import OrderId

UNDONE_BY_OTHERS = frozenset({Action.DROP, Action.NO_SHOW, Action.REASSIGN})
TAKEN = frozenset({Action.ACCEPT, Action.GRAB, Action.ASSIGN})


@dataclass(slots=True)
class Tale:
    """A wish and what became of it so far."""

    wish: Wish
    opens_s: int
    closes_s: int
    order_id: OrderId | None = None
    is_urgent: bool = False
    is_called_off: bool = False
    found_nobody: bool = False
    state: Status | None = None
    worker: int | None = None
    ready_s: int | None = None
    first_accepted_s: int | None = None
    accepted_s: int | None = None
    arrived_s: int | None = None
    completed_s: int | None = None
    steps: list[Step] = field(default_factory=list)

    def outcome(self) -> Outcome:
        if self.order_id is None:
            return Outcome.TURNED_AWAY
        if self.completed_s is not None:
            return Outcome.SERVED
        if self.found_nobody:
            return Outcome.NOT_AT_HOME
        if self.is_called_off:
            return Outcome.CANCELLED
        return Outcome.UNSERVED if self.state is Status.CLOSED_UNSERVED else Outcome.UNFINISHED

    def story(self) -> Story:
        wish = self.wish
        return Story(
            number=wish.number,
            service=wish.service.code,
            skill=wish.service.skill,
            min_level=wish.service.min_level,
            place=wish.address.point,
            wished_s=wish.wished_s,
            opens_s=self.opens_s,
            closes_s=self.closes_s,
            planned_duration_s=wish.service.duration_s,
            true_duration_s=wish.work_s,
            price_minor=wish.price_minor,
            is_urgent=self.is_urgent,
            outcome=self.outcome(),
            ready_s=self.ready_s,
            first_accepted_s=self.first_accepted_s,
            accepted_s=self.accepted_s,
            arrived_s=self.arrived_s,
            completed_s=self.completed_s,
            worker=self.worker,
            steps=tuple(self.steps),
        )


@dataclass(slots=True)
class Logbook:
    """`numbers` are the workers by id; `counts` the actions seen, by their names."""

    numbers: dict[UUID, int]
    tales: dict[OrderId, Tale] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    _lines: list[str] = field(default_factory=list)

    def note(self, event: OrderEvent, second: int) -> Tale:
        """Write an event down; the tale that it belongs to."""
        tale = self.tales[event.order_id]
        worker = self._whose(event)
        self.counts[event.action.value] += 1
        self._lines.append(
            f"{second} {tale.wish.number} {event.seq} {event.action} {event.to} {event.role} {worker}"
        )
        tale.steps.append(Step(second, event.action.value, event.to.value, worker))
        tale.state = event.to
        _tell(tale, event, second, worker)
        return tale

    def remark(self, second: int, text: str) -> None:
        """Something that no order knows of, such as a wish that came to nothing."""
        self._lines.append(f"{second} {text}")

    @property
    def digest(self) -> str:
        return sha256("\n".join(self._lines).encode()).hexdigest()

    def _whose(self, event: OrderEvent) -> int | None:
        mine = sorted(self.numbers[one] for one in event.worker_ids if one in self.numbers)
        return mine[0] if mine else None


def _tell(tale: Tale, event: OrderEvent, second: int, worker: int | None) -> None:
    action = event.action
    if action is Action.APPROVE:
        tale.ready_s = second
    elif action in TAKEN:
        tale.accepted_s, tale.worker = second, worker
        tale.first_accepted_s = second if tale.first_accepted_s is None else tale.first_accepted_s
    elif action in UNDONE_BY_OTHERS:
        tale.worker = None
    elif action is Action.ARRIVE:
        tale.arrived_s = second
    elif action is Action.COMPLETE:
        tale.completed_s = second
