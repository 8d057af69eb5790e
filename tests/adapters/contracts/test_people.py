"""Workers and addresses, as far as their owners change them."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.ports.people import CommunityNotFound, NewAddress
from application.ports.world import WorkerNotFound
from domain.dispatching.requests import WorkerSnapshot
from domain.orders.refusals import AddressOutsideArea
from domain.shared.geo import Point
from domain.shared.ids import AccountId, AddressId, CommunityId, WorkerId
from domain.shared.texts import Text
from tests.adapters.contracts.hamlet import ANNA, BO, EVA, FAR_REGION, SERVICE, WINDOW
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import DOOR, NOON, REGION, an_id

pytestmark = pytest.mark.asyncio(loop_scope="package")

NOBODY = WorkerId(UUID(int=404))
COMMUNITY = CommunityId(an_id("community"))


async def anna(stage: Stage) -> WorkerSnapshot:
    async with stage.new_uow() as uow:
        return (await uow.world.workers(REGION, (ANNA,), WINDOW))[0]


async def test_workers_are_known_by_region_and_name(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        assert [await uow.people.region_of(one) for one in (ANNA, EVA)] == [REGION, FAR_REGION]
        assert await uow.people.names_of((BO, NOBODY)) == {BO: "Bo"}
        with pytest.raises(WorkerNotFound):
            await uow.people.region_of(NOBODY)


async def test_a_community_is_known_by_its_name(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        assert await uow.people.community_name(COMMUNITY) == Text("小区", "Community")
        with pytest.raises(CommunityNotFound):
            await uow.people.community_name(CommunityId(UUID(int=404)))


async def test_duty_is_what_the_worker_last_said(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.people.set_duty(ANNA, is_on_duty=False)
        await uow.commit()
    assert not (await anna(stage)).is_on_duty


async def test_nobody_has_no_duty(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.people.set_duty(NOBODY, is_on_duty=False)
        with pytest.raises(WorkerNotFound):
            await uow.commit()


async def set_position(stage: Stage, point: Point, minutes: int) -> None:
    async with stage.new_uow() as uow:
        uow.people.set_position(ANNA, point, NOON + timedelta(minutes=minutes))
        await uow.commit()


async def test_a_position_that_comes_late_does_not_replace_a_later_one(stage: Stage) -> None:
    newer, older = Point(-71.26, -29.9), Point(-71.27, -29.9)
    await set_position(stage, newer, 0)
    await set_position(stage, older, -5)
    assert (await anna(stage)).position == newer


async def test_a_position_older_than_half_an_hour_does_not_count(stage: Stage) -> None:
    await set_position(stage, DOOR, 0)
    stage.clock.advance(timedelta(minutes=30))
    assert (await anna(stage)).position is None


def address(point: Point) -> NewAddress:
    return NewAddress(
        AddressId(an_id("new address")), AccountId(an_id("other owner")), COMMUNITY, "街 1", "2", point
    )


async def test_an_address_can_be_ordered_to_once_it_is_added(stage: Stage) -> None:
    new = address(Point(DOOR.lon + 0.01, DOOR.lat))
    async with stage.new_uow() as uow:
        uow.people.add_address(new)
        await uow.commit()
    async with stage.new_uow() as uow:
        facts = await uow.world.ordering_facts(new.account_id, new.id, SERVICE)
    assert (facts.place.line, facts.place.unit, facts.place.point) == (new.line, new.unit, new.point)
    assert facts.place.community_id == COMMUNITY


async def test_an_address_lies_in_its_community(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        uow.people.add_address(address(Point(DOOR.lon + 1, DOOR.lat)))
        with pytest.raises(AddressOutsideArea):
            await uow.commit()
