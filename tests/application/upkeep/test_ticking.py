"""Each region is dispatched at its own pace, once at a time, whatever happens in the others."""

import asyncio
from dataclasses import dataclass, field

import pytest

from application.dispatching.tick import TickHandler, TickReport
from application.upkeep.ticking import Ticks
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.orders.status import Status
from domain.shared.ids import RegionId
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.application.dispatching.control_room import ControlRoom, ready_order, urgent
from tests.domain.orders.making import REGION


@pytest.fixture
def room() -> ControlRoom:
    made = ControlRoom()
    made.set_policy(DispatchPolicy(tick_s=30))
    return made


@dataclass
class Told:
    failures: list[tuple[RegionId, BaseException]] = field(default_factory=list)

    def __call__(self, region_id: RegionId, trouble: BaseException) -> None:
        self.failures.append((region_id, trouble))


@dataclass
class Stuck:
    """A tick that in one region waits for the gate, or fails there; it notes who was dispatched."""

    trouble: Exception | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: list[RegionId] = field(default_factory=list)

    async def __call__(self, region_id: RegionId, *, only_urgent: bool = False) -> TickReport:
        self.begun.append(region_id)
        if region_id == REGION:
            if self.trouble is not None:
                raise self.trouble
            await self.gate.wait()
        return TickReport(0, 0, 0)


@dataclass
class Counted:
    """A tick that changes nothing and notes what it was asked for."""

    begun: list[tuple[RegionId, bool]] = field(default_factory=list)

    async def __call__(self, region_id: RegionId, *, only_urgent: bool = False) -> TickReport:
        self.begun.append((region_id, only_urgent))
        return TickReport(0, 0, 0)


def ticks_of(room: ControlRoom, tick: Stuck, told: Told) -> Ticks:
    return Ticks(room.new_uow, room.clock, tick, told)  # type: ignore[arg-type]


async def test_a_region_is_dispatched_at_once_and_then_at_its_pace(room: ControlRoom) -> None:
    handle = TickHandler(room.new_uow, room.clock, room.ids, room.planner, room.carry_out)
    told = Told()
    ticks = Ticks(room.new_uow, room.clock, handle, told)
    first, second = ready_order("a", 2), ready_order("b", 3)
    await room.keep(first)
    await ticks()
    await ticks.settled()
    assert (await room.load(first.id)).status is Status.OFFERED
    await room.keep(second)
    room.pass_time(seconds=29)
    await ticks()
    await ticks.settled()
    assert (await room.load(second.id)).status is Status.READY
    room.pass_time(seconds=1)
    await ticks()
    await ticks.settled()
    assert (await room.load(second.id)).status is Status.OFFERED
    assert told.failures == []


async def dispatched(ticks: Ticks) -> None:
    await ticks()
    await ticks.settled()


async def test_an_urgent_order_is_decided_at_once_and_the_others_at_the_regions_pace(
    room: ControlRoom,
) -> None:
    handle = TickHandler(room.new_uow, room.clock, room.ids, room.planner, room.carry_out)
    ticks = Ticks(room.new_uow, room.clock, handle, Told())
    await dispatched(ticks)
    soon, plain = urgent(ready_order("a", 1)), ready_order("b", 3)
    await room.keep(soon, plain)
    await dispatched(ticks)
    assert (await room.load(soon.id)).status is Status.OFFERED
    assert (await room.load(plain.id)).status is Status.READY
    room.pass_time(seconds=30)
    await dispatched(ticks)
    assert (await room.load(plain.id)).status is Status.OFFERED


async def test_an_urgent_order_that_nobody_can_take_waits_for_the_next_round(room: ControlRoom) -> None:
    tick = Counted()
    ticks = Ticks(room.new_uow, room.clock, tick, Told())  # type: ignore[arg-type]
    await room.keep(urgent(ready_order("a", 1)))
    for _ in range(3):
        await dispatched(ticks)
    assert [only for region, only in tick.begun if region == REGION] == [False]
    await room.keep(urgent(ready_order("b", 1)))
    for _ in range(3):
        await dispatched(ticks)
    assert [only for region, only in tick.begun if region == REGION] == [False, True]
    room.pass_time(seconds=30)
    await dispatched(ticks)
    assert [only for region, only in tick.begun if region == REGION] == [False, True, False]


async def test_one_that_comes_while_a_round_is_running_is_decided_when_it_is_over(room: ControlRoom) -> None:
    tick = Stuck()
    ticks = ticks_of(room, tick, Told())
    await ticks()
    await asyncio.sleep(0)
    await room.keep(urgent(ready_order("a", 1)))
    await ticks()
    assert tick.begun.count(REGION) == 1
    tick.gate.set()
    await ticks.settled()
    await dispatched(ticks)
    assert tick.begun.count(REGION) == 2


async def test_a_rule_that_plans_ahead_decides_everything_when_an_urgent_order_comes(
    room: ControlRoom,
) -> None:
    room.set_policy(DispatchPolicy(rule=DispatchRule.RELOCATION, ask_ahead_s=28_800))
    handle = TickHandler(room.new_uow, room.clock, room.ids, room.planner, room.carry_out)
    await room.keep(urgent(ready_order("a", 1)), ready_order("b", 3))
    assert (await handle(REGION, only_urgent=True)).dispatched == 2


async def test_a_slow_region_keeps_no_other_waiting_and_is_not_begun_with_twice(room: ControlRoom) -> None:
    tick, told = Stuck(), Told()
    ticks = ticks_of(room, tick, told)
    for _ in range(3):
        await ticks()
        await asyncio.sleep(0)
        room.pass_time(seconds=3600)
    assert tick.begun.count(REGION) == 1
    assert tick.begun.count(FAR_REGION) == 3
    tick.gate.set()
    await ticks.settled()
    await ticks()
    await ticks.settled()
    assert tick.begun.count(REGION) == 2


async def test_a_region_that_fails_is_told_and_tried_again_while_the_others_go_on(room: ControlRoom) -> None:
    trouble = ZeroDivisionError()
    tick, told = Stuck(trouble), Told()
    ticks = ticks_of(room, tick, told)
    for _ in range(2):
        await ticks()
        await ticks.settled()
        room.pass_time(seconds=3600)
    assert told.failures == [(REGION, trouble)] * 2
    assert tick.begun.count(FAR_REGION) == 2


async def test_what_still_runs_is_broken_off_at_the_end(room: ControlRoom) -> None:
    tick, told = Stuck(), Told()
    ticks = ticks_of(room, tick, told)
    await ticks()
    await asyncio.sleep(0)
    await asyncio.wait_for(ticks.close(), 5)
    assert told.failures == []
    assert ticks._running == {}
