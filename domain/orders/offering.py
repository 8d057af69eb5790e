"""Finding a worker for an order: offers, answers, the hall, assigning and letting go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from domain.identity.roles import SYSTEM_ACTOR
from domain.orders.by import By
from domain.orders.parts import Offer, OfferStatus, Plan
from domain.orders.refusals import (
    AlreadyTaken,
    NoWorkersNamed,
    OfferExpired,
    OfferNoLongerOpen,
    OfferNotFound,
)
from domain.orders.status import FIRM, Action, Status
from domain.shared.ids import CardId, OfferId, WorkerId

if TYPE_CHECKING:
    from domain.orders.order import Order


@dataclass(frozen=True, slots=True)
class Proposal:
    """A worker, where the visit would sit on that worker's timeline, and the id of the offer to make."""

    offer_id: OfferId
    worker_id: WorkerId
    plan: Plan


def offer_to(
    order: "Order",
    by: By,
    proposals: Sequence[Proposal],
    card_id: CardId | None,
    ttl_s: int,
    reason: str | None = None,
) -> None:
    """One round: the visit is put to each of the proposed workers at once."""
    if not proposals:
        raise NoWorkersNamed()
    step = order.step(Action.OFFER, by)
    order.rounds += 1
    if order.rounds == 1:
        order.ready_since = by.at  # from now on somebody is being asked
    expires_at = max(
        by.at + timedelta(seconds=1), min(by.at + timedelta(seconds=ttl_s), order.visit.window.end)
    )
    order.offers.extend(
        Offer(
            id=proposal.offer_id,
            visit_id=order.visit.id,
            worker_id=proposal.worker_id,
            round=order.rounds,
            plan=proposal.plan,
            card_id=card_id,
            created_at=by.at,
            expires_at=expires_at,
        )
        for proposal in proposals
    )
    order.is_in_hall = False
    order.take(step, reason, {"round": order.rounds, "workers": len(proposals)})


def accept(order: "Order", by: By, offer_id: OfferId, plan: Plan | None = None) -> None:
    """The worker takes it, by the plan given (None: as offered); every other live offer ends with it."""
    offer = my_live_offer(order, by, offer_id)
    step = order.step(Action.ACCEPT, by)
    _end(order, offer, OfferStatus.ACCEPTED, by.at)
    withdraw_all(order, by)
    _make_firm(order, offer.worker_id, plan or offer.plan)
    order.take(step, data={"offer_id": str(offer_id)})


def decline(order: "Order", by: By, offer_id: OfferId, reason_code: str, note: str) -> None:
    offer = my_live_offer(order, by, offer_id)
    step = order.step(Action.DECLINE, by)
    _end(order, offer, OfferStatus.DECLINED, by.at, reason_code, note)
    order.take(step, reason_code, {"offer_id": str(offer_id)})
    _exhaust_when_none_left(order, by.at)


def withdraw(order: "Order", by: By, offer_id: OfferId) -> None:
    offer = _live_offer(order, offer_id)
    step = order.step(Action.WITHDRAW, by)
    _end(order, offer, OfferStatus.WITHDRAWN, by.at)
    order.take(step, data={"offer_id": str(offer_id)})
    _exhaust_when_none_left(order, by.at)


def expire_due(order: "Order", by: By) -> None:
    """End every offer whose time is over; without a live one left the order is READY again."""
    for offer in order.live_offers:
        if offer.is_alive(by.at):
            continue
        step = order.step(Action.EXPIRE_OFFER, by)
        _end(order, offer, OfferStatus.EXPIRED, by.at)
        order.take(step, data={"offer_id": str(offer.id)})
    if order.status is Status.OFFERED:
        _exhaust_when_none_left(order, by.at)


def withdraw_all(order: "Order", by: By) -> None:
    for offer in order.live_offers:
        _end(order, offer, OfferStatus.WITHDRAWN, by.at)


def assign(order: "Order", by: By, worker_id: WorkerId, plan: Plan, reason: str | None = None) -> None:
    step = order.step(Action.ASSIGN, by)
    _make_firm(order, worker_id, plan)
    order.take(step, reason)


def grab(order: "Order", by: By, worker_id: WorkerId, plan: Plan) -> None:
    """First wins; whoever comes later is told that it is taken."""
    refuse_if_taken(order, worker_id)
    step = order.step(Action.GRAB, by)
    _make_firm(order, worker_id, plan)
    order.take(step)


def refuse_if_taken(order: "Order", worker_id: UUID) -> None:
    """Raises `AlreadyTaken` when another worker is firm."""
    if order.status in FIRM and order.visit.worker_id != worker_id:
        raise AlreadyTaken(status=order.status.value)


def open_hall(order: "Order", by: By) -> None:
    step = order.step(Action.OPEN_HALL, by)
    order.is_in_hall = True
    order.take(step)


def let_go(order: "Order", by: By, action: Action, reason_code: str, note: str = "") -> None:
    """Drop (worker), reassign (dispatcher) or no-show (system): the order is READY again, more urgently."""
    step = order.step(action, by)
    if order.visit.worker_id:
        order.released.append(order.visit.worker_id)
    order.visit = replace(order.visit, worker_id=None, plan=None, departed_at=None)
    order.priority += 1
    order.rounds = 0
    order.ready_since = by.at
    order.is_in_hall = False
    order.take(step, reason_code, {"note": note} if note else {})


def _make_firm(order: "Order", worker_id: WorkerId, plan: Plan) -> None:
    order.visit = replace(order.visit, worker_id=worker_id, plan=plan)
    order.is_in_hall = False


def _live_offer(order: "Order", offer_id: OfferId) -> Offer:
    for offer in order.offers:
        if offer.id == offer_id:
            if not offer.is_live:
                raise OfferNoLongerOpen(offer_status=offer.status.value)
            return offer
    raise OfferNotFound()


def my_live_offer(order: "Order", by: By, offer_id: OfferId) -> Offer:
    """The caller's live offer; else `OfferNotFound`, `AlreadyTaken`, `OfferNoLongerOpen`, `OfferExpired`."""
    mine = next((o for o in order.offers if o.id == offer_id and o.worker_id == by.actor.account_id), None)
    if mine is None:
        raise OfferNotFound()
    if mine.status is OfferStatus.WITHDRAWN:
        refuse_if_taken(order, mine.worker_id)
    if not mine.is_live:
        raise OfferNoLongerOpen(offer_status=mine.status.value)
    if not mine.is_alive(by.at):
        raise OfferExpired(expired_at=mine.expires_at.isoformat())
    return mine


def _end(
    order: "Order",
    offer: Offer,
    status: OfferStatus,
    at: datetime,
    reason_code: str | None = None,
    note: str | None = None,
) -> None:
    ended = offer.ended(status, at, reason_code, note)
    order.offers = [ended if known.id == offer.id else known for known in order.offers]


def _exhaust_when_none_left(order: "Order", now: datetime) -> None:
    if order.live_offers:
        return
    by_system = By(SYSTEM_ACTOR, now)
    order.move(Action.EXHAUST, by_system)
    if order.rounds >= order.policy.rounds_before_hall:
        open_hall(order, by_system)
