"""A dispatcher looks back at rounds, and has one asked again."""

from dataclasses import dataclass, replace

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.tick_log import MemoryTickLog
from adapters.memory.travel import StraightTravel
from application.access import NotInYourRegion
from application.dispatching.look_back import ListTicks, ListTicksHandler, ReplayForStaffHandler, ReplayTick
from application.dispatching.replay_tick import ReplayTickHandler
from application.dispatching.tick import TickHandler
from application.ports.tick_log import KeptTick, TickNotFound
from application.views.ticks import ReplayedRound
from domain.identity.roles import Actor
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.application.dispatching.control_room import ControlRoom, ready_order
from tests.domain.orders.making import DISPATCHER, REGION, an_id

PLANNER = InProcessPlanner(StraightTravel())
ELSEWHERE = replace(DISPATCHER, region_id=FAR_REGION)


@dataclass(slots=True)
class Archive:
    """A control room whose one round is kept."""

    room: ControlRoom
    log: MemoryTickLog

    async def replay(self, actor: Actor = DISPATCHER) -> ReplayedRound:
        handle = ReplayForStaffHandler(self.room.new_uow, self.log, ReplayTickHandler(self.log, PLANNER))
        return await handle(ReplayTick(actor, self.kept.id))

    @property
    def kept(self) -> KeptTick:
        return self.log.rows[0]


@pytest.fixture
async def archive(room: ControlRoom) -> Archive:
    log = MemoryTickLog()
    await room.keep(ready_order("a"), ready_order("b"))
    await TickHandler(room.new_uow, room.clock, room.ids, PLANNER, room.carry_out, log=log)(REGION)
    return Archive(room, log)


async def test_the_same_answer_is_said_to_be_the_same(archive: Archive) -> None:
    found = await archive.replay()
    assert (found.is_same, found.differing, found.causes, found.is_intact) == (True, (), (), True)


async def test_another_answer_names_orders_and_who_had_and_has_them_now(archive: Archive) -> None:
    (first, anna), *rest = archive.kept.assigned
    archive.log.rows[0] = replace(archive.kept, assigned=tuple(rest))
    found = await archive.replay()
    (one,) = found.differing
    (order_id,) = [v.order_id for v in archive.kept.question.visits if v.visit_id == first]
    assert (found.is_same, found.causes, one.order_id) == (False, ("row_changed",), order_id)
    assert (one.then, one.now) == (None, archive.room.store.directory.names()[anna])


async def test_a_round_of_another_region_does_not_exist(archive: Archive) -> None:
    with pytest.raises(TickNotFound):
        await archive.replay(ELSEWHERE)
    archive.log.rows[0] = replace(archive.kept, id=an_id("another"))
    assert (await archive.replay()).is_intact is False  # its name is part of what was sealed


async def test_replaying_changes_nothing(archive: Archive) -> None:
    before = dict(archive.room.store.cards), list(archive.log.rows)
    await archive.replay()
    assert (archive.room.store.cards, archive.log.rows) == before


async def test_rounds_are_listed_for_those_of_the_region(archive: Archive) -> None:
    handle = ListTicksHandler(archive.log)
    (line,) = (await handle(ListTicks(DISPATCHER, REGION, None, None, 10))).items
    assert (line.id, line.given, line.solver_reason) == (archive.kept.id, 2, "certified")
    with pytest.raises(NotInYourRegion):
        await handle(ListTicks(ELSEWHERE, REGION, None, None, 10))
