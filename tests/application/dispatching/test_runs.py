"""A batch on demand: asked for, solved in the background, previewed, then committed or thrown away."""

from dataclasses import dataclass, replace
from typing import Any, Self

import pytest

from adapters.memory.work import MemoryUnitOfWork
from application.access import NotInYourRegion
from application.dispatching.close_run import CloseRun, CommitRunHandler, RunCommitted
from application.dispatching.events import PolicyChanged, RunChanged
from application.orders.cancel_order import CancelOrder
from application.ports.dispatching import RunNotFound, RunNotOpen, RunStatus
from application.ports.world import RegionNotFound
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.dispatching.policy import DispatchMode, DispatchPolicy
from domain.orders.refusals import StaleVersion
from domain.orders.status import Status
from domain.shared.errors import Unavailable
from domain.shared.ids import RegionId, RunId
from tests.adapters.contracts.hamlet import ANNA, BO
from tests.application.dispatching.control_room import ControlRoom, ready_order
from tests.domain.orders.making import DISPATCHER, ELSEWHERE, MANAGER, OWNER, REGION, an_id


async def solved(room: ControlRoom, *names: str) -> RunId:
    """A run over orders of those names, ready to be looked at."""
    await room.keep(*(ready_order(name, 2 + 0.5 * place) for place, name in enumerate(names)))
    run_id = await room.ask_for_run()
    assert await room.solve()
    return run_id


def statuses(room: ControlRoom) -> list[RunStatus]:
    return [event.status for event in room.outbox() if isinstance(event, RunChanged)]


async def test_a_run_waits_until_the_background_solves_it(room: ControlRoom) -> None:
    await room.keep(ready_order("a"))
    run_id = await room.ask_for_run()
    assert (room.run(run_id).status, room.run(run_id).requested_by) == (RunStatus.QUEUED, an_id("dispatcher"))
    assert await room.solve()
    assert room.run(run_id).status is RunStatus.READY
    assert not await room.solve()
    assert statuses(room) == [RunStatus.QUEUED, RunStatus.READY]


async def test_a_preview_changes_no_order(room: ControlRoom) -> None:
    run_id = await solved(room, "a", "b")
    result = room.run(run_id).result
    assert result is not None
    assert {one.worker_id for one in result.assignments} == {ANNA, BO}
    assert (result.totals.served, result.baseline.served) == (2, 2)
    assert {order.status for order in room.store.orders.rows.values()} == {Status.READY}
    assert room.store.cards == {}


async def test_a_preview_also_says_who_gets_nobody(room: ControlRoom) -> None:
    run_id = await solved(room, "a", "b", "c")
    result = room.run(run_id).result
    assert result is not None
    assert len(result.unassigned) == 1
    assert room.store.unassigned[result.unassigned[0].order_id] is None


async def test_only_the_orders_asked_for_are_in_a_run(room: ControlRoom) -> None:
    wanted, other = ready_order("a"), ready_order("b")
    await room.keep(wanted, other)
    run_id = await room.ask_for_run(wanted.id)
    await room.solve()
    result = room.run(run_id).result
    assert result is not None
    assert [one.order_id for one in result.assignments] == [wanted.id]


async def test_a_run_over_nothing_is_ready_with_nothing(room: ControlRoom) -> None:
    run_id = await room.ask_for_run()
    await room.solve()
    result = room.run(run_id).result
    assert result is not None
    assert (result.assignments, result.solver_reason) == ((), "nothing_waits")


async def test_committing_dispatches_what_was_previewed(room: ControlRoom) -> None:
    run_id = await solved(room, "a", "b", "c")
    assert await room.commit(run_id) == RunCommitted(2, ())
    assert sorted(order.status for order in room.store.orders.rows.values()) == [
        Status.OFFERED,
        Status.OFFERED,
        Status.READY,
    ]
    assert {card.run_id for card in room.store.cards.values()} == {run_id}
    assert sum(reason is not None for reason in room.store.unassigned.values()) == 1
    assert (room.run(run_id).status, room.run(run_id).ended_at) == (
        RunStatus.COMMITTED,
        room.stage.real.now(),
    )
    assert statuses(room)[-1] is RunStatus.COMMITTED


async def test_committing_goes_by_the_mode_of_the_region_now(room: ControlRoom) -> None:
    run_id = await solved(room, "a")
    room.set_policy(DispatchPolicy(mode=DispatchMode.ASSIGN))
    await room.commit(run_id)
    (order,) = room.store.orders.rows.values()
    assert (order.status, order.visit.worker_id) == (Status.ACCEPTED, ANNA)


async def test_what_changed_since_the_preview_is_skipped_with_its_reason(room: ControlRoom) -> None:
    run_id = await solved(room, "a", "b")
    gone = ready_order("a").id
    await room.do(CancelOrder(OWNER, gone, None, "never mind"))
    answer = await room.commit(run_id)
    assert answer.committed == 1
    assert [(one.order_id, one.reason) for one in answer.skipped] == [(gone, "stale_version")]


async def test_what_a_crashed_commit_had_done_counts_as_done_when_it_is_repeated(room: ControlRoom) -> None:
    run_id = await solved(room, "a", "b")
    result = room.run(run_id).result
    assert result is not None
    assert await room.carry_out(result.assignments[0], DispatchPolicy(), DISPATCHER) is None
    assert await room.commit(run_id) == RunCommitted(2, ())


@dataclass
class WatchedUnits:
    """Knows how many of its units are open, and how many were at most."""

    room: ControlRoom
    open: int = 0
    most_open: int = 0

    def __call__(self) -> MemoryUnitOfWork:
        return WatchedUnit(self)


class WatchedUnit(MemoryUnitOfWork):
    def __init__(self, units: WatchedUnits) -> None:
        super().__init__(units.room.store, units.room.clock)
        self._units = units

    async def __aenter__(self) -> Self:
        self._units.open += 1
        self._units.most_open = max(self._units.most_open, self._units.open)
        return await super().__aenter__()

    async def __aexit__(self, *details: Any) -> None:
        self._units.open -= 1
        await super().__aexit__(*details)


async def test_a_batch_holds_one_unit_at_a_time(room: ControlRoom) -> None:
    run_id = await solved(room, "a", "b", "c")
    units = WatchedUnits(room)
    handle = CommitRunHandler(units, room.stage.real, replace(room.carry_out, new_uow=units))
    assert (await handle(CloseRun(DISPATCHER, run_id))).committed == 2
    assert (units.most_open, units.open) == (1, 0)


async def test_a_run_is_closed_once(room: ControlRoom) -> None:
    run_id = await solved(room, "a")
    await room.commit(run_id)
    for close in (room.commit, room.discard):
        with pytest.raises(RunNotOpen):
            await close(run_id)
    assert len(room.store.cards) == 1


async def test_a_run_that_is_not_solved_yet_cannot_be_committed(room: ControlRoom) -> None:
    run_id = await room.ask_for_run()
    with pytest.raises(RunNotOpen) as refusal:
        await room.commit(run_id)
    assert refusal.value.facts == {"status": "queued"}


async def test_discarding_leaves_every_order_as_it_was(room: ControlRoom) -> None:
    run_id = await solved(room, "a")
    assert await room.discard(run_id) == RunCommitted(0, ())
    assert room.run(run_id).status is RunStatus.DISCARDED
    assert {order.status for order in room.store.orders.rows.values()} == {Status.READY}


async def test_a_run_belongs_to_its_region(room: ControlRoom) -> None:
    run_id = await solved(room, "a")
    with pytest.raises(NotInYourRegion):
        await room.ask_for_run(actor=ELSEWHERE)
    for close in (room.commit, room.discard):
        with pytest.raises(NotInYourRegion):
            await close(run_id, ELSEWHERE)
        with pytest.raises(RunNotFound):
            await close(RunId(an_id("nobody's")), DISPATCHER)


@dataclass(frozen=True, slots=True)
class BrokenPlanner:
    async def match(self, question: MatchQuestion) -> MatchAnswer:
        raise Unavailable


async def test_a_run_whose_planner_fails_has_failed_and_says_so(room: ControlRoom) -> None:
    await room.keep(ready_order("a"))
    room.planner = BrokenPlanner()
    run_id = await room.ask_for_run()
    with pytest.raises(Unavailable):
        await room.solve()
    assert (room.run(run_id).status, room.run(run_id).result) == (RunStatus.FAILED, None)
    with pytest.raises(RunNotOpen):
        await room.commit(run_id)


# -- the policy -------------------------------------------------------------------------------------


async def test_a_policy_holds_from_the_next_tick_on_and_is_told(room: ControlRoom) -> None:
    await room.keep(ready_order("a"))
    off = DispatchPolicy(is_enabled=False)
    answer = await room.change_policy(off)
    assert (answer.policy, answer.version) == (off, 2)
    assert (await room.tick()).dispatched == 0
    assert room.outbox()[-1] == PolicyChanged(REGION, 2, room.clock.now())


async def test_of_two_who_change_the_policy_the_second_is_told(room: ControlRoom) -> None:
    await room.change_policy(DispatchPolicy(k=2), actor=MANAGER)
    with pytest.raises(StaleVersion):
        await room.change_policy(DispatchPolicy(k=4))
    assert room.store.directory.regions[REGION].dispatch_policy.k == 2


async def test_another_regions_policy_does_not_exist(room: ControlRoom) -> None:
    with pytest.raises(NotInYourRegion):
        await room.change_policy(DispatchPolicy(), actor=ELSEWHERE)


async def test_a_region_that_is_not_there_is_not_found(room: ControlRoom) -> None:
    with pytest.raises(RegionNotFound):
        await room.tick(RegionId(an_id("nowhere")))
