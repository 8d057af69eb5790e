"""The exceptions queue: what comes onto it, what leaves it by itself, and what nobody may take off."""

import pytest

from application.desk.resolve_exception import ResolveException, ResolveExceptionHandler
from application.orders.answer_question import AnswerQuestion
from application.orders.arrive import Arrive
from application.orders.ask_homeowner import AskHomeowner
from application.orders.cancel_order import CancelOrder
from application.orders.depart import Depart
from application.orders.drop_visit import DropVisit
from application.orders.force_close_order import ForceCloseOrder
from application.orders.grab_order import GrabOrder
from application.orders.open_hall import OpenHall
from application.orders.reject_order import RejectOrder
from application.orders.report_not_done import ReportNotDone
from application.orders.review_order import ReviewOrder
from application.ports.desk import OrderStillLate
from application.reactions.desk import put_on_desk
from application.reactions.react import Happened, ReactionRunner
from application.reactions.table import REACTIONS
from application.upkeep.events import DeskChanged
from domain.identity.roles import SYSTEM_ACTOR
from domain.orders import serving
from domain.orders.events import OrderEvent
from domain.orders.expiry import run_out
from domain.orders.order import Order
from domain.orders.status import Action, Status
from domain.shared.ids import EventId, ExceptionId
from tests.application.orders.office import Office
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    MANAGER,
    NOON,
    OTHER_WORKER,
    OWNER,
    REVIEWER,
    WORKER,
    an_id,
    by,
    in_hall,
    new_order,
    order_in,
)

ID = new_order().id


class Queue(Office):
    """The office, with every reaction to what happens in it."""

    async def react(self) -> None:
        """To every event of an order, in turn; doing it again changes nothing."""
        run = ReactionRunner(self.new_uow, self.means)
        for row in [*self.store.outbox.to_react.values()]:
            if isinstance(row.event, OrderEvent):
                for reaction in REACTIONS[type(row.event)]:
                    await run(reaction, Happened(EventId(row.event_id), row.event))

    def open_kinds(self) -> list[str]:
        return sorted(row.entry.kind for row in self.store.desk.values() if row.resolved_at is None)

    async def resolve(self, kind: str) -> None:
        (entry_id,) = [key for key, row in self.store.desk.items() if row.entry.kind == kind]
        handler = ResolveExceptionHandler(self.new_uow, self.clock)
        await handler(ResolveException(DISPATCHER, ExceptionId(entry_id), "called"))


@pytest.fixture
def office() -> Queue:
    return Queue()


def late(order: Order) -> Order:
    """The deadline of where it stands has passed."""
    assert order.deadline_at is not None
    assert run_out(order, by(SYSTEM_ACTOR, (order.deadline_at - NOON).total_seconds()))
    return order


@pytest.mark.parametrize(("stars", "kinds"), [(1, ["review"]), (2, ["review"]), (3, []), (5, [])])
async def test_a_low_score_comes_on_the_desk(office: Queue, stars: int, kinds: list[str]) -> None:
    await office.keep(order_in(Status.COMPLETED))
    await office.do(ReviewOrder(OWNER, ID, None, stars))
    await office.react()
    assert office.open_kinds() == kinds


async def test_lateness_leaves_the_desk_when_the_worker_moves_on(office: Queue) -> None:
    await office.keep(late(order_in(Status.EN_ROUTE)))
    await office.react()
    assert office.open_kinds() == ["flag_late"]
    office.pass_time(hours=12)
    await office.do(Arrive(WORKER, ID, None, DOOR))
    await office.react()
    assert office.open_kinds() == []
    (row,) = office.store.desk.values()
    left = DeskChanged(ID, row.entry.region_id, "flag_late", office.clock.now())
    assert (row.resolved_at, row.resolved_by, row.note) == (office.clock.now(), None, None)
    assert left in office.outbox()


async def test_a_worker_who_sets_out_has_nothing_to_clear_and_nobody_is_told(office: Queue) -> None:
    await office.keep(order_in(Status.ACCEPTED))
    await office.do(Depart(WORKER, ID, None))
    await office.react()
    assert not [event for event in office.outbox() if isinstance(event, DeskChanged)]


async def test_a_lost_worker_and_the_hall_are_settled_by_the_next_worker(office: Queue) -> None:
    await office.keep(order_in(Status.ACCEPTED))
    await office.do(DropVisit(WORKER, ID, None, "unwell"))
    await office.react()
    assert office.open_kinds() == ["drop"]
    await office.do(OpenHall(DISPATCHER, ID, None))
    await office.react()
    assert office.open_kinds() == ["drop", "open_hall"]
    await office.do(GrabOrder(OTHER_WORKER, ID, None))
    await office.react()
    assert office.open_kinds() == []


async def test_an_escalated_review_leaves_with_the_question_and_comes_back_with_the_answer(
    office: Queue,
) -> None:
    await office.keep(late(order_in(Status.PENDING_REVIEW)))
    await office.react()
    assert office.open_kinds() == ["escalate"]
    office.pass_time(hours=12)
    await office.do(AskHomeowner(REVIEWER, ID, None, "Which floor?"))
    await office.react()
    assert office.open_kinds() == []
    await office.do(AnswerQuestion(OWNER, ID, None, "The fifth"))
    await office.react()
    assert office.open_kinds() == ["escalate"]
    await office.do(RejectOrder(REVIEWER, ID, None, "unsafe"))
    await office.react()
    assert office.open_kinds() == []


async def test_an_end_clears_the_desk_of_all_but_what_a_person_must_end(office: Queue) -> None:
    await office.keep(order_in(Status.AWAITING_CONFIRMATION))
    await office.do(ReportNotDone(OWNER, ID, None, "it drips"))
    await office.react()
    await office.do(ForceCloseOrder(MANAGER, ID, None, "paid back"))
    await office.react()
    assert office.open_kinds() == ["not_done"]


async def test_cancelling_clears_the_hall(office: Queue) -> None:
    await office.keep(in_hall(order_in(Status.READY)))
    await office.react()
    assert office.open_kinds() == ["open_hall"]
    await office.do(CancelOrder(OWNER, ID, None, "solved"))
    await office.react()
    assert office.open_kinds() == []


async def test_nothing_is_opened_that_the_order_has_left_behind(office: Queue) -> None:
    """Reactions may run out of turn: the lateness is worked off after the arrival."""
    order = late(order_in(Status.EN_ROUTE))
    flagged = Happened(EventId(an_id("flagged")), order.events[-1])
    serving.arrive(order, by(WORKER, 90_000), DOOR, has_photo=False)
    await office.keep(order)
    await ReactionRunner(office.new_uow, office.means)(put_on_desk, flagged)
    assert office.open_kinds() == []


async def test_lateness_is_not_resolved_by_hand_while_nothing_else_looks_after_the_order(
    office: Queue,
) -> None:
    await office.keep(late(order_in(Status.EN_ROUTE)))
    await office.react()
    with pytest.raises(OrderStillLate):
        await office.resolve("flag_late")
    assert office.open_kinds() == ["flag_late"]


async def test_before_the_no_show_lateness_may_be_resolved_because_the_deadline_stands(office: Queue) -> None:
    order = late(order_in(Status.ACCEPTED))
    assert order.on_expiry is Action.NO_SHOW
    await office.keep(order)
    await office.react()
    await office.resolve("flag_late")
    assert office.open_kinds() == []
