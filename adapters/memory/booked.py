"""What takes a worker's time, put together for timelines."""

from datetime import datetime
from typing import NamedTuple

from domain.orders.order import Order
from domain.orders.parts import Plan
from domain.scheduling.calendar import Commitment, VisitNeed
from domain.shared.ids import VisitId


class Booked(NamedTuple):
    """A visit in a worker's day as it is stored, and as a timeline takes it."""

    plan: Plan
    commitment: Commitment


def commitment_of(order: Order, plan: Plan) -> Commitment:
    duration_s = max(1, round((plan.ends_at - plan.starts_at).total_seconds()))
    need = VisitNeed(order.place.point, order.visit.window, duration_s)
    return Commitment(order.visit.id, need, plan.starts_at)


def in_turn(one: Booked) -> tuple[datetime, VisitId]:
    return one.commitment.planned_start, one.commitment.visit_id
