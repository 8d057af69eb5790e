"""An order's life as a replay shows it: a few states that a colour can tell, from the product's many."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from arena.records import Outcome, Story
from domain.orders.status import Status

NOBODY: Final = -1


class State(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    EN_ROUTE = "en route"
    IN_SERVICE = "in service"
    DONE = "done"
    LOST = "lost"  # turned away, cancelled, not at home, or nobody came


STATE_OF: Final[Mapping[str, State]] = {
    Status.PENDING_REVIEW: State.WAITING,
    Status.INFO_REQUESTED: State.WAITING,
    Status.READY: State.WAITING,
    Status.OFFERED: State.OFFERED,
    Status.ACCEPTED: State.ACCEPTED,
    Status.EN_ROUTE: State.EN_ROUTE,
    Status.ARRIVED: State.IN_SERVICE,
    Status.IN_SERVICE: State.IN_SERVICE,
    Status.AWAITING_CONFIRMATION: State.DONE,
    Status.COMPLETED: State.DONE,
    Status.REJECTED: State.LOST,
    Status.CANCELLED: State.LOST,
    Status.CLOSED_UNSERVED: State.LOST,
}
LOSSES: Final = frozenset({Outcome.TURNED_AWAY, Outcome.CANCELLED, Outcome.NOT_AT_HOME, Outcome.UNSERVED})


@dataclass(frozen=True, slots=True)
class Span:
    """From `at_s` on, until the next one."""

    at_s: int
    state: State
    worker: int


def spans(story: Story) -> tuple[Span, ...]:
    """In the order of time, each different from the one before; the first begins with the wish.

    An outcome that the history does not lead to (a wish turned away never had one) ends it. A status that
    is not known leaves the state as it was.
    """
    found = [Span(story.wished_s, State.WAITING, NOBODY)]
    for step in sorted(story.steps, key=lambda step: step.at_s):
        state = STATE_OF.get(step.status, found[-1].state)
        worker = NOBODY if step.worker is None or state in {State.WAITING, State.LOST} else step.worker
        if (state, worker) != (found[-1].state, found[-1].worker):
            found.append(Span(step.at_s, state, worker))
    if story.outcome in LOSSES and found[-1].state is not State.LOST:
        found.append(Span(max(found[-1].at_s, story.arrived_s or story.wished_s), State.LOST, NOBODY))
    return tuple(found)
