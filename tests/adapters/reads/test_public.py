"""What is everybody's, and what is one account's own."""

from uuid import UUID, uuid4

import psycopg
import pytest

from adapters.persistence.clocks import Uuid7Ids
from application.ports.queries import CursorMalformed
from application.ports.world import RegionNotFound
from application.views.page import Slice
from application.views.places import Community
from domain.shared.ids import RegionId
from tests.adapters.reads.stage import NOW, Scene, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_region_says_its_money_and_its_map(stage: Stage) -> None:
    (region,) = await stage.public.regions()
    known = stage.town.city.region
    assert (region.id, region.code, region.name) == (known.id, known.code, known.name)
    assert (region.currency, region.currency_exponent) == (known.currency, known.currency_exponent)
    assert region.bounds == pytest.approx(known.bounds)


async def test_the_catalogue_holds_every_service_once_on_its_shelf(stage: Stage) -> None:
    catalogue = await stage.public.catalogue(stage.town.city.region.id)
    known = stage.town.city.catalogue
    assert [one.code for one in catalogue.categories] == [
        one.code for one in sorted(known.categories, key=lambda one: one.position)
    ]
    services = [one for category in catalogue.categories for one in category.services]
    assert {one.id for one in services} == {one.id for one in known.services}
    assert len(services) == len(known.services)
    prices: dict[UUID, int] = {one.service_id: one.price_minor for one in stage.town.city.prices}
    assert all(one.price_minor == prices[one.id] for one in services)


async def test_a_region_that_is_not_there_has_no_catalogue(stage: Stage) -> None:
    with pytest.raises(RegionNotFound):
        await stage.public.catalogue(RegionId(uuid4()))


async def test_communities_are_walked_once_each_with_closed_outlines(stage: Stage) -> None:
    cursor, found = None, list[Community]()
    while True:
        page = await stage.public.communities(stage.town.city.region.id, Slice(cursor, 2))
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    corners = {UUID(str(one.id)): len(one.area.ring) for one in stage.town.city.communities}
    assert len(found) == len(corners)
    for one in found:
        (ring,) = one.area.coordinates
        assert ring[0] == ring[-1]
        assert len(ring) == corners[one.id]


async def test_addresses_are_the_callers_own(stage: Stage) -> None:
    owner = stage.town.homeowner(4)
    assert owner.account_id is not None
    page = await stage.public.addresses(owner.account_id, Slice())
    mine = {one.id for one in stage.town.city.addresses if one.account_id == owner.account_id}
    assert {one.id for one in page.items} == mine


async def test_the_inbox_is_walked_from_the_newest_even_when_all_came_at_once(
    stage: Stage, scene: Scene
) -> None:
    owner = stage.town.homeowner(5)
    assert owner.account_id is not None
    ids = sorted((Uuid7Ids().new() for _ in range(9)), reverse=True)
    words = '{"zh": "a", "en": "b"}'
    with psycopg.connect(scene.database.owner) as connection:
        connection.cursor().executemany(
            "INSERT INTO inbox_messages (id, account_id, kind, title, body, created_at) "
            "VALUES (%s, %s, 'hello', %s, %s, %s)",
            [(message_id, owner.account_id, words, words, NOW) for message_id in ids],
        )
    cursor, found = None, list[UUID]()
    while True:
        page = await stage.public.inbox(owner.account_id, Slice(cursor, 4))
        found += [one.id for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == ids


async def test_a_cursor_from_elsewhere_is_refused(stage: Stage) -> None:
    owner = stage.town.homeowner(5).account_id
    assert owner is not None
    for read in (stage.public.inbox, stage.public.addresses):
        with pytest.raises(CursorMalformed):
            await read(owner, Slice("WzEyM10"))
