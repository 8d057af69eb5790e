"""What a dispatch rule is: it sees a scene and says who is asked for which visit now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from domain.dispatching.luck import Luck
from domain.dispatching.ranking import DispatchContext
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.dispatching.sketch import Sketch
from domain.orders.status import FIRM, Status
from domain.shared.ids import VisitId, WorkerId


class Freedom(StrEnum):
    """What may still move a visit to another worker."""

    FREELY = "freely"  # nobody was asked yet
    AT_A_PRICE = "at_a_price"  # somebody is being asked
    WITH_CONSENT = "with_consent"  # somebody has accepted: with their consent, or by a dispatcher
    NEVER = "never"  # somebody is on the way, or there


def freedom_of(status: Status) -> Freedom:
    """The freedom of the live visit of an order with that status."""
    if status is Status.OFFERED:
        return Freedom.AT_A_PRICE
    if status is Status.ACCEPTED:
        return Freedom.WITH_CONSENT
    return Freedom.NEVER if status in FIRM else Freedom.FREELY


@dataclass(frozen=True, slots=True)
class Held:
    """A visit that somebody is being asked for, or has accepted."""

    visit: VisitRequest
    worker_id: WorkerId
    freedom: Freedom


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a rule may know at one moment.

    `visits` wait without a worker and without an offer, the most urgent first. `workers` have a shift that
    could matter; their `commitments` are visits accepted or being offered; `held()` looks those up. `plan` is
    what the rule answered as its plan the last time; a visit in it may be settled by now. `chance` is seeded:
    the only source of randomness a rule may use. `context` has the time (`now`), the region's `policy` and
    travel times by mode.
    """

    visits: tuple[VisitRequest, ...]
    workers: tuple[WorkerSnapshot, ...]
    context: DispatchContext
    chance: Luck
    plan: Mapping[VisitId, WorkerId] = field(default_factory=dict)
    held: Callable[[], tuple[Held, ...]] = tuple

    def sketch(self) -> Sketch:
        """A working copy of all timelines, to try placements on: nothing on it is real."""
        return Sketch(self.workers, self.context)


@dataclass(frozen=True, slots=True)
class Ask:
    """Put the visit to that worker now."""

    visit_id: VisitId
    worker_id: WorkerId


@dataclass(frozen=True, slots=True)
class Move:
    """Take a held visit from its worker, so that it waits again. See `Freedom` for what that needs."""

    visit_id: VisitId


@dataclass(frozen=True, slots=True)
class Choice:
    """What a rule wants done, in this order: `moves`, then `to_hall`, then `asks`.

    `asks` are carried out in turn, each judged on the timelines that those before it leave; at most one for
    a visit. `plan` says who is meant to get a visit that is not asked for yet: it binds nobody, is handed to
    the rule again at the next moment, and may change freely. A visit in none of them waits.
    """

    asks: tuple[Ask, ...] = ()
    plan: Mapping[VisitId, WorkerId] = field(default_factory=dict)
    to_hall: tuple[VisitId, ...] = ()
    moves: tuple[Move, ...] = ()


class Rule(Protocol):
    """A dispatch rule: a frozen dataclass, or any object, with this one method. No state between calls.

    It is asked again and again over the day, at every tick at which visits wait. A complete one, which
    asks the first fitting worker for every visit:

        class FirstWhoFits:
            def choose(self, scene: Scene) -> Choice:
                sketch, asks = scene.sketch(), []
                for visit in scene.visits:
                    for candidate in sketch.fitting(visit)[:1]:
                        sketch.put(visit, candidate)
                        asks.append(Ask(visit.visit_id, candidate.worker_id))
                return Choice(asks=tuple(asks))

    Whether a worker fits (skill, area, shift, travel, load, earlier refusals) is judged by
    `Sketch.judge`, and again when the offer is made: an ask that does not fit is a foul. The worker may
    decline or not answer; then the visit waits again, and never fits that worker any more. After three
    rounds, or half an hour of looking, a visit goes to the hall and is not among `visits` again.
    """

    def choose(self, scene: Scene) -> Choice: ...
