"""Automatic dispatch: which visits are due, what each mode does, and what is left alone."""

from datetime import timedelta

import pytest

from adapters.memory.tick_log import MemoryTickLog
from application.dispatching.solve_run import SolveRunHandler
from application.dispatching.tick import TickHandler, TickReport
from application.orders.assign_worker import AssignWorker
from application.orders.cancel_order import CancelOrder
from application.orders.open_hall import OpenHall
from application.ports.tick_log import KeptTick, TickLog
from domain.dispatching.policy import DispatchMode, DispatchPolicy
from domain.identity.roles import Role
from domain.orders.order import Order
from domain.orders.status import Status
from domain.shared.texts import Text
from tests.adapters.contracts.hamlet import ANNA, BO, CAI, FAR_REGION
from tests.application.dispatching.control_room import ControlRoom, Meanwhile, ready_order, urgent
from tests.domain.orders.making import DISPATCHER, NOON, OWNER, REGION

NOTHING = TickReport(0, 0, 0)


async def loaded(room: ControlRoom, order: Order) -> Order:
    return await room.load(order.id)


def reason(room: ControlRoom, order: Order) -> Text:
    found = room.store.unassigned[order.id]
    assert isinstance(found, Text)
    return found


# -- the modes --------------------------------------------------------------------------------------


async def test_a_visit_is_offered_to_the_best_worker_with_a_card(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)
    assert await room.tick() == TickReport(1, 0, 0)
    (offer,) = (await loaded(room, order)).live_offers
    (card,) = room.store.cards.values()
    assert (offer.worker_id, offer.card_id, offer.expires_at) == (ANNA, card.id, NOON + timedelta(minutes=10))
    assert (card.mode, [one.worker_id for one in card.chosen]) == ("offer", [ANNA])
    assert card.runner_up is not None
    assert card.runner_up.worker_id == BO
    assert sum(card.failures_by_code.values()) == 2


async def test_the_system_is_who_dispatches(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)
    await room.tick()
    event = room.store.orders.histories[order.id][-1]
    assert (event.role, event.actor_id) == (Role.SYSTEM, None)


async def test_a_visit_is_offered_to_k_who_fit_and_to_nobody_else(room: ControlRoom) -> None:
    """Three are asked for; Cai and Dan lack the skill."""
    room.set_policy(DispatchPolicy(mode=DispatchMode.OFFER_TO_K, k=3))
    order = ready_order("a")
    await room.keep(order)
    await room.tick()
    offers = (await loaded(room, order)).live_offers
    assert {one.worker_id for one in offers} == {ANNA, BO}
    assert len({one.card_id for one in offers}) == 1


async def test_a_visit_is_assigned_where_the_region_wants_it(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(mode=DispatchMode.ASSIGN))
    order = ready_order("a")
    await room.keep(order)
    await room.tick()
    after = await loaded(room, order)
    assert (after.status, after.visit.worker_id, after.offers) == (Status.ACCEPTED, ANNA, [])


async def test_each_worker_gets_one_visit_a_round_and_the_most_urgent_come_first(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(mode=DispatchMode.ASSIGN))
    plain, hot, last = ready_order("a", 2), urgent(ready_order("b", 2.5)), ready_order("c", 3)
    await room.keep(plain, hot, last)
    assert await room.tick() == TickReport(2, 0, 1)
    assert (await loaded(room, hot)).visit.worker_id == ANNA
    assert (await loaded(room, plain)).visit.worker_id == BO
    assert (await loaded(room, last)).status is Status.READY
    assert reason(room, last).en == "all 2 fitting workers were given other visits this round"
    assert await room.tick() == TickReport(1, 0, 0)


# -- which visits are due ---------------------------------------------------------------------------


async def test_the_kill_switch_stops_everything(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(is_enabled=False))
    order = ready_order("a")
    await room.keep(order)
    assert await room.tick() == NOTHING
    assert (await loaded(room, order)).status is Status.READY


async def test_tomorrows_visit_waits_until_its_horizon_unless_it_is_urgent(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(release_horizon_s=20 * 3600))
    far, hot = ready_order("a", 24), urgent(ready_order("b", 24))
    await room.keep(far, hot)
    assert await room.tick() == TickReport(1, 0, 0)
    assert (await loaded(room, hot)).status is Status.OFFERED
    room.pass_time(hours=4)
    await room.tick()
    assert (await loaded(room, far)).status is Status.OFFERED


async def test_tomorrows_visits_go_out_in_the_evening_of_the_regions_own_day(room: ControlRoom) -> None:
    """Santiago is three hours behind UTC in March: its evening of 18:00 is 21:00."""
    tomorrow = ready_order("a", 24)
    await room.keep(tomorrow)
    room.pass_time(hours=8, minutes=59)
    assert await room.tick() == NOTHING
    room.pass_time(minutes=1)
    assert await room.tick() == TickReport(1, 0, 0)


async def test_what_hangs_in_the_hall_is_left_to_the_workers(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)
    await room.do(OpenHall(DISPATCHER, order.id, None))
    assert await room.tick() == NOTHING


async def test_regions_are_dispatched_apart(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)
    assert await room.tick(FAR_REGION) == NOTHING
    assert (await loaded(room, order)).status is Status.READY


# -- reasons ----------------------------------------------------------------------------------------


async def test_an_order_that_nobody_can_take_keeps_the_reason(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(radius_m=500))
    order = ready_order("a")
    await room.keep(order)
    assert await room.tick() == TickReport(0, 0, 1)
    assert reason(room, order).en.startswith("none of 4 workers fits; most often: too far away")
    assert reason(room, order).zh


async def test_the_reason_goes_once_somebody_is_found(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(radius_m=500))
    order = ready_order("a")
    await room.keep(order)
    await room.tick()
    room.set_policy(DispatchPolicy())
    await room.tick()
    assert room.store.unassigned[order.id] is None


# -- what changes between asking and doing ----------------------------------------------------------


async def test_an_order_that_was_cancelled_meanwhile_is_skipped(room: ControlRoom) -> None:
    gone, there = ready_order("a", 2), ready_order("b", 2.5)
    await room.keep(gone, there)
    room.planner = Meanwhile(room.planner, lambda: room.do(CancelOrder(OWNER, gone.id, None, "never mind")))
    assert await room.tick() == TickReport(1, 1, 0)
    assert (await loaded(room, gone)).status is Status.CANCELLED
    assert (await loaded(room, there)).status is Status.OFFERED
    assert {card.order_id for card in room.store.cards.values()} == {there.id}


async def test_an_order_that_a_dispatcher_gave_away_meanwhile_is_skipped(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)
    by_hand = AssignWorker(DISPATCHER, order.id, None, BO)
    room.planner = Meanwhile(room.planner, lambda: room.do(by_hand))
    assert await room.tick() == TickReport(0, 1, 0)
    assert (await loaded(room, order)).visit.worker_id == BO


async def test_a_worker_who_went_off_duty_meanwhile_is_not_sent(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)

    async def anna_goes_home() -> None:
        async with room.new_uow() as uow:
            uow.people.set_duty(ANNA, is_on_duty=False)
            await uow.commit()

    room.planner = Meanwhile(room.planner, anna_goes_home)
    assert await room.tick() == TickReport(0, 1, 0)
    assert (await loaded(room, order)).status is Status.READY
    await room.tick()
    (offer,) = (await loaded(room, order)).live_offers
    assert offer.worker_id == BO


async def test_of_k_workers_those_who_no_longer_fit_are_left_out(room: ControlRoom) -> None:
    room.set_policy(DispatchPolicy(mode=DispatchMode.OFFER_TO_K, k=2))
    order = ready_order("a")
    await room.keep(order)

    async def bo_goes_home() -> None:
        async with room.new_uow() as uow:
            uow.people.set_duty(BO, is_on_duty=False)
            await uow.commit()

    room.planner = Meanwhile(room.planner, bo_goes_home)
    assert await room.tick() == TickReport(1, 0, 0)
    assert [one.worker_id for one in (await loaded(room, order)).live_offers] == [ANNA]


async def test_a_tick_over_nothing_does_nothing(room: ControlRoom) -> None:
    assert await room.tick() == NOTHING
    assert room.outbox() == []


async def test_a_worker_with_a_live_offer_is_busy_then(room: ControlRoom) -> None:
    """A live offer counts like a firm visit: the second order goes to Bo, the third to nobody."""
    orders = [ready_order(name) for name in "abc"]
    room.set_policy(DispatchPolicy(visits_cap=1))
    await room.keep(*orders)
    reports = [await room.tick() for _ in range(2)]
    assert [one.dispatched for one in reports] == [2, 0]
    assert CAI not in {
        offer.worker_id for order in orders for offer in (await loaded(room, order)).live_offers
    }


# -- the log of what was asked ------------------------------------------------------------------------


async def logged(room: ControlRoom, log: TickLog) -> TickReport:
    handle = TickHandler(room.new_uow, room.clock, room.ids, room.planner, room.carry_out, log=log)
    return await handle(REGION)


async def test_what_was_asked_and_answered_is_logged_once_a_tick(room: ControlRoom) -> None:
    log = MemoryTickLog()
    order = ready_order("a")
    await room.keep(order)
    await logged(room, log)
    (tick,) = log.rows
    assert (tick.run_id, tick.policy_version, tick.question.now) == (None, 1, NOON)
    assert tick.question.policy == DispatchPolicy()
    assert [visit.visit_id for visit in tick.question.visits] == [order.visit.id]
    assert tick.assigned == ((order.visit.id, ANNA),)
    assert tick.is_reproducible


async def test_a_tick_without_due_visits_asks_nobody_and_logs_nothing(room: ControlRoom) -> None:
    log = MemoryTickLog()
    await logged(room, log)
    assert log.rows == []


async def test_a_run_by_hand_is_logged_with_its_id(room: ControlRoom) -> None:
    log = MemoryTickLog()
    await room.keep(ready_order("a"))
    run_id = await room.ask_for_run()
    handle = SolveRunHandler(room.new_uow, room.clock, room.stage.real, room.ids, room.planner, log)
    assert await handle()
    assert [(one.run_id, len(one.assigned)) for one in log.rows] == [(run_id, 1)]


async def test_a_log_that_fails_is_heard_of_after_everything_was_dispatched(room: ControlRoom) -> None:
    order = ready_order("a")
    await room.keep(order)
    with pytest.raises(OSError, match="disk full"):
        await logged(room, FullLog())
    assert len((await loaded(room, order)).live_offers) == 1


class FullLog(MemoryTickLog):
    async def add(self, tick: KeptTick) -> None:
        raise OSError("disk full")
