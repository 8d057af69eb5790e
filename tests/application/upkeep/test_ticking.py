"""Each region is dispatched at its own pace, once at a time, whatever happens in the others."""

import asyncio
from dataclasses import dataclass, field

import pytest

from application.dispatching.tick import TickHandler, TickReport
from application.upkeep.ticking import Ticks
from domain.dispatching.policy import DispatchPolicy
from domain.orders.status import Status
from domain.shared.ids import RegionId
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.application.dispatching.control_room import ControlRoom, ready_order
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

    async def __call__(self, region_id: RegionId) -> TickReport:
        self.begun.append(region_id)
        if region_id == REGION:
            if self.trouble is not None:
                raise self.trouble
            await self.gate.wait()
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
