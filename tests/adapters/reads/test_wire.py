"""Every view leaves the API as it is: its JSON is what the route's model promises, to the letter."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from adapters.http.models import clock, dispatch, jobs, me, orders, places
from application.dispatching.candidates import ListCandidates, ListCandidatesHandler
from application.ports.queries import OrdersWanted
from application.slots.true_slots import TrueSlots, TrueSlotsHandler
from application.timekeeping.read_clock import ReadClockHandler
from application.views.page import Slice
from domain.identity.roles import Actor, Role
from domain.shared.ids import AccountId
from tests.adapters.reads.stage import DAY, Scene, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")
Read = Callable[[Stage, Scene], Awaitable[object]]


def _dispatcher(stage: Stage) -> Actor:
    return stage.town.staff(Role.DISPATCHER)


def _owner(stage: Stage) -> AccountId:
    account_id = stage.town.homeowner(0).account_id
    assert account_id is not None
    return account_id


def _order(name: str) -> Read:
    return lambda stage, scene: stage.orders.order(_dispatcher(stage), scene.orders[name])


def _job(name: str) -> Read:
    return lambda stage, scene: stage.jobs.job(stage.town.worker(scene.workers[name]), scene.orders[name])


def _jobs(name: str, scope: str) -> Read:
    return lambda stage, scene: stage.jobs.jobs(stage.town.worker(scene.workers[name]), scope, Slice())


def _slots(stage: Stage, scene: Scene) -> Awaitable[object]:
    address: Any = stage.town.address_of(stage.town.homeowner(0))
    service = stage.town.city.catalogue.services[0]
    return stage.made(TrueSlotsHandler)(TrueSlots(_owner(stage), service.id, address.id, DAY))


READS: dict[str, tuple[Any, Read]] = {
    "orders": (orders.OrderPage, lambda s, c: s.orders.orders(_dispatcher(s), OrdersWanted())),
    "order": (orders.OrderDetail, _order("completed")),
    "order_offered": (orders.OrderDetail, _order("offered")),
    "order_en_route": (orders.OrderDetail, _order("en_route")),
    "order_pending": (orders.OrderDetail, _order("pending")),
    "history": (
        orders.HistoryPage,
        lambda s, c: s.orders.history(_dispatcher(s), c.orders["completed"], Slice()),
    ),
    "jobs_offered": (jobs.JobPage, _jobs("offered", "offered")),
    "jobs_active": (jobs.JobPage, _jobs("accepted", "active")),
    "jobs_done": (jobs.JobPage, _jobs("completed", "done")),
    "job": (jobs.JobDetail, _job("accepted")),
    "job_offered": (jobs.JobDetail, _job("offered")),
    "hall": (jobs.HallPage, lambda s, c: s.jobs.hall(s.town.worker(c.workers["accepted"]), Slice())),
    "board": (dispatch.Board, lambda s, c: s.staff.board(_dispatcher(s), s.town.city.region.id, DAY)),
    "workers": (
        dispatch.WorkerPage,
        lambda s, c: s.staff.workers(_dispatcher(s), s.town.city.region.id, Slice()),
    ),
    "nearest": (
        dispatch.NearbyWorkers,
        lambda s, c: s.staff.nearest(_dispatcher(s), s.town.city.region.centre, "plumbing", 5),
    ),
    "candidates": (
        dispatch.Candidates,
        lambda s, c: s.made(ListCandidatesHandler)(ListCandidates(_dispatcher(s), c.orders["hall"])),
    ),
    "cards": (
        dispatch.DecisionCardPage,
        lambda s, c: s.staff.cards(_dispatcher(s), c.orders["offered"], Slice()),
    ),
    "exceptions": (
        dispatch.ExceptionPage,
        lambda s, c: s.staff.exceptions(_dispatcher(s), s.town.city.region.id, Slice()),
    ),
    "catalogue": (places.Catalogue, lambda s, c: s.public.catalogue(s.town.city.region.id)),
    "communities": (
        places.CommunityPage,
        lambda s, c: s.public.communities(s.town.city.region.id, Slice()),
    ),
    "regions": (tuple[places.Region, ...], lambda s, c: s.public.regions()),
    "slots": (places.Slots, _slots),
    "addresses": (me.AddressPage, lambda s, c: s.public.addresses(_owner(s), Slice())),
    "inbox": (
        me.InboxPage,
        lambda s, c: s.public.inbox(s.town.homeowner(5).account_id or _owner(s), Slice()),
    ),
    "clock": (clock.ClockReading, lambda s, c: s.made(ReadClockHandler)()),
}


@pytest.mark.parametrize("name", READS)
async def test_a_view_is_what_its_route_promises(stage: Stage, scene: Scene, name: str) -> None:
    model, read = READS[name]
    sent = msgspec.json.encode(await read(stage, scene))
    read_back = msgspec.json.decode(sent, type=model, strict=True)
    assert msgspec.json.decode(msgspec.json.encode(read_back)) == msgspec.json.decode(sent)
