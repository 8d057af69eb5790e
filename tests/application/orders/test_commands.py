"""Every command on an order: what it does, for whom the order exists, and what a refusal leaves behind."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from application.orders.acting import OrderCommand
from application.orders.answer_question import AnswerQuestion
from application.orders.approve_order import ApproveOrder
from application.orders.arrive import Arrive
from application.orders.ask_homeowner import AskHomeowner
from application.orders.assign_worker import AssignWorker
from application.orders.cancel_order import CancelOrder
from application.orders.close_unserved import CloseUnserved
from application.orders.complete_service import CompleteService
from application.orders.confirm_order import ConfirmOrder
from application.orders.depart import Depart
from application.orders.drop_visit import DropVisit
from application.orders.force_close_order import ForceCloseOrder
from application.orders.grab_order import GrabOrder
from application.orders.offer_visit import OfferVisit
from application.orders.open_hall import OpenHall
from application.orders.reassign_visit import ReassignVisit
from application.orders.reject_order import RejectOrder
from application.orders.report_not_done import ReportNotDone
from application.orders.review_order import ReviewOrder
from application.orders.start_service import StartService
from domain.identity.roles import SYSTEM_ACTOR, Actor
from domain.orders.events import EVENT_OF, OrderEvent
from domain.orders.order import Order
from domain.orders.refusals import ActionNotAllowed, IllegalTransition, OrderNotFound, StaleVersion
from domain.orders.status import Action, Status
from domain.photos.photo import PhotoKind
from tests.adapters.contracts.hamlet import ANNA, EVA, FAR_REGION, worker_actor
from tests.application.orders.office import Office
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    ELSEWHERE,
    MANAGER,
    OTHER_OWNER,
    OWNER,
    REVIEWER,
    WORKER,
    in_hall,
    new_order,
    order_in,
)

A, S = Action, Status  # so that the cases read as a table
ID = new_order().id
Command = Callable[[Actor, int | None], OrderCommand]


class Case(NamedTuple):
    """From where, by whom, with what, to where; the event is the one of `action`."""

    start: Status
    actor: Actor
    command: Command
    action: Action
    end: Status


CASES = (
    Case(S.PENDING_REVIEW, REVIEWER, lambda a, v: ApproveOrder(a, ID, v), A.APPROVE, S.READY),
    Case(
        S.PENDING_REVIEW, REVIEWER, lambda a, v: RejectOrder(a, ID, v, "not_ours", "x"), A.REJECT, S.REJECTED
    ),
    Case(
        S.PENDING_REVIEW,
        REVIEWER,
        lambda a, v: AskHomeowner(a, ID, v, "Which floor?"),
        A.ASK,
        S.INFO_REQUESTED,
    ),
    Case(S.INFO_REQUESTED, OWNER, lambda a, v: AnswerQuestion(a, ID, v, "Third"), A.ANSWER, S.PENDING_REVIEW),
    Case(S.PENDING_REVIEW, OWNER, lambda a, v: CancelOrder(a, ID, v, "never mind"), A.CANCEL, S.CANCELLED),
    Case(S.OFFERED, OWNER, lambda a, v: CancelOrder(a, ID, v, "never mind"), A.CANCEL, S.CANCELLED),
    Case(S.READY, DISPATCHER, lambda a, v: OpenHall(a, ID, v), A.OPEN_HALL, S.READY),
    Case(S.READY, DISPATCHER, lambda a, v: AssignWorker(a, ID, v, ANNA), A.ASSIGN, S.ACCEPTED),
    Case(S.READY, DISPATCHER, lambda a, v: OfferVisit(a, ID, v, (ANNA,)), A.OFFER, S.OFFERED),
    Case(
        S.READY,
        DISPATCHER,
        lambda a, v: CloseUnserved(a, ID, v, "nobody"),
        A.CLOSE_UNSERVED,
        S.CLOSED_UNSERVED,
    ),
    Case(S.ACCEPTED, WORKER, lambda a, v: DropVisit(a, ID, v, "ill", "flu"), A.DROP, S.READY),
    Case(S.ACCEPTED, DISPATCHER, lambda a, v: ReassignVisit(a, ID, v, "nearer one"), A.REASSIGN, S.READY),
    Case(S.ACCEPTED, WORKER, lambda a, v: Depart(a, ID, v), A.DEPART, S.EN_ROUTE),
    Case(S.EN_ROUTE, WORKER, lambda a, v: Arrive(a, ID, v, DOOR), A.ARRIVE, S.ARRIVED),
    Case(S.ARRIVED, WORKER, lambda a, v: StartService(a, ID, v), A.START, S.IN_SERVICE),
    Case(
        S.IN_SERVICE,
        WORKER,
        lambda a, v: CompleteService(a, ID, v, "done"),
        A.COMPLETE,
        S.AWAITING_CONFIRMATION,
    ),
    Case(S.AWAITING_CONFIRMATION, OWNER, lambda a, v: ConfirmOrder(a, ID, v), A.CONFIRM, S.COMPLETED),
    Case(
        S.AWAITING_CONFIRMATION,
        OWNER,
        lambda a, v: ReportNotDone(a, ID, v, "drips"),
        A.NOT_DONE,
        S.IN_SERVICE,
    ),
    Case(S.COMPLETED, OWNER, lambda a, v: ReviewOrder(a, ID, v, 5, ("tidy",), "good"), A.REVIEW, S.COMPLETED),
    Case(S.IN_SERVICE, MANAGER, lambda a, v: ForceCloseOrder(a, ID, v, "fire"), A.FORCE_CLOSE, S.CANCELLED),
)
each_case = pytest.mark.parametrize(
    "case", CASES, ids=[f"{one.action.value} from {one.start.value}" for one in CASES]
)


async def ready_for(office: Office, case: Case) -> Order:
    """The order where the case begins, with every photo that any case may want."""
    await office.keep(order_in(case.start))
    await office.add_photos(PhotoKind.BEFORE, 1, ID)
    await office.add_photos(PhotoKind.AFTER, 2, ID)
    office.pass_time(minutes=240 if case.action is A.COMPLETE else 30)
    return await office.load(ID)


def newest(office: Office) -> OrderEvent:
    event = office.outbox()[-1]
    assert isinstance(event, OrderEvent)
    return event


@each_case
async def test_a_command_moves_the_order_and_says_so(office: Office, case: Case) -> None:
    before = await ready_for(office, case)
    receipt = await office.do(case.command(case.actor, before.version))
    after = await office.load(ID)
    assert (
        (receipt.status, receipt.version) == (after.status, after.version) == (case.end, before.version + 1)
    )
    assert receipt.deadline_at == after.deadline_at
    assert receipt.allowed_actions == after.allowed_actions(case.actor)
    event = newest(office)
    assert type(event) is EVENT_OF[case.action]
    assert (event.seq, event.actor_id, event.at) == (after.version, case.actor.account_id, office.clock.now())


@each_case
async def test_an_order_of_others_does_not_exist(office: Office, case: Case) -> None:
    await ready_for(office, case)
    for stranger in (OTHER_OWNER, ELSEWHERE, worker_actor(EVA, FAR_REGION)):
        with pytest.raises(OrderNotFound):
            await office.do(case.command(stranger, None))


@each_case
async def test_a_stale_screen_is_refused_and_leaves_nothing(office: Office, case: Case) -> None:
    before = await ready_for(office, case)
    said = len(office.outbox())
    with pytest.raises(StaleVersion) as refusal:
        await office.do(case.command(case.actor, before.version - 1))
    assert refusal.value.facts["version"] == before.version
    assert await office.load(ID) == before
    assert len(office.outbox()) == said


@each_case
async def test_whoever_may_see_but_not_do_is_refused_and_leaves_nothing(office: Office, case: Case) -> None:
    before = await ready_for(office, case)
    outsider = next(
        one for one in (OWNER, MANAGER, SYSTEM_ACTOR) if case.action not in before.allowed_actions(one)
    )
    with pytest.raises(ActionNotAllowed):
        await office.do(case.command(outsider, before.version))
    assert await office.load(ID) == before


@each_case
async def test_what_was_done_cannot_be_done_again(office: Office, case: Case) -> None:
    await ready_for(office, case)
    await office.do(case.command(case.actor, None))
    gone_or_not_theirs_any_more = (IllegalTransition, ActionNotAllowed, OrderNotFound)
    with pytest.raises(gone_or_not_theirs_any_more):
        await office.do(case.command(case.actor, None))


async def test_the_words_of_a_command_are_kept(office: Office) -> None:
    await office.keep(order_in(S.PENDING_REVIEW))
    await office.do(AskHomeowner(REVIEWER, ID, None, " Which floor? "))
    await office.do(AnswerQuestion(OWNER, ID, None, " The third. "))
    await office.do(RejectOrder(REVIEWER, ID, None, "not_ours", "see the catalogue"))
    order = await office.load(ID)
    assert (order.question, order.answer, order.reason) == ("Which floor?", "The third.", "not_ours")
    assert newest(office).data == {"note": "see the catalogue"}


async def test_a_grab_of_an_order_of_another_region_finds_nothing(office: Office) -> None:
    await office.keep(in_hall(order_in(S.READY)))
    with pytest.raises(OrderNotFound):
        await office.do(GrabOrder(worker_actor(EVA, FAR_REGION), ID, None))


async def test_a_review_is_kept_with_the_worker_it_is_about(office: Office) -> None:
    await office.keep(order_in(S.COMPLETED))
    await office.do(ReviewOrder(OWNER, ID, None, 4, ("tidy",), "  fine "))
    (review,) = office.store.reviews.values()
    assert (review.stars, review.tags, review.text) == (4, ("tidy",), "fine")
    assert (review.worker_id, review.order_id) == (ANNA, ID)
    assert (await office.load(ID)).review_id == review.id
