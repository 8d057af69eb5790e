"""A recorded day as a script: wishes, cancels and answers as they were."""

from datetime import datetime

from application.ports.day_log import LoggedOffer, LoggedOrder
from arena.recorded.model import RecordedDay
from arena.recorded.town import address_of, service_of
from arena.script import Said, Script
from arena.wishes import EVENING, Wish
from domain.orders.parts import OfferStatus
from domain.orders.status import Action, Status
from domain.shared.ids import WorkerId

NOT_THERE_YET = frozenset(
    {Status.PENDING_REVIEW, Status.INFO_REQUESTED, Status.READY, Status.OFFERED, Status.ACCEPTED}
)
LEAST_WORK_S = 60


def script_of(day: RecordedDay) -> Script:
    """Wishes numbered in the order in which they were made."""
    wishes: list[Wish] = []
    cancels: dict[int, int] = {}
    answers: dict[tuple[int, WorkerId], Said] = {}
    for number, order in enumerate(day.orders):
        wishes.append(_wish(number, order, day))
        called_off = _called_off_at(order)
        if called_off is not None:
            cancels[number] = _second(day, called_off)
        answers |= {(number, worker_id): said for worker_id, said in _answers(order)}
    return Script(tuple(wishes), day.order_policy, cancels, answers)


def _wish(number: int, order: LoggedOrder, day: RecordedDay) -> Wish:
    """What was ordered before the evening is there when the play begins."""
    return Wish(
        number=number,
        wished_s=max(EVENING[0], _second(day, order.placed_at)),
        opens_s=_second(day, order.window.start),
        closes_s=_second(day, order.window.end),
        address=address_of(order, day.region_id),
        service=service_of(order),
        work_s=_work_s(order),
        price_minor=order.price_minor,
    )


def _work_s(order: LoggedOrder) -> int:
    """How long it took; what was never done would have taken as long as planned."""
    if order.started_at is None or order.completed_at is None:
        return order.duration_s
    return max(LEAST_WORK_S, round((order.completed_at - order.started_at).total_seconds()))


def _called_off_at(order: LoggedOrder) -> datetime | None:
    """By the homeowner, or by the office before anybody had set out: somebody must have phoned."""
    for move in order.moves:
        is_for_them = move.action is Action.FORCE_CLOSE and move.source in NOT_THERE_YET
        if move.action is Action.CANCEL or is_for_them:
            return move.at
    return None


def _answers(order: LoggedOrder) -> list[tuple[WorkerId, Said]]:
    """The last answer of each worker; an offer that was taken back was not answered."""
    return [(one.worker_id, said) for one in order.offers if (said := _said(one)) is not None]


def _said(offer: LoggedOffer) -> Said | None:
    if offer.status is OfferStatus.EXPIRED:
        return Said(None)
    if offer.status not in {OfferStatus.ACCEPTED, OfferStatus.DECLINED} or offer.answered_at is None:
        return None
    after_s = max(0.0, (offer.answered_at - offer.created_at).total_seconds())
    return Said(after_s, offer.status is OfferStatus.ACCEPTED)


def _second(day: RecordedDay, moment: datetime) -> int:
    return round((moment - day.window.start).total_seconds())
