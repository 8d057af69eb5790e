"""The visit itself: on the way, at the door, at work, done or not done."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.orders.by import By
from domain.orders.parts import Plan
from domain.orders.refusals import (
    NotNearTheAddress,
    PhotosMissing,
    TooEarlyToDepart,
    TooSoonToComplete,
)
from domain.orders.status import Action
from domain.shared.geo import Point, straight_m

if TYPE_CHECKING:
    from domain.orders.order import Order


def depart(order: "Order", by: By) -> None:
    step = order.step(Action.DEPART, by)
    earliest = order.visit.window.start - timedelta(seconds=order.policy.depart_at_most_before_s)
    if by.at < earliest:
        raise TooEarlyToDepart(earliest=earliest.isoformat())
    order.visit = replace(order.visit, departed_at=by.at)
    order.take(step)


def arrive(order: "Order", by: By, position: Point | None, *, has_photo: bool) -> None:
    """Within the geofence of the address, or with a photo that shows the place."""
    step = order.step(Action.ARRIVE, by)
    away_m = straight_m(position, order.place.point) if position else None
    is_near = away_m is not None and away_m <= order.policy.geofence_m
    if not is_near and not has_photo:
        raise NotNearTheAddress(
            away_m=round(away_m) if away_m is not None else None, limit_m=order.policy.geofence_m
        )
    order.visit = replace(order.visit, arrived_at=by.at)
    order.take(step, data={"away_m": round(away_m) if away_m is not None else None})


def start(order: "Order", by: By, photos_before: int) -> None:
    step = order.step(Action.START, by)
    if photos_before < order.terms.photos_before:
        raise PhotosMissing(kind="before", needed=order.terms.photos_before, there=photos_before)
    order.visit = replace(order.visit, started_at=order.visit.started_at or by.at)
    order.take(step)


def complete(order: "Order", by: By, photos_after: int, summary: str, early_reason: str | None) -> None:
    step = order.step(Action.COMPLETE, by)
    if photos_after < order.terms.photos_after:
        raise PhotosMissing(kind="after", needed=order.terms.photos_after, there=photos_after)
    least_s = order.terms.duration_s * order.policy.least_share_of_duration
    worked_s = (by.at - order.visit.started_at).total_seconds() if order.visit.started_at else 0.0
    if worked_s < least_s and not early_reason and order.not_done_count == 0:
        raise TooSoonToComplete(least_s=round(least_s), worked_s=round(worked_s))
    order.visit = replace(
        order.visit, completed_at=by.at, summary=summary or None, plan=_shortened(order, by)
    )
    order.take(step, early_reason, {"summary": summary} if summary else {})


def not_done(order: "Order", by: By, reason: str) -> None:
    """The homeowner says that it is not done: the worker is asked back."""
    step = order.step(Action.NOT_DONE, by)
    order.not_done_count += 1
    order.visit = replace(order.visit, completed_at=None)
    order.take(step, reason)


def _shortened(order: "Order", by: By) -> Plan | None:
    """The block given back from the moment of completing; never longer, lest it overlap the next."""
    plan = order.visit.plan
    if plan is None or not plan.block_from < by.at < plan.ends_at:
        return plan
    return replace(plan, starts_at=min(plan.starts_at, by.at), ends_at=by.at)
