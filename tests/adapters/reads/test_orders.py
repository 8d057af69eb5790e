"""Orders as homeowners and staff read them."""

from dataclasses import replace
from uuid import UUID, uuid4

import psycopg
import pytest

from application.access import NotInYourRegion
from application.ports.queries import CursorMalformed, OrdersWanted
from application.ports.unit_of_work import NewUnit
from application.views.page import Slice
from domain.identity.roles import Actor, Role
from domain.orders.refusals import OrderNotFound
from domain.orders.status import Action, Status
from domain.shared.ids import OrderId, RegionId
from tests.adapters.reads.stage import NOW, Scene, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")
SORTS = ("-created_at", "created_at", "deadline_at", "window_start")


async def walked(stage: Stage, actor: Actor, wanted: OrdersWanted, limit: int) -> list[UUID]:
    """The ids of all pages, one after another."""
    cursor, found = None, list[UUID]()
    while True:
        page = await stage.orders.orders(actor, replace(wanted, piece=Slice(cursor, limit)))
        assert len(page.items) <= limit
        found += [one.id for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


@pytest.fixture(scope="module")
def twins(scene: Scene) -> Actor:
    """A homeowner with 23 orders that were all placed at one moment for one window."""
    owner = scene.town.homeowner(7)
    with psycopg.connect(scene.database.owner) as connection:
        columns = [
            row[0]
            for row in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'orders' "
                "AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'homeowner_id', 'deadline_at')"
            )
        ]
        named = ", ".join(columns)
        connection.execute(
            f"INSERT INTO orders (id, homeowner_id, deadline_at, {named}) "
            f"SELECT gen_random_uuid(), %s, CASE WHEN i %% 3 > 0 THEN deadline_at END, {named} "
            "FROM orders, generate_series(1, 23) i WHERE id = %s",
            (owner.account_id, scene.orders["pending"]),
        )
    return owner


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 4, 23, 100])
async def test_a_walk_through_the_pages_meets_every_order_once_even_when_all_keys_are_equal(
    stage: Stage, twins: Actor, sort: str, limit: int
) -> None:
    found = await walked(stage, twins, OrdersWanted(sort=sort), limit)
    assert len(found) == 23
    assert len(set(found)) == 23


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("status", [(), (Status.PENDING_REVIEW,), (Status.READY, Status.PENDING_REVIEW)])
async def test_staff_walk_a_region_in_the_same_order_as_on_one_page(
    stage: Stage, twins: Actor, sort: str, status: tuple[Status, ...]
) -> None:
    dispatcher = stage.town.staff(Role.DISPATCHER)
    wanted = OrdersWanted(status=status, sort=sort)
    at_once = await walked(stage, dispatcher, wanted, 100)
    assert await walked(stage, dispatcher, wanted, 5) == at_once
    assert len(at_once) == len(set(at_once)) >= 23


@pytest.mark.parametrize("sort", SORTS)
async def test_staff_of_all_regions_see_what_the_staff_of_each_see(
    stage: Stage, twins: Actor, sort: str
) -> None:
    of_one = stage.town.staff(Role.DISPATCHER)
    of_all = replace(of_one, region_id=None)
    wanted = OrdersWanted(sort=sort)
    assert await walked(stage, of_all, wanted, 7) == await walked(stage, of_one, wanted, 9)


async def test_a_list_holds_only_the_statuses_asked_for(stage: Stage, twins: Actor) -> None:
    dispatcher = stage.town.staff(Role.DISPATCHER)
    page = await stage.orders.orders(dispatcher, OrdersWanted(status=(Status.READY, Status.OFFERED)))
    assert {one.status for one in page.items} == {Status.READY, Status.OFFERED}


async def test_orders_without_a_deadline_come_last(stage: Stage, twins: Actor) -> None:
    page = await stage.orders.orders(twins, OrdersWanted(sort="deadline_at"))
    has_deadline = [one.deadline_at is not None for one in page.items]
    assert has_deadline == sorted(has_deadline, reverse=True)


@pytest.mark.parametrize(
    "cursor", ["", "x", "W10", "bm90IGpzb24", "é", "WyItY3JlYXRlZF9hdCIsMSwyXQ", "W" * 500]
)
async def test_a_cursor_that_no_page_ended_with_is_refused(stage: Stage, cursor: str) -> None:
    with pytest.raises(CursorMalformed):
        await stage.orders.orders(stage.town.homeowner(0), OrdersWanted(piece=Slice(cursor)))


async def test_a_cursor_belongs_to_the_order_of_sorting_in_which_it_was_made(
    stage: Stage, twins: Actor
) -> None:
    page = await stage.orders.orders(twins, OrdersWanted(piece=Slice(limit=3)))
    with pytest.raises(CursorMalformed):
        await stage.orders.orders(twins, OrdersWanted(sort="window_start", piece=Slice(page.next_cursor, 3)))


async def test_a_homeowner_lists_only_their_own_orders(stage: Stage, scene: Scene) -> None:
    mine = await walked(stage, stage.town.homeowner(0), OrdersWanted(), 50)
    assert scene.orders["pending"] in mine
    assert scene.orders["foreign"] not in mine


@pytest.mark.parametrize("name", ["pending", "accepted", "completed"])
async def test_a_foreign_order_is_not_found(stage: Stage, scene: Scene, name: str) -> None:
    stranger = stage.town.homeowner(1)
    with pytest.raises(OrderNotFound):
        await stage.orders.order(stranger, scene.orders[name])
    with pytest.raises(OrderNotFound):
        await stage.orders.history(stranger, scene.orders[name], Slice())


async def test_an_order_of_another_region_is_not_found_for_staff(stage: Stage, scene: Scene) -> None:
    elsewhere = replace(stage.town.staff(Role.MANAGER), region_id=RegionId(uuid4()))
    with pytest.raises(OrderNotFound):
        await stage.orders.order(elsewhere, scene.orders["pending"])
    with pytest.raises(NotInYourRegion):
        await stage.orders.orders(elsewhere, OrdersWanted(region_id=stage.town.city.region.id))


async def test_a_worker_is_no_reader_of_orders_of_others(stage: Stage, scene: Scene) -> None:
    worker = stage.town.worker(scene.workers["accepted"])
    with pytest.raises(OrderNotFound):
        await stage.orders.order(worker, scene.orders["accepted"])


@pytest.mark.parametrize(
    "name", ["completed", "pending", "foreign", "accepted", "offered", "en_route", "hall"]
)
async def test_buttons_are_those_of_the_life_cycle_table(stage: Stage, scene: Scene, name: str) -> None:
    order_id = scene.orders[name]
    async with stage.parts[NewUnit]() as uow:
        order = await uow.orders.get(order_id)
    owner = next(
        one.actor for one in stage.town.city.homeowners if one.actor.account_id == order.homeowner_id
    )
    for actor in (
        owner,
        *(stage.town.staff(role) for role in (Role.REVIEWER, Role.DISPATCHER, Role.MANAGER)),
    ):
        seen = await stage.orders.order(actor, order_id)
        assert seen.allowed_actions == order.allowed_actions(actor)
        listed = await stage.orders.orders(actor, OrdersWanted(status=(order.status,)))
        (row,) = [one for one in listed.items if one.id == order_id]
        assert row.allowed_actions == order.allowed_actions(actor)
        assert (row.number, row.version, row.deadline_at) == (seen.number, order.version, order.deadline_at)


async def test_an_owner_sees_worker_arrival_and_masked_phone_but_no_offers(
    stage: Stage, scene: Scene
) -> None:
    seen = await stage.orders.order(stage.town.homeowner(0), scene.orders["accepted"])
    assert seen.worker is not None
    assert seen.worker.id == scene.workers["accepted"]
    assert seen.worker.eta_at == seen.visit.planned_start
    assert seen.worker.phone_masked is not None
    assert "*" in seen.worker.phone_masked
    assert seen.worker.position is None
    assert (seen.offers, seen.homeowner) == ((), None)


async def test_a_position_is_shared_only_on_the_way(stage: Stage, scene: Scene) -> None:
    owner = stage.town.homeowner(0)
    seen = await stage.orders.order(owner, scene.orders["en_route"])
    assert seen.worker is not None
    assert seen.worker.position == stage.town.city.region.centre
    assert seen.worker.eta_at is not None
    assert seen.worker.eta_at >= NOW
    done = await stage.orders.order(owner, scene.orders["completed"])
    assert done.worker is not None
    assert (done.worker.position, done.worker.eta_at) == (None, None)


async def test_a_completed_order_shows_photos_and_review(stage: Stage, scene: Scene) -> None:
    seen = await stage.orders.order(stage.town.homeowner(0), scene.orders["completed"])
    assert [photo.kind for photo in seen.photos] == ["before", "after"]
    assert all(f"/photos/{photo.id}?exp=" in photo.url for photo in seen.photos)
    assert seen.review is not None
    assert (seen.review.stars, seen.review.tags, seen.has_review) == (5, ("on_time",), True)
    assert seen.visit.completed_at is not None


async def test_staff_see_the_offers_and_who_ordered(stage: Stage, scene: Scene) -> None:
    seen = await stage.orders.order(stage.town.staff(Role.DISPATCHER), scene.orders["offered"])
    (offer,) = seen.offers
    assert (offer.worker_id, offer.status, offer.round) == (scene.workers["offered"], "live", 1)
    assert seen.homeowner is not None
    assert "*" in (seen.homeowner.phone_masked or "")


async def test_history_walks_from_the_first_step_to_the_last(stage: Stage, scene: Scene) -> None:
    owner, order_id = stage.town.homeowner(0), scene.orders["completed"]
    cursor, actions = None, list[Action]()
    while True:
        page = await stage.orders.history(owner, order_id, Slice(cursor, 2))
        actions += [entry.action for entry in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert actions == [
        Action.SUBMIT,
        Action.APPROVE,
        Action.ASSIGN,
        Action.DEPART,
        Action.ARRIVE,
        Action.START,
        Action.COMPLETE,
        Action.CONFIRM,
        Action.REVIEW,
    ]


async def test_who_was_asked_is_not_told_to_the_homeowner(stage: Stage, scene: Scene) -> None:
    order_id = scene.orders["offered"]
    told = (await stage.orders.history(stage.town.homeowner(2), order_id, Slice())).items[-1]
    known = (await stage.orders.history(stage.town.staff(Role.DISPATCHER), order_id, Slice())).items[-1]
    assert told.action is known.action is Action.OFFER
    assert (told.actor_name, told.data) == (None, {})
    assert known.actor_name
    assert known.data == {"round": 1, "workers": 1}


async def test_an_unknown_order_is_not_found(stage: Stage) -> None:
    nobody = OrderId(uuid4())
    with pytest.raises(OrderNotFound):
        await stage.orders.order(stage.town.staff(Role.MANAGER), nobody)
