"""What changes around an order: moved blocks, reasons, photos."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.orders import offering, serving
from domain.orders.refusals import WorkerIsBusy
from domain.orders.status import Status
from domain.photos.photo import Photo, PhotoKind
from domain.photos.refusals import PhotoNotFound
from domain.scheduling.placement import Moved
from domain.shared.ids import AccountId, PhotoId, VisitId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import (
    ANNA,
    BO,
)
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.domain.orders.making import (
    DISPATCHER,
    NOON,
    WORKER,
    an_id,
    by,
    new_order,
    order_in,
    plan,
)

pytestmark = pytest.mark.asyncio(loop_scope="package")

ORDER = new_order().id
OWNER_ID, OTHER_ID = an_id("owner"), an_id("other owner")

# -- moving, explaining, photos ---------------------------------------------------------------------


def moved(minutes: int, visit_id: VisitId) -> Moved:
    by_then = timedelta(minutes=minutes)
    start, end = plan().starts_at + by_then, plan().ends_at + by_then
    return Moved(visit_id, start, end, Window(plan().block_from + by_then, end))


async def move(stage: Stage, worker_id: WorkerId, *visits: Moved) -> None:
    async with stage.new_uow() as uow:
        uow.world.move_blocks(worker_id, visits)
        await uow.commit()


async def test_moving_a_block_gives_the_visit_a_new_plan(stage: Stage) -> None:
    await stage.keep(order_in(Status.ACCEPTED))
    await move(stage, ANNA, moved(15, new_order().visit.id))
    order = await stage.load(ORDER)
    assert order.visit.plan == replace(
        plan(),
        starts_at=plan().starts_at + timedelta(minutes=15),
        ends_at=plan().ends_at + timedelta(minutes=15),
        block_from=plan().block_from + timedelta(minutes=15),
    )
    assert order.version == order_in(Status.ACCEPTED).version


async def test_a_step_that_leaves_the_plan_alone_keeps_a_block_that_moved_meanwhile(stage: Stage) -> None:
    await stage.keep(order_in(Status.ACCEPTED))
    async with stage.new_uow() as uow:
        order = await uow.orders.get(ORDER)
        await move(stage, ANNA, moved(15, order.visit.id))
        serving.depart(order, by(WORKER, 3600))
        uow.orders.save(order)
        await uow.commit()
    visit = (await stage.load(ORDER)).visit
    assert visit.departed_at == NOON + timedelta(hours=1)
    assert visit.plan is not None
    assert visit.plan.block_from == plan().block_from + timedelta(minutes=15)


async def test_a_visit_that_is_no_longer_the_workers_is_not_moved(stage: Stage) -> None:
    await stage.keep(order_in(Status.ACCEPTED))
    await move(stage, BO, moved(15, new_order().visit.id))
    assert (await stage.load(ORDER)).visit.plan == plan()


async def test_a_visit_may_come_in_and_push_another_in_one_commit(stage: Stage) -> None:
    incoming = another(order_in(Status.READY), "b")
    await stage.keep(order_in(Status.ACCEPTED), incoming)
    async with stage.new_uow() as uow:
        order = await uow.orders.get(incoming.id)
        offering.assign(order, by(DISPATCHER), ANNA, plan())
        uow.world.move_blocks(ANNA, (moved(80, new_order().visit.id),))
        uow.orders.save(order)
        await uow.commit()
    first, second = await stage.load(incoming.id), await stage.load(ORDER)
    assert first.visit.plan is not None
    assert second.visit.plan is not None
    assert first.visit.plan.ends_at <= second.visit.plan.block_from


async def test_a_block_is_not_moved_onto_another(stage: Stage) -> None:
    incoming = another(order_in(Status.READY), "b")
    await stage.keep(order_in(Status.ACCEPTED), incoming)
    async with stage.new_uow() as uow:
        order = await uow.orders.get(incoming.id)
        offering.assign(order, by(DISPATCHER), ANNA, plan(NOON + timedelta(hours=4)))
        uow.orders.save(order)
        await uow.commit()
    with pytest.raises(WorkerIsBusy):
        await move(stage, ANNA, moved(60, new_order().visit.id))
    assert (await stage.load(ORDER)).visit.plan == plan()


async def explain(stage: Stage, reason: Text) -> None:
    async with stage.new_uow() as uow:
        uow.world.explain_unassigned({ORDER: reason})
        await uow.commit()


async def test_the_reason_why_an_order_has_nobody_is_kept_until_it_moves(stage: Stage) -> None:
    await stage.keep(order_in(Status.READY))
    await explain(stage, Text("没有师傅", "nobody"))
    assert await stage.peek.unassigned_zh(ORDER) == "没有师傅"
    async with stage.new_uow() as uow:
        order = await uow.orders.get(ORDER)
        offering.assign(order, by(DISPATCHER), ANNA, plan())
        uow.orders.save(order)
        await uow.commit()
    assert await stage.peek.unassigned_zh(ORDER) is None
    await explain(stage, Text("没有师傅", "nobody"))
    assert await stage.peek.unassigned_zh(ORDER) is None


def photo(name: str, kind: PhotoKind = PhotoKind.PROBLEM, owner: UUID = OWNER_ID) -> Photo:
    return Photo(PhotoId(an_id(name)), AccountId(owner), None, kind, "0" * 64, 800, 600, 999, NOON)


async def attach(stage: Stage, *names: str, owner: UUID = OWNER_ID) -> None:
    async with stage.new_uow() as uow:
        uow.world.attach_photos(ORDER, owner, tuple(an_id(name) for name in names))
        await uow.commit()


async def test_photos_are_taken_along_once_and_counted_by_kind(stage: Stage) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await stage.add_photo(photo("a"))
    await stage.add_photo(photo("b"))
    await stage.add_photo(replace(photo("c", PhotoKind.BEFORE), order_id=ORDER))
    await attach(stage, "a", "b")
    async with stage.new_uow() as uow:
        counts = [await uow.world.photo_count(ORDER, kind) for kind in ("problem", "before", "after")]
    assert counts == [2, 1, 0]
    with pytest.raises(PhotoNotFound):
        await attach(stage, "a")


@pytest.mark.parametrize("name", ["hers", "nobody's"])
async def test_only_ones_own_photos_are_taken_along_and_then_all_or_none(stage: Stage, name: str) -> None:
    await stage.keep(order_in(Status.PENDING_REVIEW))
    await stage.add_photo(photo("mine"))
    await stage.add_photo(photo("hers", owner=OTHER_ID))
    with pytest.raises(PhotoNotFound):
        await attach(stage, "mine", name)
    async with stage.new_uow() as uow:
        assert await uow.world.photo_count(ORDER, "problem") == 0


async def test_a_worker_adds_photos_to_a_job_and_a_homeowner_to_an_order(stage: Stage) -> None:
    await stage.keep(order_in(Status.IN_SERVICE))
    asked = [(OWNER_ID, PhotoKind.PROBLEM), (ANNA, PhotoKind.AFTER), (BO, PhotoKind.AFTER)]
    async with stage.new_uow() as uow:
        answers = [await uow.photos.may_add(AccountId(who), ORDER, kind) for who, kind in asked]
    assert answers == [True, True, False]
