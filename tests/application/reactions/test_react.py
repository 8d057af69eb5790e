"""Reactions done: what people get to read, what comes on the desk, which points are given; each once."""

import pytest

from application.orders.ask_homeowner import AskHomeowner
from application.orders.cancel_order import CancelOrder
from application.orders.confirm_order import ConfirmOrder
from application.orders.drop_visit import DropVisit
from application.orders.reject_order import RejectOrder
from application.orders.report_not_done import ReportNotDone
from application.orders.review_order import ReviewOrder
from application.ports.unit_of_work import UnitOfWork
from application.promotions.means import Means
from application.reactions.react import Happened, ReactionRunner, notify_homeowner
from application.reactions.table import REACTIONS
from application.upkeep.events import DeskChanged, MessageArrived
from domain.loyalty.events import PointsMoved
from domain.loyalty.journal import JournalKind
from domain.loyalty.lots import Lot
from domain.loyalty.policy import Currency, standard_policy
from domain.orders.events import OrderEvent
from domain.orders.status import Status
from domain.shared.ids import AccountId, EventId
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.orders.office import Command, Office
from tests.domain.orders.making import (
    OTHER_WORKER,
    OWNER,
    REVIEWER,
    WORKER,
    an_id,
    new_order,
    offered,
    order_in,
)

ID = new_order().id


class Correspondence(Office):
    """The office, and what followed from its last event."""

    async def runs(self, cmd: Command, times: int = 1) -> Happened:
        """Do it, then every reaction to what it caused."""
        await self.do(cmd)
        last = [row for row in self.store.outbox.to_react.values() if isinstance(row.event, OrderEvent)][-1]
        assert isinstance(last.event, OrderEvent)
        happened = Happened(EventId(last.event_id), last.event)
        run = ReactionRunner(self.new_uow, self.means)
        for _ in range(times):
            for reaction in REACTIONS[type(happened.event)]:
                await run(reaction, happened)
        return happened

    def letters(self) -> list[tuple[object, str, str]]:
        """(to, title, body) in English."""
        rows = [row.message for row in self.store.messages.values()]
        return [(one.account_id, one.title.en, one.body.en) for one in rows]

    def lots(self) -> list[Lot]:
        return list(self.store.books.lots.values())


@pytest.fixture
def office() -> Correspondence:
    return Correspondence()


async def test_a_question_reaches_the_homeowner_in_its_own_words(office: Correspondence) -> None:
    await office.keep(order_in(Status.PENDING_REVIEW))
    await office.runs(AskHomeowner(REVIEWER, ID, None, "几楼 – which floor?"))
    assert office.letters() == [
        (OWNER.account_id, "We need to know more", "Please answer our question: 几楼 – which floor?")
    ]
    (row,) = office.store.messages.values()
    assert (row.message.kind, row.message.order_id, row.message.created_at) == ("ask", ID, office.clock.now())
    assert "几楼" in row.message.body.zh


async def test_a_question_with_braces_is_not_mistaken_for_a_place_to_fill(office: Correspondence) -> None:
    await office.keep(order_in(Status.PENDING_REVIEW))
    await office.runs(AskHomeowner(REVIEWER, ID, None, "{0} {question.x} {reason}?"))
    ((_, _, body),) = office.letters()
    assert body.endswith("{0} {question.x} {reason}?")


async def test_cancelling_tells_the_homeowner_and_every_worker_who_was_asked(office: Correspondence) -> None:
    await office.keep(offered(order_in(Status.READY), WORKER, OTHER_WORKER))
    await office.runs(CancelOrder(OWNER, ID, None, "never mind"))
    assert {(to, body) for to, _, body in office.letters()} == {
        (who.account_id, "Reason: never mind") for who in (OWNER, WORKER, OTHER_WORKER)
    }


async def test_a_reason_code_is_told_in_words(office: Correspondence) -> None:
    await office.keep(order_in(Status.PENDING_REVIEW))
    await office.runs(RejectOrder(REVIEWER, ID, None, "out_of_scope"))
    (row,) = office.store.messages.values()
    assert (row.message.body.zh, row.message.body.en) == ("原因：不在服务范围", "Reason: Out of scope")


async def test_each_message_is_told_on_the_stream(office: Correspondence) -> None:
    await office.keep(order_in(Status.PENDING_REVIEW))
    await office.runs(CancelOrder(OWNER, ID, None, "never mind"))
    (row,) = office.store.messages.values()
    assert office.outbox()[-1] == MessageArrived(
        row.message.id, AccountId(row.message.account_id), "cancel", office.clock.now()
    )


async def test_a_dropped_visit_comes_on_the_desk_with_its_reason_in_words(office: Correspondence) -> None:
    await office.keep(order_in(Status.ACCEPTED))
    happened = await office.runs(DropVisit(WORKER, ID, None, "ill"))
    (row,) = office.store.desk.values()
    assert (row.entry.kind, row.entry.order_id, row.entry.opened_at) == ("drop", ID, happened.event.at)
    assert row.entry.reason.en == "The worker gave the visit back"
    assert DeskChanged(ID, row.entry.region_id, "drop", happened.event.at) in office.outbox()


async def test_not_done_reaches_worker_and_desk(office: Correspondence) -> None:
    await office.keep(order_in(Status.AWAITING_CONFIRMATION))
    await office.runs(ReportNotDone(OWNER, ID, None, "it drips"))
    assert [(to, body) for to, _, body in office.letters()] == [(WORKER.account_id, "Reason: it drips")]
    assert [row.entry.kind for row in office.store.desk.values()] == ["not_done"]


async def test_completing_gives_points_on_the_price_once(office: Correspondence) -> None:
    await office.keep(order_in(Status.AWAITING_CONFIRMATION))
    await office.runs(ConfirmOrder(OWNER, ID, None), times=3)
    (lot,) = office.lots()
    points = standard_policy(Currency("CLP", 0), office.clock.now()).points_for_price(PRICE_MINOR)
    assert (lot.member_id, lot.amount, lot.origin.order_id) == (OWNER.account_id, points, ID)
    moved = [event for event in office.outbox() if isinstance(event, PointsMoved)]
    assert [(one.member_ids, one.kind) for one in moved] == [((lot.member_id,), JournalKind.EARNED)]
    assert {to for to, _, _ in office.letters()} == {OWNER.account_id, WORKER.account_id}
    assert len(office.letters()) == 2


@pytest.mark.parametrize("stars", [1, 5])
async def test_review_points_do_not_depend_on_the_stars(office: Correspondence, stars: int) -> None:
    await office.keep(order_in(Status.COMPLETED))
    await office.runs(ReviewOrder(OWNER, ID, None, stars), times=2)
    assert [lot.amount for lot in office.lots()] == [20]
    assert office.letters() == []


@pytest.mark.parametrize(
    ("start", "command"),
    [
        (Status.PENDING_REVIEW, CancelOrder(OWNER, ID, None, "never mind")),
        (Status.ACCEPTED, DropVisit(WORKER, ID, None, "ill")),
        (Status.AWAITING_CONFIRMATION, ConfirmOrder(OWNER, ID, None)),
        (Status.COMPLETED, ReviewOrder(OWNER, ID, None, 3)),
    ],
    ids=["messages", "the desk", "order points", "review points"],
)
async def test_a_reaction_that_was_done_is_not_done_again(
    office: Correspondence, start: Status, command: Command
) -> None:
    await office.keep(order_in(start))
    happened = await office.runs(command)
    said, stored = len(office.outbox()), len(office.store.reactions)
    for reaction in REACTIONS[type(happened.event)]:
        await ReactionRunner(office.new_uow, office.means)(reaction, happened)
    assert (len(office.outbox()), len(office.store.reactions)) == (said, stored)


async def test_an_effect_is_never_stored_without_the_memory_of_it(office: Correspondence) -> None:
    """The process dies between the two: neither is there, and the next run does both."""
    await office.keep(order_in(Status.PENDING_REVIEW))
    happened = Happened(EventId(an_id("event")), order_in(Status.CANCELLED).events[-1])

    async def cut_short(uow: UnitOfWork, means: Means, what: Happened) -> None:
        await notify_homeowner(uow, means, what)
        raise RuntimeError("the process died")

    run = ReactionRunner(office.new_uow, office.means)
    with pytest.raises(RuntimeError):
        await run(cut_short, happened)
    assert office.letters() == []
    await run(notify_homeowner, happened)
    assert len(office.letters()) == 1
