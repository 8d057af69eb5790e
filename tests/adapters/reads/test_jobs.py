"""What a worker reads: offers, jobs, the hall; and what is kept from them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from application.dispatching.asking import why_you
from application.orders.drop_visit import DropVisit, DropVisitHandler
from application.orders.force_close_order import ForceCloseOrder, ForceCloseOrderHandler
from application.ports.queries import CursorMalformed
from application.ports.unit_of_work import NewUnit
from application.views.jobs import Job
from application.views.page import Slice
from domain.identity.privacy import CONTACT_AFTER_COMPLETION
from domain.identity.roles import Actor, Role
from domain.orders.refusals import OrderNotFound
from domain.orders.status import Action
from domain.shared.geo import straight_m
from tests.adapters.reads.stage import NOW, Play, Scene, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


def worker_of(scene: Scene, name: str) -> Actor:
    return scene.town.worker(scene.workers[name])


async def only_job(stage: Stage, worker: Actor, scope: str) -> Job:
    (job,) = (await stage.jobs.jobs(worker, scope, Slice())).items
    return job


async def test_a_worker_sees_no_phone_and_no_door_before_accepting(stage: Stage, scene: Scene) -> None:
    worker = worker_of(scene, "offered")
    address: Any = stage.town.address_of(stage.town.homeowner(2))
    for job in (
        await only_job(stage, worker, "offered"),
        await stage.jobs.job(worker, scene.orders["offered"]),
        await stage.jobs.job(worker, scene.orders["hall"]),
    ):
        assert job.address is None
        assert job.point != address.point
        assert round(job.point.lon, 3) == job.point.lon
    detail = await stage.jobs.job(worker, scene.orders["offered"])
    assert detail.navigation is None
    assert straight_m(detail.point, address.point) < 150


async def test_an_offer_says_until_when_how_far_and_why(stage: Stage, scene: Scene) -> None:
    job = await only_job(stage, worker_of(scene, "offered"), "offered")
    assert job.offer is not None
    assert job.offer.expires_at == NOW + timedelta(minutes=10)
    assert job.offer.travel_s > 0
    assert "min away" in job.offer.why.en
    assert "分钟" in job.offer.why.zh
    assert job.allowed_actions == (Action.ACCEPT, Action.DECLINE)


async def test_the_reason_of_an_offer_tells_whose_choice_it_was() -> None:
    assert why_you(61, 1, "offer_by_hand").en == "chosen by the dispatcher, 2 min away"
    assert why_you(60, 3, "offer").en == "1 min away, number 3 for this visit"
    assert why_you(0, None, None).en == "0 min away"


async def test_an_offer_is_gone_once_its_time_is_over(stage: Stage, scene: Scene) -> None:
    worker = worker_of(scene, "offered")
    stage.clock.moment = NOW + timedelta(minutes=10)
    try:
        assert (await stage.jobs.jobs(worker, "offered", Slice())).items == ()
        with pytest.raises(OrderNotFound):
            await stage.jobs.job(worker, scene.orders["offered"])
    finally:
        stage.clock.moment = NOW


async def test_whoever_accepted_sees_door_phone_and_the_way(stage: Stage, scene: Scene) -> None:
    job = await stage.jobs.job(worker_of(scene, "accepted"), scene.orders["accepted"])
    address: Any = stage.town.address_of(stage.town.homeowner(0))
    assert job.address is not None
    assert (job.address.line, job.address.unit) == (address.line, address.unit)
    assert job.address.phone.startswith("+")
    assert "*" not in job.address.phone
    assert job.point == address.point
    assert job.navigation is not None
    assert job.navigation.point == address.point
    assert job.navigation.travel_s > 0
    assert [link.app for link in job.navigation.links] == [
        "amap",
        "baidu",
        "tencent",
        "apple",
        "google",
        "geo",
    ]


async def test_the_way_begins_where_the_worker_was_seen(stage: Stage, scene: Scene) -> None:
    job = await stage.jobs.job(worker_of(scene, "en_route"), scene.orders["en_route"])
    assert job.navigation is not None
    straight = straight_m(stage.town.city.region.centre, job.point)
    assert straight <= job.navigation.road_m < 2 * straight + 100


async def test_the_door_is_forgotten_a_day_after_the_work(stage: Stage, scene: Scene) -> None:
    worker = worker_of(scene, "completed")
    job = await only_job(stage, worker, "done")
    assert job.address is not None
    assert job.visit.completed_at is not None
    stage.clock.moment = job.visit.completed_at + CONTACT_AFTER_COMPLETION
    try:
        later = await only_job(stage, worker, "done")
        assert later.address is None
        assert (await stage.jobs.job(worker, scene.orders["completed"])).navigation is None
    finally:
        stage.clock.moment = NOW


async def test_a_visit_that_was_dropped_is_no_job_any_more(stage: Stage, scene: Scene) -> None:
    play = Play(stage, dict(scene.workers))
    firm = await play.assigned("dropped")
    worker = stage.town.worker(play.workers["dropped"])
    await stage.made(DropVisitHandler)(DropVisit(worker, firm.order_id, firm.version, "ill", ""))
    with pytest.raises(OrderNotFound):
        await stage.jobs.job(worker, firm.order_id)


async def test_a_cancelled_visit_keeps_its_place_among_the_done_but_not_its_door(
    stage: Stage, scene: Scene
) -> None:
    play = Play(stage, dict(scene.workers))
    firm = await play.assigned("cancelled")
    worker = stage.town.worker(play.workers["cancelled"])
    manager = stage.town.staff(Role.MANAGER)
    await stage.made(ForceCloseOrderHandler)(
        ForceCloseOrder(manager, firm.order_id, firm.version, "asked by phone")
    )
    job = await only_job(stage, worker, "done")
    assert job.order_id == firm.order_id
    assert (job.address, job.allowed_actions) == (None, ())


@pytest.mark.parametrize("name", ["accepted", "en_route", "completed", "offered"])
async def test_buttons_of_a_job_are_those_of_the_life_cycle_table(
    stage: Stage, scene: Scene, name: str
) -> None:
    worker = worker_of(scene, name)
    async with stage.parts[NewUnit]() as uow:
        order = await uow.orders.get(scene.orders[name])
    job = await stage.jobs.job(worker, scene.orders[name])
    assert job.allowed_actions == order.allowed_actions(worker)
    scope = {"offered": "offered", "completed": "done"}.get(name, "active")
    assert (await only_job(stage, worker, scope)).allowed_actions == job.allowed_actions


@pytest.mark.parametrize("name", ["accepted", "offered", "pending", "completed"])
async def test_a_job_of_another_worker_is_not_found(stage: Stage, scene: Scene, name: str) -> None:
    with pytest.raises(OrderNotFound):
        await stage.jobs.job(worker_of(scene, "en_route"), scene.orders[name])


async def test_the_hall_shows_what_the_worker_can_do_with_a_rough_place(stage: Stage, scene: Scene) -> None:
    able = worker_of(scene, "accepted")
    (entry,) = (await stage.jobs.hall(able, Slice())).items
    assert entry.order_id == scene.orders["hall"]
    assert round(entry.point.lat, 3) == entry.point.lat
    assert entry.road_m > 0
    skill = stage.town.city.catalogue.services[0].skill
    unable = next(one for one in stage.town.city.workers if all(held.code != skill for held in one.skills))
    assert (await stage.jobs.hall(stage.town.worker(unable.id), Slice())).items == ()


async def test_a_walk_through_the_hall_is_one_walk_nearest_first(stage: Stage, scene: Scene) -> None:
    copies = _twins_in_hall(scene, 11)
    worker = worker_of(scene, "accepted")
    try:
        cursor, found, metres = None, list[UUID](), list[int]()
        while True:
            page = await stage.jobs.hall(worker, Slice(cursor, 4))
            found += [one.order_id for one in page.items]
            metres += [one.road_m for one in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert len(found) == len(set(found)) == 12
        at_once = await stage.jobs.hall(worker, Slice(limit=100))
        assert [one.order_id for one in at_once.items] == found
        assert set(copies) < set(found)
        assert metres[0] <= metres[-1]
    finally:
        with psycopg.connect(scene.database.owner) as connection:
            connection.execute("DELETE FROM orders WHERE id = ANY(%s)", (copies,))


@pytest.mark.parametrize(
    "cursor", ["", "WzEsMl0", "WzEwMDAsMCwxLCIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ"]
)
async def test_the_hall_refuses_a_cursor_that_is_not_its_own(stage: Stage, scene: Scene, cursor: str) -> None:
    with pytest.raises(CursorMalformed):
        await stage.jobs.hall(worker_of(scene, "accepted"), Slice(cursor))


async def test_a_cursor_of_one_list_of_jobs_is_not_one_of_another(stage: Stage, scene: Scene) -> None:
    with pytest.raises(CursorMalformed):
        await stage.jobs.jobs(worker_of(scene, "accepted"), "done", Slice("WzEsMl0"))


def _twins_in_hall(scene: Scene, number: int) -> list[UUID]:
    """Some at the very place of the one that hangs there, some elsewhere."""
    with psycopg.connect(scene.database.owner) as connection:
        columns = [
            row[0]
            for row in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'orders' "
                "AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'lat')"
            )
        ]
        named = ", ".join(columns)
        rows = connection.execute(
            f"INSERT INTO orders (id, lat, {named}) "
            f"SELECT gen_random_uuid(), lat + 0.002 * (i / 4), {named} "
            "FROM orders, generate_series(1, %s) i WHERE id = %s RETURNING id",
            (number, scene.orders["hall"]),
        ).fetchall()
    return [row[0] for row in rows]
