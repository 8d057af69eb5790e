"""What happens when nobody acts: each deadline with its consequence, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from application.orders.cancel_order import CancelOrder
from application.orders.run_out import RunOut, RunOutHandler
from application.upkeep.deadlines import BATCH, WatchDeadlines
from domain.identity.roles import SYSTEM_ACTOR
from domain.orders.refusals import OrderNotFound
from domain.orders.status import Action, Status
from domain.shared.ids import OrderId
from tests.adapters.contracts.test_orders import another
from tests.application.orders.office import Office
from tests.domain.orders.making import OWNER, an_id, new_order, order_in

ID = new_order().id


@pytest.fixture
def office() -> Office:
    return Office()


def watch(office: Office) -> WatchDeadlines:
    return WatchDeadlines(office.stage.due, office.clock, RunOutHandler(office.new_uow, office.clock))


@pytest.mark.parametrize(
    ("start", "action", "end"),
    [
        (Status.PENDING_REVIEW, Action.ESCALATE, Status.PENDING_REVIEW),
        (Status.INFO_REQUESTED, Action.LAPSE, Status.CANCELLED),
        (Status.READY, Action.OPEN_HALL, Status.READY),
        (Status.OFFERED, Action.EXPIRE_OFFER, Status.READY),
        (Status.ACCEPTED, Action.FLAG_LATE, Status.ACCEPTED),
        (Status.EN_ROUTE, Action.FLAG_LATE, Status.EN_ROUTE),
        (Status.ARRIVED, Action.FLAG_LATE, Status.ARRIVED),
        (Status.IN_SERVICE, Action.FLAG_LATE, Status.IN_SERVICE),
        (Status.AWAITING_CONFIRMATION, Action.CONFIRM, Status.COMPLETED),
    ],
)
async def test_a_deadline_that_passes_has_its_consequence(
    office: Office, start: Status, action: Action, end: Status
) -> None:
    order = order_in(start)
    due = order.deadline_at
    assert due is not None
    await office.keep(order)
    office.clock.reach(due - timedelta(microseconds=1))
    await watch(office)()
    assert (await office.load()).status is start
    office.clock.reach(due)
    await watch(office)()
    after = await office.load()
    assert after.status is end
    assert action in [event.action for event in office.store.orders.histories[ID]]


async def test_a_consequence_comes_once(office: Office) -> None:
    await office.keep(order_in(Status.INFO_REQUESTED))
    office.pass_time(days=2)
    for _ in range(3):
        await watch(office)()
    lapses = [one for one in office.store.orders.histories[ID] if one.action is Action.LAPSE]
    assert len(lapses) == 1


async def test_a_worker_who_never_sets_out_is_alerted_and_then_loses_the_visit(office: Office) -> None:
    await office.keep(order_in(Status.ACCEPTED))
    for _ in range(2):
        due = (await office.load()).deadline_at
        assert due is not None
        office.clock.reach(due)
        await watch(office)()
    order = await office.load()
    assert (order.status, order.visit.worker_id, order.priority) == (Status.READY, None, 1)
    actions = [event.action for event in office.store.orders.histories[ID]]
    assert actions[-2:] == [Action.FLAG_LATE, Action.NO_SHOW]


async def test_an_order_without_anybody_ends_with_its_window(office: Office) -> None:
    """From the hall, when the window is over."""
    await office.keep(order_in(Status.READY))
    office.clock.reach(new_order().visit.window.end)
    for _ in range(3):
        await watch(office)()
    assert (await office.load()).status is Status.CLOSED_UNSERVED


async def test_a_deadline_that_was_met_in_time_has_no_consequence(office: Office) -> None:
    await office.keep(order_in(Status.INFO_REQUESTED))
    await office.do(CancelOrder(OWNER, ID, None, "never mind"))
    office.pass_time(days=2)
    handle = RunOutHandler(office.new_uow, office.clock)
    assert await handle(RunOut(ID)) is False
    assert (await office.load()).reason == "never mind"


async def test_an_order_that_is_gone_has_no_deadline(office: Office) -> None:
    with pytest.raises(OrderNotFound):
        await RunOutHandler(office.new_uow, office.clock)(RunOut(OrderId(an_id("gone"))))


async def test_the_system_is_who_acts_when_time_runs_out(office: Office) -> None:
    await office.keep(order_in(Status.INFO_REQUESTED))
    office.pass_time(days=2)
    await watch(office)()
    event = office.store.orders.histories[ID][-1]
    assert (event.actor_id, event.role) == (None, next(iter(SYSTEM_ACTOR.roles)))


@dataclass(frozen=True, slots=True)
class StaleList:
    """Names orders that somebody else took care of at this very moment, or that never were."""

    ids: Sequence[OrderId]

    async def due(self, now: datetime, limit: int) -> Sequence[OrderId]:
        return self.ids


async def test_an_order_that_cannot_be_acted_on_keeps_no_other_from_its_consequence(office: Office) -> None:
    await office.keep(order_in(Status.INFO_REQUESTED))
    office.pass_time(days=2)
    run_out = RunOutHandler(office.new_uow, office.clock)
    listed = StaleList([OrderId(an_id("gone")), ID])
    assert await WatchDeadlines(listed, office.clock, run_out)() is False
    assert (await office.load()).status is Status.CANCELLED


async def test_a_full_batch_asks_for_another(office: Office) -> None:
    await office.keep(*(another(order_in(Status.INFO_REQUESTED), str(n)) for n in range(BATCH + 1)))
    office.pass_time(days=2)
    assert await watch(office)() is True
    assert await watch(office)() is False
    assert {order.status for order in office.store.orders.rows.values()} == {Status.CANCELLED}
