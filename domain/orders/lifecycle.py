"""The one executable table of an order's life.

Server guards, `allowed_actions`, buttons of the front ends, the diagram in docs/order-lifecycle.md
and the walk over status x action x role all read it. (from, action) is unique and has one target.
The numbers are the rows of the reference table that the product was designed from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.identity.roles import Actor, Role
from domain.orders import standing as g
from domain.orders.refusals import ActionNotAllowed, IllegalTransition
from domain.orders.standing import Standing, StandingGuard
from domain.orders.status import Action as A
from domain.orders.status import Status as S


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that may do it, and what must relate the caller to the order."""

    role: Role
    when: tuple[StandingGuard, ...] = ()

    def admits(self, standing: Standing, actor: Actor) -> bool:
        return actor.has(self.role) and all(guard(standing, actor) for guard in self.when)


@dataclass(frozen=True, slots=True)
class Transition:
    row: str
    source: S | None
    action: A
    by: tuple[Grant, ...]
    to: S

    def admits(self, standing: Standing, actor: Actor) -> bool:
        return any(grant.admits(standing, actor) for grant in self.by)


OWNER = Grant(Role.HOMEOWNER, (g.is_mine,))
OWNER_NOT_YET_TWICE = Grant(Role.HOMEOWNER, (g.is_mine, g.may_still_say_not_done))
OWNER_BEFORE_REVIEW = Grant(Role.HOMEOWNER, (g.is_mine, g.is_not_reviewed))
REVIEWER = Grant(Role.REVIEWER, (g.is_in_my_region,))
DISPATCHER = Grant(Role.DISPATCHER, (g.is_in_my_region,))
MANAGER = Grant(Role.MANAGER, (g.is_in_my_region,))
ASSIGNED = Grant(Role.WORKER, (g.is_my_job,))
OFFERED = Grant(Role.WORKER, (g.offer_is_mine,))
IN_HALL = Grant(Role.WORKER, (g.is_in_hall,))
SYSTEM = Grant(Role.SYSTEM)
DISPATCHER_BEFORE_HALL = Grant(Role.DISPATCHER, (g.is_in_my_region, g.is_not_in_hall))
ADMINS = (REVIEWER, DISPATCHER, MANAGER)

TRANSITIONS: Final = (
    Transition("1", None, A.SUBMIT, (OWNER, DISPATCHER), S.PENDING_REVIEW),
    Transition("4", S.PENDING_REVIEW, A.APPROVE, (REVIEWER, SYSTEM), S.READY),
    Transition("4a", S.PENDING_REVIEW, A.ESCALATE, (SYSTEM,), S.PENDING_REVIEW),
    Transition("5", S.PENDING_REVIEW, A.ASK, (REVIEWER,), S.INFO_REQUESTED),
    Transition("6", S.INFO_REQUESTED, A.ANSWER, (OWNER,), S.PENDING_REVIEW),
    Transition("7", S.PENDING_REVIEW, A.REJECT, (REVIEWER,), S.REJECTED),
    Transition("8", S.INFO_REQUESTED, A.LAPSE, (SYSTEM,), S.CANCELLED),
    Transition("9", S.READY, A.OFFER, (DISPATCHER, SYSTEM), S.OFFERED),
    Transition("10", S.READY, A.GRAB, (IN_HALL,), S.ACCEPTED),
    Transition("10a", S.READY, A.ASSIGN, (DISPATCHER, SYSTEM), S.ACCEPTED),
    Transition("10b", S.READY, A.OPEN_HALL, (DISPATCHER_BEFORE_HALL, SYSTEM), S.READY),
    Transition("11", S.OFFERED, A.ACCEPT, (OFFERED,), S.ACCEPTED),
    Transition("12", S.OFFERED, A.DECLINE, (OFFERED,), S.OFFERED),
    Transition("12a", S.OFFERED, A.EXPIRE_OFFER, (SYSTEM,), S.OFFERED),
    Transition("12b", S.OFFERED, A.WITHDRAW, (DISPATCHER,), S.OFFERED),
    Transition("12c", S.OFFERED, A.EXHAUST, (Grant(Role.SYSTEM, (g.no_offer_is_alive,)),), S.READY),
    Transition("13", S.ACCEPTED, A.DROP, (ASSIGNED,), S.READY),
    Transition("13a", S.EN_ROUTE, A.DROP, (ASSIGNED,), S.READY),
    Transition("13b", S.ACCEPTED, A.REASSIGN, (DISPATCHER,), S.READY),
    Transition("13c", S.EN_ROUTE, A.REASSIGN, (DISPATCHER,), S.READY),
    Transition("13d", S.ACCEPTED, A.NO_SHOW, (SYSTEM,), S.READY),
    Transition("14", S.READY, A.CLOSE_UNSERVED, (DISPATCHER, SYSTEM), S.CLOSED_UNSERVED),
    Transition("16", S.PENDING_REVIEW, A.CANCEL, (OWNER, *ADMINS), S.CANCELLED),
    Transition("16a", S.INFO_REQUESTED, A.CANCEL, (OWNER, *ADMINS), S.CANCELLED),
    Transition("16b", S.READY, A.CANCEL, (OWNER, *ADMINS), S.CANCELLED),
    Transition("16c", S.OFFERED, A.CANCEL, (OWNER, *ADMINS), S.CANCELLED),
    Transition("19", S.ACCEPTED, A.DEPART, (ASSIGNED,), S.EN_ROUTE),
    Transition("20", S.EN_ROUTE, A.ARRIVE, (ASSIGNED,), S.ARRIVED),
    Transition("21", S.ARRIVED, A.START, (ASSIGNED,), S.IN_SERVICE),
    Transition("26", S.IN_SERVICE, A.COMPLETE, (ASSIGNED,), S.AWAITING_CONFIRMATION),
    Transition(
        "27",
        S.AWAITING_CONFIRMATION,
        A.NOT_DONE,
        (OWNER_NOT_YET_TWICE,),
        S.IN_SERVICE,
    ),
    Transition("28", S.AWAITING_CONFIRMATION, A.CONFIRM, (OWNER, SYSTEM), S.COMPLETED),
    Transition("29", S.COMPLETED, A.REVIEW, (OWNER_BEFORE_REVIEW,), S.COMPLETED),
    *(
        Transition(f"late-{state.value}", state, A.FLAG_LATE, (SYSTEM,), state)
        for state in (S.ACCEPTED, S.EN_ROUTE, S.ARRIVED, S.IN_SERVICE)
    ),
    *(
        Transition(f"35-{state.value}", state, A.FORCE_CLOSE, (MANAGER,), S.CANCELLED)
        for state in (
            S.PENDING_REVIEW,
            S.INFO_REQUESTED,
            S.READY,
            S.OFFERED,
            S.ACCEPTED,
            S.EN_ROUTE,
            S.ARRIVED,
            S.IN_SERVICE,
            S.AWAITING_CONFIRMATION,
        )
    ),
)

_BY_SOURCE_AND_ACTION: Final[Mapping[tuple[S | None, A], Transition]] = {
    (t.source, t.action): t for t in TRANSITIONS
}
_BY_SOURCE: Final[Mapping[S | None, tuple[Transition, ...]]] = {
    source: tuple(t for t in TRANSITIONS if t.source is source) for source in (None, *S)
}


def transition(source: S | None, action: A) -> Transition:
    """The row of the table. Raises `IllegalTransition` when there is none."""
    found = _BY_SOURCE_AND_ACTION.get((source, action))
    if found is None:
        raise IllegalTransition(status=source.value if source else None, action=action.value)
    return found


def permitted(source: S | None, action: A, standing: Standing, actor: Actor) -> tuple[S, Role]:
    """Where the action leads from `source`, and the role under which this caller takes it.

    Raises `IllegalTransition` or `ActionNotAllowed`, never returns silently.
    """
    row = transition(source, action)
    for grant in row.by:
        if grant.admits(standing, actor):
            return row.to, grant.role
    raise ActionNotAllowed(status=standing.status.value, action=action.value)


def allowed_actions(standing: Standing, actor: Actor) -> tuple[A, ...]:
    """The buttons of this caller, in the order of the table."""
    return tuple(row.action for row in _BY_SOURCE[standing.status] if row.admits(standing, actor))
