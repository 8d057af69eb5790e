"""What is said of a visit that nobody got, for as long as nobody has it."""

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.cards import unserved_id
from application.orders.assign_worker import AssignWorker
from application.ports.dispatching import UNSERVED, KeptCard
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.reasons import UnassignedCode
from domain.orders.order import Order
from tests.adapters.contracts.hamlet import ANNA, BO
from tests.application.dispatching.control_room import ControlRoom, ready_order
from tests.domain.orders.making import DISPATCHER, NOON


@pytest.fixture
def room() -> ControlRoom:
    """With the engine itself as planner; nobody may do more than one visit a day."""
    room = ControlRoom(planner=InProcessPlanner(StraightTravel()))
    room.set_policy(DispatchPolicy(visits_cap=1))
    return room


def said(room: ControlRoom) -> list[KeptCard]:
    return [card for card in room.store.cards.values() if card.mode == UNSERVED]


async def three_for_two(room: ControlRoom) -> Order:
    """The one of three that nobody got."""
    orders = [ready_order(name) for name in "abc"]
    await room.keep(*orders)
    report = await room.tick()
    assert (report.dispatched, report.unassigned) == (2, 1)
    (card,) = said(room)
    return next(order for order in orders if order.id == card.order_id)


async def test_a_visit_that_nobody_got_keeps_the_fewest_rules_that_let_it_in(room: ControlRoom) -> None:
    left = await three_for_two(room)
    (card,) = said(room)
    assert (card.id, card.visit_id, card.created_at) == (unserved_id(left.visit.id), left.visit.id, NOON)
    assert (card.chosen, card.reason and card.reason.code) == ((), UnassignedCode.ALL_TAKEN)
    way = card.admissions[0]
    assert way.worker_id in (ANNA, BO)
    assert [one.bound.value for one in way.concessions] == ["visits_cap"]
    assert way.is_confirmed


async def test_further_rounds_leave_one_card(room: ControlRoom) -> None:
    left = await three_for_two(room)
    await room.tick()
    (card,) = said(room)
    assert card.id == unserved_id(left.visit.id)
    assert card.reason is not None
    assert card.reason.code is UnassignedCode.NOBODY_FITS


async def test_the_card_goes_when_a_later_round_finds_somebody(room: ControlRoom) -> None:
    left = await three_for_two(room)
    room.set_policy(DispatchPolicy(visits_cap=9))
    assert (await room.tick()).dispatched == 1
    assert said(room) == []
    assert {card.mode for card in room.store.cards.values() if card.order_id == left.id} == {"offer"}


async def test_a_choice_by_hand_ends_it_too(room: ControlRoom) -> None:
    left = await three_for_two(room)
    room.set_policy(DispatchPolicy(visits_cap=9))
    order = await room.load(left.id)
    await room.do(AssignWorker(DISPATCHER, order.id, order.version, ANNA))
    assert said(room) == []


async def test_an_assignment_keeps_what_its_cost_is_made_of_and_why_the_others_lost(
    room: ControlRoom,
) -> None:
    order = ready_order("a")
    await room.keep(order)
    await room.tick()
    (card,) = room.store.cards.values()
    assert card.weights == DispatchPolicy().weights
    assert (card.rule, card.solver_reason) == ("match", "certified")
    assert card.runner_up is not None
    (loss,) = [one for one in card.losses if one.worker_id == card.runner_up.worker_id]
    assert loss.behind > 0
    assert loss.regret is not None


async def test_a_preview_says_it_and_keeps_it_when_it_is_sent_out(room: ControlRoom) -> None:
    await room.keep(*(ready_order(name) for name in "abc"))
    run_id = await room.ask_for_run()
    await room.solve()
    result = room.run(run_id).result
    assert result is not None
    (left,) = result.unassigned
    assert left.card is not None
    assert left.card.admissions
    assert said(room) == []
    await room.commit(run_id)
    assert said(room) == [left.card]
