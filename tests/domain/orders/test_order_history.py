"""Whatever is tried on an order, its history tells the same as its status."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.identity.roles import SYSTEM_ACTOR, Actor
from domain.orders import expiry, offering, serving
from domain.orders.by import By
from domain.orders.events import fold
from domain.orders.offering import Proposal
from domain.orders.order import Order
from domain.orders.status import TERMINAL, Action, Status
from domain.shared.errors import DomainError
from domain.shared.ids import OfferId, ReviewId, WorkerId
from tests.domain.orders.making import (
    CAST,
    DOOR,
    an_id,
    by,
    new_order,
    plan,
)

ACTORS = st.sampled_from(CAST)
ACTIONS = st.sampled_from(list(Action))
Attempt = Callable[[Order, By], None]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(ACTIONS, ACTORS, st.integers(0, 4000)), max_size=25))
def test_whatever_is_tried_the_history_folds_to_the_status(
    tries: list[tuple[Action, Actor, int]],
) -> None:
    order, now = new_order(), 0.0
    for action, actor, pause in tries:
        now += pause
        before = (order.status, order.version, len(order.events))
        try:
            _try(order, action, actor, now)
        except DomainError:
            assert (order.status, order.version, len(order.events)) == before
        assert fold(order.events) is order.status
        assert [event.seq for event in order.events] == list(range(1, order.version + 1))
        assert (order.visit.worker_id is None) == (order.visit.plan is None)
        assert len(order.live_offers) == 0 or order.status is Status.OFFERED
        if order.status not in TERMINAL:
            assert order.deadline_at is not None or order.is_late or order.is_escalated


def _try(order: Order, action: Action, actor: Actor, now: float) -> None:
    tried = ATTEMPTS.get(action)
    if tried is not None:
        tried(order, by(actor, now))
    else:
        order.move(action, by(actor, now))


def _worker_of(who: By) -> WorkerId:
    return WorkerId(who.actor.account_id or an_id("nobody"))


def _run_out(order: Order, who: By) -> None:
    expiry.run_out(order, By(SYSTEM_ACTOR, who.at))


def _let_go(action: Action) -> Attempt:
    return lambda order, who: offering.let_go(order, who, action, "reason")


ATTEMPTS: dict[Action, Attempt] = {
    Action.SUBMIT: lambda order, who: None,
    Action.OFFER: lambda order, who: offered_by(order, who),
    Action.ACCEPT: lambda order, who: offering.accept(order, who, _newest_offer(order)),
    Action.DECLINE: lambda order, who: offering.decline(order, who, _newest_offer(order), "busy", ""),
    Action.WITHDRAW: lambda order, who: offering.withdraw(order, who, _newest_offer(order)),
    Action.EXPIRE_OFFER: _run_out,
    Action.EXHAUST: _run_out,
    Action.GRAB: lambda order, who: offering.grab(order, who, _worker_of(who), plan()),
    Action.ASSIGN: lambda order, who: offering.assign(order, who, WorkerId(an_id("worker")), plan()),
    Action.DROP: _let_go(Action.DROP),
    Action.REASSIGN: _let_go(Action.REASSIGN),
    Action.NO_SHOW: _let_go(Action.NO_SHOW),
    Action.OPEN_HALL: offering.open_hall,
    Action.APPROVE: lambda order, who: order.approve(who),
    Action.ESCALATE: lambda order, who: order.escalate(who),
    Action.ASK: lambda order, who: order.ask(who, "what?"),
    Action.ANSWER: lambda order, who: order.answer_with(who, "this"),
    Action.CANCEL: lambda order, who: order.cancel(who, "no"),
    Action.FORCE_CLOSE: lambda order, who: order.force_close(who, "no"),
    Action.CONFIRM: lambda order, who: order.confirm(who),
    Action.REVIEW: lambda order, who: order.review(who, ReviewId(an_id("r")), 4),
    Action.DEPART: serving.depart,
    Action.ARRIVE: lambda order, who: serving.arrive(order, who, DOOR, has_photo=False),
    Action.START: lambda order, who: serving.start(order, who, 5),
    Action.COMPLETE: lambda order, who: serving.complete(order, who, 5, "", "early"),
    Action.NOT_DONE: lambda order, who: serving.not_done(order, who, "no"),
    Action.CLOSE_UNSERVED: lambda order, who: order.close_unserved(who, "nobody"),
    Action.REJECT: lambda order, who: order.reject(who, "no", ""),
}


def offered_by(order: Order, who: By) -> None:
    number = len(order.offers)
    proposal = Proposal(OfferId(an_id(f"o{number}")), WorkerId(an_id("worker")), plan())
    offering.offer_to(order, who, [proposal], None, 600)


def _newest_offer(order: Order) -> OfferId:
    return order.offers[-1].id if order.offers else OfferId(an_id("none"))
