"""Duty, positions, addresses, messages, exceptions, the clock and true slots, on the real database."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest

from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.flow.clock import SqlClock
from application.desk.resolve_exception import ResolveException, ResolveExceptionHandler
from application.dispatching.judging import Judge
from application.ports.clock import ClockMayNotMove, ClockOnlyGoesForward, ClockRules, MovableClock
from application.ports.desk import ExceptionNotFound
from application.ports.outbox import MessageNotFound
from application.ports.people import CommunityNotFound
from application.ports.unit_of_work import AlreadyAnswered, IdempotencyKeyReused, NewUnit, RequestKey
from application.ports.world import AddressNotFound, ServiceNotFound, WorkerNotFound
from application.profile.add_address import AddAddress, AddAddressHandler
from application.profile.read_message import ReadMessage, ReadMessageHandler
from application.profile.set_duty import SetDuty, SetDutyHandler
from application.profile.set_position import SetPosition, SetPositionHandler
from application.slots.true_slots import TrueSlots, TrueSlotsHandler
from application.timekeeping.move_clock import MoveClock, MoveClockHandler
from application.timekeeping.read_clock import ReadClockHandler
from application.views.page import Slice
from domain.dispatching.requests import VisitRequest
from domain.identity.roles import SYSTEM_ACTOR, Role
from domain.orders.by import By
from domain.orders.refusals import AddressOutsideArea
from domain.scheduling.calendar import VisitNeed
from domain.shared.geo import Point
from domain.shared.ids import (
    AccountId,
    CommunityId,
    ExceptionId,
    MessageId,
    OrderId,
    RegionId,
    ServiceId,
    VisitId,
)
from domain.shared.time import Window
from tests.adapters.reads.stage import DAY, NOW, Scene, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")
Handler = TypeVar("Handler")


def under(stage: Stage, handler: Handler, key: str, asked: bytes = b"asked") -> Handler:
    """The handler with its unit of work under a request key, as a route puts it."""
    request = RequestKey(UUID(int=9), type(handler).__name__, key, asked)
    keyed: Any = replace(handler, new_uow=partial(stage.parts[NewUnit], request))  # type: ignore[type-var]
    return keyed  # type: ignore[no-any-return]


def one_row(scene: Scene, sql: str, *values: object) -> Any:
    with psycopg.connect(scene.database.owner) as connection:
        return connection.execute(sql, values).fetchone()


def idle_worker(scene: Scene) -> AccountId:
    busy = set(scene.workers.values())
    return AccountId(next(one.id for one in scene.city.workers if one.id not in busy))


async def test_duty_is_set_and_told(stage: Stage, scene: Scene) -> None:
    worker = idle_worker(scene)
    was = one_row(scene, "SELECT is_on_duty FROM workers WHERE id = %s", worker)[0]
    await stage.made(SetDutyHandler)(SetDuty(worker, not was))
    assert one_row(scene, "SELECT is_on_duty FROM workers WHERE id = %s", worker)[0] is not was
    told = one_row(scene, "SELECT kind, body FROM outbox ORDER BY seq DESC LIMIT 1")
    assert told[0] == "WorkerChanged"
    assert told[1]["worker_id"] == str(worker)
    await stage.made(SetDutyHandler)(SetDuty(worker, was))


async def test_a_homeowner_has_no_duty(stage: Stage) -> None:
    owner = stage.town.homeowner(0).account_id
    assert owner is not None
    with pytest.raises(WorkerNotFound):
        await stage.made(SetDutyHandler)(SetDuty(owner, True))


async def test_an_older_position_does_not_replace_a_later_one(stage: Stage, scene: Scene) -> None:
    worker, now = idle_worker(scene), RealClock().now()
    handler = stage.made(SetPositionHandler)
    await handler(SetPosition(worker, Point(104.64, 30.41), now))
    await handler(SetPosition(worker, Point(1, 1), now - timedelta(minutes=1)))
    row = one_row(scene, "SELECT position_lon, position_lat FROM workers WHERE id = %s", worker)
    assert row == (104.64, 30.41)


async def test_an_address_inside_its_community_is_added_once_under_one_key(
    stage: Stage, scene: Scene
) -> None:
    community = stage.town.city.communities[0]
    owner = stage.town.homeowner(8).account_id
    assert owner is not None
    command = AddAddress(owner, community.id, " 1 Long Road ", "2-301", community.centre)
    handler = under(stage, stage.made(AddAddressHandler), "address")
    before = await stage.public.addresses(owner, Slice())
    added = await handler(command)
    with pytest.raises(AlreadyAnswered):
        await handler(command)
    with pytest.raises(IdempotencyKeyReused):
        await under(stage, stage.made(AddAddressHandler), "address", b"another")(command)
    after = await stage.public.addresses(owner, Slice())
    assert len(after.items) == len(before.items) + 1
    assert added in after.items
    assert (added.line, added.community_name) == ("1 Long Road", community.name)


async def test_an_address_outside_its_community_is_refused(stage: Stage) -> None:
    one, other = stage.town.city.communities[:2]
    owner = stage.town.homeowner(8).account_id
    assert owner is not None
    with pytest.raises(AddressOutsideArea):
        await stage.made(AddAddressHandler)(AddAddress(owner, one.id, "1", "2", other.centre))
    nowhere = CommunityId(uuid4())
    with pytest.raises(CommunityNotFound):
        await stage.made(AddAddressHandler)(AddAddress(owner, nowhere, "1", "2", one.centre))


async def test_a_message_is_read_once_and_only_by_whom_it_was_sent_to(stage: Stage, scene: Scene) -> None:
    owner, message_id = stage.town.homeowner(6).account_id, MessageId(Uuid7Ids().new())
    stranger = stage.town.homeowner(1).account_id
    assert owner is not None
    assert stranger is not None
    one_row(
        scene,
        "INSERT INTO inbox_messages (id, account_id, kind, title, body, created_at) "
        "VALUES (%s, %s, 'hello', '{}', '{}', %s) RETURNING id",
        message_id,
        owner,
        NOW,
    )
    handler = stage.made(ReadMessageHandler)
    with pytest.raises(MessageNotFound):
        await handler(ReadMessage(stranger, message_id))
    await handler(ReadMessage(owner, message_id))
    stage.clock.moment = NOW + timedelta(minutes=5)
    await handler(ReadMessage(owner, message_id))
    stage.clock.moment = NOW
    assert one_row(scene, "SELECT read_at FROM inbox_messages WHERE id = %s", message_id)[0] == NOW


async def test_an_exception_is_resolved_once_by_the_staff_of_its_region(stage: Stage, scene: Scene) -> None:
    entry_id = ExceptionId(Uuid7Ids().new())
    one_row(
        scene,
        "INSERT INTO desk_entries (id, region_id, order_id, kind, reason, opened_at) "
        'VALUES (%s, %s, %s, \'to_resolve\', \'{"zh": "-", "en": "-"}\', %s) RETURNING id',
        entry_id,
        scene.city.region.id,
        scene.orders["accepted"],
        NOW,
    )
    dispatcher, handler = stage.town.staff(Role.DISPATCHER), stage.made(ResolveExceptionHandler)
    with pytest.raises(ExceptionNotFound):
        await handler(ResolveException(replace(dispatcher, region_id=RegionId(uuid4())), entry_id))
    await handler(ResolveException(dispatcher, entry_id, " called them "))
    kept = one_row(scene, "SELECT resolved_by, note FROM desk_entries WHERE id = %s", entry_id)
    assert kept == (dispatcher.account_id, "called them")
    assert one_row(scene, "SELECT kind FROM outbox ORDER BY seq DESC LIMIT 1")[0] == "DeskChanged"
    with pytest.raises(ExceptionNotFound):
        await handler(ResolveException(dispatcher, entry_id))


async def test_business_time_jumps_once_under_one_key_and_keeps_its_pace(stage: Stage) -> None:
    clock = SqlClock(stage.pool, RealClock())
    await clock.read()
    before = clock.now()
    mover = replace(stage.made(MoveClockHandler), clock=clock)
    handler = under(stage, mover, "jump")
    told = await handler(MoveClock(advance_s=3600))
    with pytest.raises(AlreadyAnswered):
        await handler(MoveClock(advance_s=3600))
    await clock.read()
    assert timedelta(hours=1) <= clock.now() - before < timedelta(hours=1, minutes=2)
    assert told.business_now <= clock.now()
    assert (told.rate, clock.rate) == (1.0, 1.0)


async def test_the_pace_of_business_time_is_changed_without_a_jump(stage: Stage) -> None:
    clock = SqlClock(stage.pool, RealClock())
    await clock.read()
    mover = replace(stage.made(MoveClockHandler), clock=clock)
    before = clock.now()
    told = await mover(MoveClock(rate=60.0))
    assert clock.rate == told.rate == 60.0
    assert timedelta(0) <= told.business_now - before < timedelta(minutes=1)
    await mover(MoveClock(rate=1.0))
    assert clock.rate == 1.0


async def test_a_clock_that_may_not_move_stands(stage: Stage) -> None:
    rules = ClockRules(may_move=False)
    with pytest.raises(ClockMayNotMove):
        await replace(stage.made(MoveClockHandler), rules=rules)(MoveClock(advance_s=1))
    reading = await replace(stage.made(ReadClockHandler), rules=rules)()
    assert (reading.may_move, reading.business_now) == (False, stage.parts[MovableClock].now())


async def test_business_time_never_goes_back(stage: Stage) -> None:
    with pytest.raises(ClockOnlyGoesForward):
        await stage.made(MoveClockHandler)(MoveClock(advance_s=-1))


async def test_a_slot_is_free_exactly_when_an_order_for_it_would_find_somebody(
    stage: Stage, scene: Scene
) -> None:
    address: Any = stage.town.address_of(stage.town.homeowner(0))
    service = stage.town.city.catalogue.services[0]
    slots = await stage.made(TrueSlotsHandler)(TrueSlots(address.account_id, service.id, address.id, DAY))
    assert {slot.is_available for slot in slots.slots} == {True, False}
    for slot in slots.slots:
        window = Window(slot.start, slot.end)
        assert slot.is_available == await _somebody_fits(stage, address, service.id, window)


async def _somebody_fits(stage: Stage, address: Any, service_id: ServiceId, window: Window) -> bool:
    """As placing an order asks, of all workers who are able, for a window that lies ahead."""
    if window.start < NOW:
        return False
    async with stage.parts[NewUnit]() as uow:
        facts = await uow.world.ordering_facts(address.account_id, address.id, service_id)
        need = VisitNeed(facts.place.point, window, facts.terms.duration_s)
        request = VisitRequest(
            VisitId(uuid4()), OrderId(uuid4()), need, facts.terms.skill, facts.terms.min_level
        )
        workers = await uow.world.able_workers(request, facts.region_id, 400)
    by = By(SYSTEM_ACTOR, NOW)
    judge: Judge = stage.parts[Judge]
    ranked = await judge.rank(request, workers, facts.region_id, facts.dispatch_policy, by)
    return any(one.fits for one in ranked)


async def test_a_day_that_is_over_has_no_free_slot(stage: Stage) -> None:
    address: Any = stage.town.address_of(stage.town.homeowner(0))
    service = stage.town.city.catalogue.services[0]
    asked = TrueSlots(address.account_id, service.id, address.id, DAY - timedelta(days=1))
    slots = await stage.made(TrueSlotsHandler)(asked)
    assert len(slots.slots) == 21
    assert not any(slot.is_available for slot in slots.slots)


async def test_slots_of_somebody_elses_address_or_of_no_service_are_not_found(stage: Stage) -> None:
    address: Any = stage.town.address_of(stage.town.homeowner(0))
    stranger = stage.town.homeowner(1).account_id
    service = stage.town.city.catalogue.services[0]
    assert stranger is not None
    with pytest.raises(AddressNotFound):
        await stage.made(TrueSlotsHandler)(TrueSlots(stranger, service.id, address.id, DAY))
    nothing = ServiceId(uuid4())
    with pytest.raises(ServiceNotFound):
        await stage.made(TrueSlotsHandler)(TrueSlots(address.account_id, nothing, address.id, DAY))
