"""The world around an order: facts, workers with what they are bound to, waiting visits, settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.dispatching.judging import around
from application.ports.world import (
    AddressNotFound,
    RegionNotFound,
    ServiceNotFound,
    WorkerNotFound,
)
from domain.dispatching.policy import DispatchMode, DispatchPolicy
from domain.dispatching.requests import VisitRequest
from domain.orders.order import Order
from domain.orders.refusals import StaleVersion
from domain.orders.status import Status
from domain.scheduling.calendar import VisitNeed
from domain.shared.ids import AddressId, RegionId, ServiceId, VisitId, WorkerId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import (
    ADDRESS,
    ANNA,
    BO,
    CAI,
    CLEANING,
    DAN,
    EVA,
    FAR_REGION,
    SERVICE,
    WINDOW,
)
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.domain.orders.making import (
    DOOR,
    NOON,
    REGION,
    an_id,
    new_order,
    order_in,
    plan,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER = new_order().id
OWNER_ID, OTHER_ID = an_id("owner"), an_id("other owner")
NOWHERE = RegionId(UUID(int=404))


def request(min_level: int = 1, window: Window = WINDOW, skill: str = "plumbing") -> VisitRequest:
    need = VisitNeed(DOOR, window, 3600)
    return VisitRequest(VisitId(an_id("asked")), ORDER, need, skill, min_level)


# -- what placing an order looks up -----------------------------------------------------------------


async def test_ordering_finds_the_terms_and_place_that_the_order_will_have(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        facts = await uow.world.ordering_facts(OWNER_ID, ADDRESS, SERVICE)
    made = new_order()
    assert (facts.terms, facts.place, facts.policy) == (made.terms, made.place, made.policy)
    assert (facts.region_id, facts.zone, facts.open_orders) == (REGION, made.zone, 0)
    assert facts.dispatch_policy == DispatchPolicy()


async def test_open_orders_of_the_homeowner_are_counted(stage: Stage) -> None:
    done = another(order_in(Status.REJECTED), "b")
    await stage.keep(order_in(Status.READY), done)
    async with stage.new_uow() as uow:
        assert (await uow.world.ordering_facts(OWNER_ID, ADDRESS, SERVICE)).open_orders == 1


@pytest.mark.parametrize(
    ("account_id", "address_id"), [(OTHER_ID, ADDRESS), (OWNER_ID, AddressId(UUID(int=4)))]
)
async def test_somebody_elses_address_is_not_found(
    stage: Stage, account_id: UUID, address_id: AddressId
) -> None:
    async with stage.new_uow() as uow:
        with pytest.raises(AddressNotFound):
            await uow.world.ordering_facts(account_id, address_id, SERVICE)


@pytest.mark.parametrize("service_id", [CLEANING, ServiceId(UUID(int=4))], ids=["without a price", "unknown"])
async def test_a_service_that_is_not_sold_here_is_not_found(stage: Stage, service_id: ServiceId) -> None:
    async with stage.new_uow() as uow:
        with pytest.raises(ServiceNotFound):
            await uow.world.ordering_facts(OWNER_ID, ADDRESS, service_id)


# -- regions ----------------------------------------------------------------------------------------


async def test_regions_are_known_one_by_one_and_all_together(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        one = await uow.world.region(REGION)
        everything = await uow.world.regions()
        with pytest.raises(RegionNotFound):
            await uow.world.region(NOWHERE)
    assert (one.code, one.zone, one.currency, one.currency_exponent) == (
        "hamlet",
        "America/Santiago",
        "CLP",
        0,
    )
    assert [each.region_id for each in everything] == sorted([REGION, FAR_REGION])


async def test_a_policy_counts_its_versions(stage: Stage) -> None:
    policy = DispatchPolicy(is_enabled=False, mode=DispatchMode.OFFER_TO_K, k=2, radius_m=None)
    await set_policy(stage, policy, 1)
    async with stage.new_uow() as uow:
        settings = await uow.world.region(REGION)
    assert (settings.dispatch_policy, settings.version) == (policy, 2)
    with pytest.raises(StaleVersion):
        await set_policy(stage, DispatchPolicy(), 1)


async def set_policy(stage: Stage, policy: DispatchPolicy, seen: int) -> None:
    async with stage.new_uow() as uow:
        uow.world.set_dispatch_policy(REGION, policy, seen)
        await uow.commit()


# -- workers ----------------------------------------------------------------------------------------


async def able(stage: Stage, wanted: VisitRequest, limit: int = 10) -> list[WorkerId]:
    async with stage.new_uow() as uow:
        return [one.worker_id for one in await uow.world.able_workers(wanted, REGION, limit)]


async def test_able_workers_come_nearest_first_and_only_as_many_as_wanted(stage: Stage) -> None:
    assert await able(stage, request()) == [ANNA, BO, CAI]
    assert await able(stage, request(), limit=2) == [ANNA, BO]


async def test_who_lacks_the_skill_or_the_level_is_not_able(stage: Stage) -> None:
    assert await able(stage, request(min_level=2)) == [ANNA, BO]
    assert await able(stage, request(min_level=4)) == []
    assert await able(stage, request(skill="cleaning", min_level=2)) == [DAN]


async def test_who_has_no_shift_in_the_window_is_not_able(stage: Stage) -> None:
    night = Window(NOON + timedelta(hours=11), NOON + timedelta(hours=14))
    assert await able(stage, request(window=night)) == []
    just_before = replace(night, start=night.start - timedelta(microseconds=1))
    assert await able(stage, request(window=just_before)) == [ANNA, BO, CAI]


async def test_workers_are_found_in_the_order_named(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        found = await uow.world.workers(REGION, (DAN, ANNA), WINDOW)
        assert [one.worker_id for one in found] == [DAN, ANNA]
        for stranger in (EVA, WorkerId(UUID(int=4))):
            with pytest.raises(WorkerNotFound):
                await uow.world.workers(REGION, (ANNA, stranger), WINDOW)


async def test_all_workers_of_a_region_are_those_with_a_shift_then(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        found = await uow.world.all_workers(REGION, WINDOW)
        assert [one.worker_id for one in found] == sorted([ANNA, BO, CAI, DAN])
        far_off = Window(NOON + timedelta(days=9), NOON + timedelta(days=10))
        assert await uow.world.all_workers(REGION, far_off) == ()


async def test_a_snapshot_says_what_dispatch_has_to_know(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        (anna,) = await uow.world.workers(REGION, (ANNA,), around(WINDOW))
    assert [(skill.code, skill.level) for skill in sorted(anna.skills, key=lambda one: one.code)] == [
        ("cleaning", 1),
        ("plumbing", 3),
    ]
    assert len(anna.shifts) == 2
    assert (anna.position, anna.is_on_duty, anna.area, anna.leaves) == (None, True, None, ())


@pytest.mark.parametrize(
    ("order", "is_bound"),
    [
        (lambda: order_in(Status.OFFERED), True),
        (lambda: order_in(Status.ACCEPTED), True),
        (lambda: order_in(Status.IN_SERVICE), True),
        (lambda: order_in(Status.READY), False),
        (lambda: order_in(Status.AWAITING_CONFIRMATION), False),
        (lambda: order_in(Status.COMPLETED), False),
    ],
    ids=["offered", "accepted", "at work", "ready", "done", "completed"],
)
async def test_firm_visits_and_live_offers_bind_a_worker(
    stage: Stage, order: Callable[[], Order], is_bound: bool
) -> None:
    await stage.keep(order())
    async with stage.new_uow() as uow:
        anna, bo = await uow.world.workers(REGION, (ANNA, BO), around(WINDOW))
    assert bo.commitments == ()
    assert len(anna.commitments) == is_bound
    for known in anna.commitments:
        assert known.visit_id == new_order().visit.id
        assert (known.planned_start, known.need.duration_s) == (plan().starts_at, 3600)
        assert (known.need.place, known.need.window) == (DOOR, new_order().visit.window)


async def test_what_lies_outside_the_time_asked_for_does_not_bind(stage: Stage) -> None:
    await stage.keep(order_in(Status.ACCEPTED))
    later = Window(plan().ends_at, plan().ends_at + timedelta(hours=1))
    async with stage.new_uow() as uow:
        (anna,) = await uow.world.workers(REGION, (ANNA,), later)
    assert anna.commitments == ()
