"""What is kept for replays: the planner's questions with their answers, and a day as it was lived."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.carry_out import CarryOut
from application.dispatching.judging import Judge
from application.dispatching.tick import TickHandler
from application.ports.day_log import LoggedOrder
from application.ports.tick_log import KeptTick
from application.ports.world import RegionNotFound
from arena.recorded.gather import Sources, recorded_day
from domain.dispatching.matching import MatchQuestion, Solver, SolverReason
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Role
from domain.orders.order import Order
from domain.orders.parts import OfferStatus
from domain.orders.policy import OrderPolicy
from domain.orders.status import Action, Status
from domain.shared.ids import RegionId, RunId, VisitId, WorkerId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import ANNA, BO, FAR_REGION
from tests.adapters.contracts.stage import Stage, map_of
from tests.adapters.contracts.test_orders import another
from tests.adapters.dispatch.town import question
from tests.domain.orders.making import (
    DOOR,
    NOON,
    OTHER_WORKER,
    REGION,
    WORKER,
    an_id,
    moved_to,
    new_order,
    offered,
    order_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")

TODAY = Window(NOON - timedelta(hours=9), NOON + timedelta(hours=15))
PAIRS = ((VisitId(an_id("v1")), WorkerId(an_id("w1"))), (VisitId(an_id("v2")), WorkerId(an_id("w2"))))


def asked_at(hours: float, name: str, region_id: RegionId = REGION) -> KeptTick:
    """A rich question: urgent and barred visits, workers with areas, leaves, positions and commitments."""
    rich = question(7, policy=DispatchPolicy(radius_m=None, k=2))
    asked: MatchQuestion = replace(
        rich, region_id=region_id, now=NOON + timedelta(hours=hours, microseconds=7), plan=PAIRS[1:]
    )
    return KeptTick(
        an_id(name), RunId(an_id("run")), 4, asked, PAIRS, PAIRS[:1], Solver.EXACT, SolverReason.CERTIFIED, 12
    )


# -- the planner's questions ------------------------------------------------------------------------


async def test_a_question_comes_back_as_it_was_asked_with_its_answer_and_its_map(stage: Stage) -> None:
    tick = asked_at(0, "a")
    await stage.ticks.add(tick)
    (found,) = await stage.ticks.asked(REGION, TODAY, None, 10)
    assert found == replace(tick, streets=map_of(REGION))


async def test_questions_are_told_apart_by_region_and_day_and_come_in_the_order_of_time(stage: Stage) -> None:
    for tick in (asked_at(3, "c"), asked_at(1, "a"), asked_at(15, "next day"), asked_at(-10, "day before")):
        await stage.ticks.add(tick)
    await stage.ticks.add(asked_at(2, "far", FAR_REGION))
    assert [one.id for one in await stage.ticks.asked(REGION, TODAY, None, 10)] == [an_id("a"), an_id("c")]


async def test_questions_are_read_page_by_page_none_twice_and_none_left_out(stage: Stage) -> None:
    """Some were asked at the same moment."""
    ticks = [asked_at(hours, f"{hours} {twin}") for hours in (1, 2, 3) for twin in range(3)]
    for tick in ticks:
        await stage.ticks.add(tick)
    seen: list[KeptTick] = []
    while page := await stage.ticks.asked(REGION, TODAY, seen[-1] if seen else None, 2):
        seen += page
    assert [one.id for one in seen] == [
        one.id for one in sorted(ticks, key=lambda one: (one.question.now, one.id))
    ]


async def test_what_was_asked_before_a_moment_is_forgotten_and_nothing_else(stage: Stage) -> None:
    for hours in (0, 1, 2):
        await stage.ticks.add(asked_at(hours, str(hours)))
    await stage.ticks.forget(asked_at(1, "1").question.now)
    assert [one.id for one in await stage.ticks.asked(REGION, TODAY, None, 10)] == [an_id("1"), an_id("2")]


# -- a day as it was lived --------------------------------------------------------------------------


def at_hours(order: Order, name: str, hours: float) -> Order:
    start = NOON + timedelta(hours=hours)
    return moved_to(another(order, name), Window(start, start + timedelta(hours=2)))


async def day_of(stage: Stage, *orders: Order, limit: int = 100) -> list[LoggedOrder]:
    await stage.keep(*orders)
    return list(await stage.days.orders(REGION, TODAY, limit))


async def test_an_order_is_logged_with_its_moves_its_offers_and_its_times(stage: Stage) -> None:
    (logged,) = await day_of(stage, order_in(Status.COMPLETED))
    order = await stage.load(new_order().id)
    assert (logged.service, logged.skill, logged.min_level) == ("unclog", "plumbing", 2)
    assert (logged.duration_s, logged.price_minor, logged.place) == (3600, 25000, DOOR)
    assert (logged.window, logged.placed_at, logged.status) == (order.visit.window, NOON, Status.COMPLETED)
    assert (logged.worker_id, logged.is_urgent) == (ANNA, False)
    assert logged.started_at == NOON + timedelta(seconds=7300)
    assert logged.completed_at == NOON + timedelta(seconds=10_000)
    assert [one.action for one in logged.moves][:4] == [
        Action.SUBMIT,
        Action.APPROVE,
        Action.OFFER,
        Action.ACCEPT,
    ]
    assert (logged.moves[0].source, logged.moves[0].to) == (None, Status.PENDING_REVIEW)
    assert (logged.moves[0].role, logged.moves[0].at) == (Role.HOMEOWNER, NOON)
    (offer,) = logged.offers
    assert (offer.worker_id, offer.status, offer.travel_s) == (ANNA, OfferStatus.ACCEPTED, 1200)
    assert (offer.created_at, offer.answered_at) == (NOON, NOON)


async def test_an_offer_that_is_not_answered_has_no_time_of_answer(stage: Stage) -> None:
    (logged,) = await day_of(stage, offered(order_in(Status.READY), WORKER, OTHER_WORKER))
    assert {one.worker_id for one in logged.offers} == {ANNA, BO}
    assert {(one.status, one.answered_at) for one in logged.offers} == {(OfferStatus.LIVE, None)}


async def test_a_day_has_the_orders_with_their_appointment_on_it(stage: Stage) -> None:
    made = [at_hours(order_in(Status.READY), str(hours), hours) for hours in (-9.01, -9, 0, 14.99, 15)]
    wanted = {order.id for order in made[1:4]}
    assert {one.id for one in await day_of(stage, *made)} == wanted
    assert await stage.days.orders(FAR_REGION, TODAY, 100) == []


async def test_a_day_is_read_up_to_a_limit(stage: Stage) -> None:
    made = [at_hours(order_in(Status.READY), str(number), number) for number in range(4)]
    assert len(await day_of(stage, *made, limit=3)) == 3


async def test_the_policy_of_orders_is_told_for_a_region_that_there_is(stage: Stage) -> None:
    assert await stage.days.order_policy(REGION) == OrderPolicy()
    with pytest.raises(RegionNotFound):
        await stage.days.order_policy(RegionId(an_id("nowhere")))


# -- both together ----------------------------------------------------------------------------------


async def test_a_recorded_day_has_what_the_product_wrote(stage: Stage) -> None:
    await stage.keep(*(at_hours(order_in(Status.READY), str(hours), hours) for hours in (1, 2, 3)))
    carry_out = CarryOut(stage.new_uow, stage.clock, stage.ids, Judge(StraightTravel()))
    planner = InProcessPlanner(StraightTravel())
    tick = TickHandler(stage.new_uow, stage.clock, stage.ids, planner, carry_out, log=stage.ticks)
    assert (await tick(REGION)).dispatched == 2
    sources = Sources(stage.new_uow, stage.days, stage.ticks)
    day = await recorded_day(sources, "hamlet", NOON.date(), NOON)
    (asked,) = day.ticks
    assert {worker_id for _, worker_id in asked.assigned} == {ANNA, BO}
    assert (asked.solver_reason, asked.streets) == (SolverReason.CERTIFIED, map_of(REGION))
    assert len(asked.asked().visits) == len(day.orders) == 3
    assert [len(one.offers) for one in day.orders].count(1) == 2
    assert len(day.workers) == 4
    assert not any(one.commitments or one.position for one in day.workers)
