"""Commands on orders and offers. The application's receipt is the answer, as it is."""

from datetime import UTC
from typing import TypeVar

from adapters.http.execution.call import Call
from adapters.http.models import orders as wire
from adapters.http.models.fields import Nothing
from adapters.http.services import Services
from application.orders.accept_offer import AcceptOffer
from application.orders.answer_question import AnswerQuestion
from application.orders.approve_order import ApproveOrder
from application.orders.arrive import Arrive
from application.orders.ask_homeowner import AskHomeowner
from application.orders.assign_worker import AssignWorker
from application.orders.cancel_order import CancelOrder
from application.orders.close_unserved import CloseUnserved
from application.orders.complete_service import CompleteService
from application.orders.confirm_order import ConfirmOrder
from application.orders.decline_offer import DeclineOffer
from application.orders.depart import Depart
from application.orders.drop_visit import DropVisit
from application.orders.force_close_order import ForceCloseOrder
from application.orders.grab_order import GrabOrder
from application.orders.offer_visit import OfferVisit
from application.orders.open_hall import OpenHall
from application.orders.place_order import PlaceOrder
from application.orders.reassign_visit import ReassignVisit
from application.orders.receipt import Receipt
from application.orders.reject_order import RejectOrder
from application.orders.report_not_done import ReportNotDone
from application.orders.review_order import ReviewOrder
from application.orders.start_service import StartService
from application.orders.withdraw_offer import WithdrawOffer
from domain.identity.roles import Actor
from domain.promotions.coupons.coupon import CouponId
from domain.shared.geo import Point
from domain.shared.ids import AddressId, OfferId, OrderId, PhotoId, ServiceId, WorkerId
from domain.shared.time import Window

Seen = TypeVar("Seen", bound=wire.Versioned)


def _seen(call: Call[Seen, None]) -> tuple[Actor, OrderId, int]:
    """What every command on an order begins with."""
    return call.actor, OrderId(call.ids["order_id"]), call.body.expected_version


async def place(services: Services, call: Call[wire.PlaceOrder, None]) -> Receipt:
    body = call.body
    command = PlaceOrder(
        actor=call.actor,
        homeowner_id=call.account_id,
        address_id=AddressId(body.address_id),
        service_id=ServiceId(body.service_id),
        window=Window(body.window_start.astimezone(UTC), body.window_end.astimezone(UTC)),
        note=body.note,
        shown_price_minor=body.shown_price_minor,
        photo_ids=tuple(PhotoId(photo_id) for photo_id in body.photo_ids),
        points=body.points,
        codes=tuple(body.codes),
        coupon_ids=tuple(map(CouponId, body.coupon_ids)),
        is_best=body.best,
        device=call.device,
    )
    return await call.keyed(services.orders.place)(command)


async def approve(services: Services, call: Call[wire.Versioned, None]) -> Receipt:
    return await call.keyed(services.orders.approve)(ApproveOrder(*_seen(call)))


async def reject(services: Services, call: Call[wire.Reject, None]) -> Receipt:
    command = RejectOrder(*_seen(call), reason_code=call.body.reason_code, note=call.body.note)
    return await call.keyed(services.orders.reject)(command)


async def ask(services: Services, call: Call[wire.Ask, None]) -> Receipt:
    return await call.keyed(services.orders.ask)(AskHomeowner(*_seen(call), question=call.body.question))


async def answer(services: Services, call: Call[wire.Answer, None]) -> Receipt:
    return await call.keyed(services.orders.answer)(AnswerQuestion(*_seen(call), answer=call.body.answer))


async def cancel(services: Services, call: Call[wire.WithReason, None]) -> Receipt:
    return await call.keyed(services.orders.cancel)(CancelOrder(*_seen(call), reason=call.body.reason))


async def force_close(services: Services, call: Call[wire.WithReason, None]) -> Receipt:
    command = ForceCloseOrder(*_seen(call), reason=call.body.reason)
    return await call.keyed(services.orders.force_close)(command)


async def open_hall(services: Services, call: Call[wire.Versioned, None]) -> Receipt:
    return await call.keyed(services.orders.open_hall)(OpenHall(*_seen(call)))


async def close_unserved(services: Services, call: Call[wire.WithReason, None]) -> Receipt:
    command = CloseUnserved(*_seen(call), reason=call.body.reason)
    return await call.keyed(services.orders.close_unserved)(command)


async def assign(services: Services, call: Call[wire.Assign, None]) -> Receipt:
    command = AssignWorker(*_seen(call), worker_id=WorkerId(call.body.worker_id), reason=call.body.reason)
    return await call.keyed(services.orders.assign)(command)


async def offer(services: Services, call: Call[wire.OfferTo, None]) -> Receipt:
    workers = tuple(WorkerId(worker_id) for worker_id in call.body.worker_ids)
    command = OfferVisit(*_seen(call), worker_ids=workers, reason=call.body.reason)
    return await call.keyed(services.orders.offer)(command)


async def reassign(services: Services, call: Call[wire.WithReason, None]) -> Receipt:
    return await call.keyed(services.orders.reassign)(ReassignVisit(*_seen(call), reason=call.body.reason))


async def grab(services: Services, call: Call[wire.Versioned, None]) -> Receipt:
    return await call.keyed(services.orders.grab)(GrabOrder(*_seen(call)))


async def drop(services: Services, call: Call[wire.Drop, None]) -> Receipt:
    command = DropVisit(*_seen(call), reason_code=call.body.reason_code, note=call.body.note)
    return await call.keyed(services.orders.drop)(command)


async def depart(services: Services, call: Call[wire.Versioned, None]) -> Receipt:
    return await call.keyed(services.orders.depart)(Depart(*_seen(call)))


async def arrive(services: Services, call: Call[wire.Arrive, None]) -> Receipt:
    shown = call.body.position
    position = Point(shown.lon, shown.lat) if shown else None
    return await call.keyed(services.orders.arrive)(Arrive(*_seen(call), position=position))


async def start(services: Services, call: Call[wire.Versioned, None]) -> Receipt:
    return await call.keyed(services.orders.start)(StartService(*_seen(call)))


async def complete(services: Services, call: Call[wire.Complete, None]) -> Receipt:
    body = call.body
    command = CompleteService(
        *_seen(call), summary=body.summary, materials=body.materials, early_reason=body.early_reason
    )
    return await call.keyed(services.orders.complete)(command)


async def not_done(services: Services, call: Call[wire.WithReason, None]) -> Receipt:
    return await call.keyed(services.orders.not_done)(ReportNotDone(*_seen(call), reason=call.body.reason))


async def confirm(services: Services, call: Call[wire.Versioned, None]) -> Receipt:
    return await call.keyed(services.orders.confirm)(ConfirmOrder(*_seen(call)))


async def review(services: Services, call: Call[wire.LeaveReview, None]) -> Receipt:
    body = call.body
    command = ReviewOrder(*_seen(call), stars=body.stars, tags=tuple(body.tags), text=body.text)
    return await call.keyed(services.orders.review)(command)


async def accept_offer(services: Services, call: Call[Nothing, None]) -> Receipt:
    command = AcceptOffer(call.actor, OfferId(call.ids["offer_id"]))
    return await call.keyed(services.orders.accept)(command)


async def decline_offer(services: Services, call: Call[wire.DeclineOffer, None]) -> Receipt:
    body = call.body
    command = DeclineOffer(call.actor, OfferId(call.ids["offer_id"]), body.reason_code, body.note)
    return await call.keyed(services.orders.decline)(command)


async def withdraw_offer(services: Services, call: Call[Nothing, None]) -> Receipt:
    command = WithdrawOffer(call.actor, OfferId(call.ids["offer_id"]))
    return await call.keyed(services.orders.withdraw)(command)
