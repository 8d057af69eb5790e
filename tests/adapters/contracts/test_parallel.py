"""Several at once: one wins, the others are told, and nothing is done twice. On both stores."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.planner import MemoryPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.carry_out import CarryOut
from application.dispatching.judging import Judge
from application.dispatching.replay_tick import ReplayTickHandler
from application.dispatching.request_run import RequestRun, RequestRunHandler
from application.dispatching.solve_run import SolveRunHandler
from application.dispatching.tick import TickHandler
from application.orders.accept_offer import AcceptOffer, AcceptOfferHandler
from application.orders.approve_order import ApproveOrder, ApproveOrderHandler
from application.orders.grab_order import GrabOrder, GrabOrderHandler
from application.orders.offer_visit import OfferVisit, OfferVisitHandler
from application.orders.receipt import Receipt
from application.orders.reject_order import RejectOrder, RejectOrderHandler
from application.orders.run_out import RunOutHandler
from application.reactions.react import ReactionRunner
from application.upkeep.deadlines import WatchDeadlines
from application.upkeep.reacting import React
from domain.orders.refusals import AlreadyTaken, IllegalTransition, StaleVersion, WorkerIsBusy
from domain.orders.status import Action, Status
from domain.shared.errors import Conflict
from tests.adapters.contracts.hamlet import ANNA, BO
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.application.chance import means_with
from tests.domain.orders.making import (
    DISPATCHER,
    OTHER_WORKER,
    OWNER,
    REGION,
    REVIEWER,
    WORKER,
    in_hall,
    new_order,
    order_in,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")

ID = new_order().id


def judge() -> Judge:
    return Judge(StraightTravel())


async def at_once(*under_way: Awaitable[object]) -> tuple[list[object], list[BaseException]]:
    """(answers, refusals)"""
    outcomes = await asyncio.gather(*under_way, return_exceptions=True)
    refusals = [one for one in outcomes if isinstance(one, BaseException)]
    return [one for one in outcomes if not isinstance(one, BaseException)], refusals


async def test_of_many_grabs_at_once_one_wins_and_the_rest_hear_a_conflict(stage: Stage) -> None:
    await stage.keep(in_hall(order_in(Status.READY)))
    handle = GrabOrderHandler(stage.new_uow, stage.clock, judge())
    grabs = [handle(GrabOrder(who, ID, None)) for who in (WORKER, OTHER_WORKER) * 6]
    answers, refusals = await at_once(*grabs)
    winner = (await stage.load(ID)).visit.worker_id
    assert len(answers) == 1
    assert len(refusals) == 11
    for refusal in refusals:
        assert isinstance(refusal, AlreadyTaken | StaleVersion | IllegalTransition)
    assert winner in (ANNA, BO)


async def test_of_two_reviewers_at_once_one_decides(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    seen = new_order().version
    approve = ApproveOrderHandler(stage.new_uow, stage.clock)(ApproveOrder(REVIEWER, ID, seen))
    reject = RejectOrderHandler(stage.new_uow, stage.clock)(RejectOrder(REVIEWER, ID, seen, "not_ours"))
    (answer,), (refusal,) = await at_once(approve, reject)
    assert isinstance(refusal, StaleVersion)
    assert isinstance(answer, Receipt)
    assert (await stage.load(ID)).status is answer.status


async def test_of_two_who_accept_at_once_one_comes(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    offer = OfferVisitHandler(stage.new_uow, stage.clock, judge(), stage.ids)
    await offer(OfferVisit(DISPATCHER, ID, None, (ANNA, BO)))
    offers = {one.worker_id: one.id for one in (await stage.load(ID)).live_offers}
    handle = AcceptOfferHandler(stage.new_uow, stage.clock, judge())
    answers, refusals = await at_once(
        handle(AcceptOffer(WORKER, offers[ANNA])), handle(AcceptOffer(OTHER_WORKER, offers[BO]))
    )
    assert (len(answers), len(refusals)) == (1, 1)
    assert isinstance(refusals[0], Conflict)
    assert len((await stage.load(ID)).live_offers) == 0


async def test_a_worker_who_grabs_two_overlapping_visits_at_once_gets_one(stage: Stage) -> None:
    """Both fit when they are judged; together they do not, and the last judge says so."""
    orders = [in_hall(another(order_in(Status.READY), name)) for name in "ab"]
    await stage.keep(*orders)
    handle = GrabOrderHandler(stage.new_uow, stage.clock, judge())
    answers, refusals = await at_once(*(handle(GrabOrder(WORKER, one.id, None)) for one in orders))
    firm = [await stage.load(one.id) for one in orders]
    plans = sorted((one.visit.plan.block_from, one.visit.plan.ends_at) for one in firm if one.visit.plan)
    assert len(plans) == len(answers)
    assert all(isinstance(one, WorkerIsBusy) for one in refusals)
    if len(plans) == 2:
        assert plans[0][1] <= plans[1][0]


async def test_two_background_processes_dispatch_an_order_once(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    carry_out = CarryOut(stage.new_uow, stage.clock, stage.ids, judge())
    planner = MemoryPlanner(StraightTravel())
    tick = TickHandler(stage.new_uow, stage.clock, stage.ids, planner, carry_out)
    reports = await asyncio.gather(tick(REGION), tick(REGION))
    assert sum(one.dispatched for one in reports) == 1
    assert len((await stage.load(ID)).offers) == 1
    assert len(await stage.peek.cards(ID)) == 1


async def test_an_urgent_order_decided_at_once_beside_a_round_is_offered_once(stage: Stage) -> None:
    soon, plain = order_in(Status.READY), another(order_in(Status.READY), "plain")
    soon.is_urgent = True
    await stage.keep(soon, plain)
    carry_out = CarryOut(stage.new_uow, stage.clock, stage.ids, judge())
    planner = MemoryPlanner(StraightTravel())
    tick = TickHandler(stage.new_uow, stage.clock, stage.ids, planner, carry_out, log=stage.ticks)
    reports = await asyncio.gather(tick(REGION), tick(REGION, only_urgent=True))
    assert len((await stage.load(soon.id)).offers) == 1
    assert len(await stage.peek.cards(soon.id)) == 1
    assert sum(one.dispatched for one in reports) == 1 + len((await stage.load(plain.id)).offers)


async def test_a_round_over_urgent_orders_alone_leaves_the_others_and_is_replayed_from_the_log(
    stage: Stage,
) -> None:
    soon, plain = order_in(Status.READY), another(order_in(Status.READY), "plain")
    soon.is_urgent = True
    await stage.keep(soon, plain)
    carry_out = CarryOut(stage.new_uow, stage.clock, stage.ids, judge())
    planner = InProcessPlanner(StraightTravel())
    tick = TickHandler(stage.new_uow, stage.clock, stage.ids, planner, carry_out, log=stage.ticks)
    assert (await tick(REGION, only_urgent=True)).dispatched == 1
    assert (await stage.load(plain.id)).status is Status.READY
    async with stage.new_uow() as uow:
        assert await uow.world.urgent_waiting() == {}
    (line,) = await stage.ticks.latest(REGION, None, None, 10)
    found = await ReplayTickHandler(stage.ticks, planner)(line.id)
    assert found is not None
    assert (found.is_same, found.is_intact, found.causes) == (True, True, ())
    (card,) = await stage.peek.cards(soon.id)
    assert card is not None


async def test_a_deadline_that_two_processes_see_has_its_consequence_once(stage: Stage) -> None:
    await stage.keep(order_in(Status.INFO_REQUESTED))
    stage.clock.advance(timedelta(days=2))
    run_out = RunOutHandler(stage.new_uow, stage.clock)
    await asyncio.gather(*(WatchDeadlines(stage.due, stage.clock, run_out)() for _ in range(3)))
    actions = [action for _, action in await stage.peek.history(ID)]
    assert actions.count(Action.LAPSE) == 1


async def test_two_who_drain_the_outbox_react_once_to_each_event(stage: Stage) -> None:
    await stage.keep(order_in(Status.COMPLETED))
    run = ReactionRunner(stage.new_uow, means_with(stage.ids))
    for _ in range(3):
        await asyncio.gather(*(React(stage.leases, run)() for _ in range(2)))
    assert OWNER.account_id is not None
    told = [action for _, action in await stage.peek.history(ID) if action not in ("offer",)]
    assert await stage.peek.messages(OWNER.account_id) == len(told)
    async with stage.new_uow() as uow:
        lots = await uow.ledger.lots_of(OWNER.account_id)
    assert len(lots) == 1
    assert await stage.peek.outbox() == 0


async def test_a_run_is_solved_by_one_of_two_solvers(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    await RequestRunHandler(stage.new_uow, stage.ids, stage.real)(RequestRun(DISPATCHER, REGION))
    planner = MemoryPlanner(StraightTravel())
    solve = SolveRunHandler(stage.new_uow, stage.clock, stage.real, stage.ids, planner)
    assert sorted(await asyncio.gather(solve(), solve())) == [False, True]
