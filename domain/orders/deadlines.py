"""What happens next by itself: each open status has a deadline with its consequence, or a human queue.

A late order (`is_late`) and an escalated review have no deadline: the exceptions queue owns them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from domain.orders.policy import review_deadline
from domain.orders.status import Action, Status

if TYPE_CHECKING:
    from domain.orders.order import Order


@dataclass(frozen=True, slots=True)
class Deadline:
    at: datetime
    action: Action


def deadline_of(order: "Order", now: datetime) -> Deadline | None:
    """The deadline of an order that has just come to where it stands."""
    rule = _RULES.get(order.status)
    return rule(order, now) if rule else None


def _in_review(order: "Order", now: datetime) -> Deadline | None:
    if order.is_escalated:
        return None
    due = review_deadline(order.queued_at, order.policy, ZoneInfo(order.zone))
    by_rule = order.is_urgent and order.policy.approves_urgent_by_rule
    return Deadline(max(due, now), Action.APPROVE if by_rule else Action.ESCALATE)


def _asked(order: "Order", now: datetime) -> Deadline:
    return Deadline(now + timedelta(seconds=order.policy.answer_within_s), Action.LAPSE)


def _ready(order: "Order", now: datetime) -> Deadline:
    """The hall half an hour after dispatch began to look, but not before the window comes near (ADR 0100)."""
    closes = Deadline(order.visit.window.end, Action.CLOSE_UNSERVED)
    if order.is_in_hall:
        return closes
    ahead = timedelta(seconds=order.policy.hall_looks_ahead_s)
    looking_since = max(order.ready_since or now, order.visit.window.start - ahead)
    hall = Deadline(looking_since + timedelta(seconds=order.policy.hall_after_s), Action.OPEN_HALL)
    return hall if hall.at < closes.at else closes


def _offered(order: "Order", now: datetime) -> Deadline | None:
    expiries = [offer.expires_at for offer in order.live_offers]
    return Deadline(min(expiries), Action.EXPIRE_OFFER) if expiries else None


def _accepted(order: "Order", now: datetime) -> Deadline | None:
    """Not on the way in time: an alert first, then the visit is taken back."""
    plan = order.visit.plan
    if plan is None:
        return None
    if order.is_late:
        return Deadline(now + timedelta(seconds=order.policy.no_show_after_s), Action.NO_SHOW)
    ahead = timedelta(seconds=order.policy.alert_before_depart_by_s)
    return Deadline(max(plan.block_from - ahead, now + ahead), Action.FLAG_LATE)


def _under_way(order: "Order", now: datetime) -> Deadline | None:
    if order.is_late:
        return None
    late = order.visit.window.end + timedelta(seconds=order.policy.late_arrival_after_s)
    return Deadline(late, Action.FLAG_LATE)


def _arrived(order: "Order", now: datetime) -> Deadline | None:
    if order.is_late:
        return None
    return Deadline(now + timedelta(seconds=order.policy.waiting_alert_after_s), Action.FLAG_LATE)


def _serving(order: "Order", now: datetime) -> Deadline | None:
    if order.is_late:
        return None
    due = now + timedelta(seconds=2 * order.terms.duration_s + order.policy.waiting_alert_after_s)
    return Deadline(due, Action.FLAG_LATE)


def _unconfirmed(order: "Order", now: datetime) -> Deadline:
    return Deadline(now + timedelta(seconds=order.policy.confirm_within_s), Action.CONFIRM)


_RULES: Final[Mapping[Status, Callable[["Order", datetime], Deadline | None]]] = {
    Status.PENDING_REVIEW: _in_review,
    Status.INFO_REQUESTED: _asked,
    Status.READY: _ready,
    Status.OFFERED: _offered,
    Status.ACCEPTED: _accepted,
    Status.EN_ROUTE: _under_way,
    Status.ARRIVED: _arrived,
    Status.IN_SERVICE: _serving,
    Status.AWAITING_CONFIRMATION: _unconfirmed,
}
