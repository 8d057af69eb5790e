"""The town of a recorded day: its doors, its workers with their shifts, and what was sold."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from uuid import UUID, uuid5

from application.ports.day_log import LoggedOrder
from application.ports.travel import TravelTimes
from arena.casting import Cast, Shelf
from arena.inputs import Durations, Inputs, Trouble
from arena.recorded.bounds import NotADay
from arena.recorded.model import RecordedDay
from arena.town import Town, found_town
from domain.catalogue.model import Service, ServicePrice
from domain.communities.area import Area
from domain.communities.model import Address, Community, Region
from domain.dispatching.requests import WorkerSnapshot
from domain.shared.geo import Point
from domain.shared.ids import AccountId, AddressId, CategoryId, CommunityId, RegionId, ServiceId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window
from domain.workforce.model import Leave, ServiceArea, Shift, Worker

_NAMELESS: Final = Text("", "")
_ROOT: Final = UUID("6f2b0c1e-3f8e-5d0a-9a63-0a3c1d6f7e11")
_CATEGORY: Final = CategoryId(uuid5(_ROOT, "category"))
_COMMUNITY: Final = CommunityId(uuid5(_ROOT, "community"))


async def town_of(day: RecordedDay, travel: TravelTimes) -> Town:
    """Raises `NotADay` where nobody worked or nothing was ordered."""
    shifts, gaps = _shifts(day)
    workers = tuple(_worker(one, day.region_id) for one in day.workers if one.worker_id in shifts)
    if not workers or not day.orders:
        missing = "orders" if workers else "workers with a shift"
        raise NotADay(f"{day.region} on {day.day} has no {missing}: there is nothing to play")
    services = {service_of(order).id: service_of(order) for order in day.orders}
    prices = {service_of(order).id: order.price_minor for order in day.orders}
    pool = Cast(
        region=_region(day),
        catalogue=Shelf((), tuple(services.values())),
        prices=tuple(ServicePrice(one, day.region_id, price, 0, price) for one, price in prices.items()),
        communities=(_community(day),),
        accounts=(),
        addresses=tuple(address_of(order, day.region_id) for order in day.orders),
        workers=workers,
        shifts=tuple(shifts.values()),
        leaves=(*gaps, *_leaves(day)),
        service_areas=tuple(_areas(day)),
    )
    return await found_town(pool, day.day, travel)


def inputs_of(town: Town) -> Inputs:
    """Everybody who had a shift works; what the record knows is not drawn."""
    trouble = Trouble(owner_cancels=0, not_at_home=0, sick=0, break_s=0)
    return Inputs(
        workers=len(town.shifts), city_wide=(), durations=Durations(worker_sigma=0), trouble=trouble
    )


def service_of(order: LoggedOrder) -> Service:
    """As it was sold then; a service whose price or length changed meanwhile is two."""
    terms = f"{order.service_id} {order.skill} {order.min_level} {order.duration_s} {order.price_minor}"
    return Service(
        id=ServiceId(uuid5(_ROOT, terms)),
        category_id=_CATEGORY,
        code=order.service,
        name=_NAMELESS,
        scope=_NAMELESS,
        skill=order.skill,
        min_level=order.min_level,
        duration_s=order.duration_s,
        duration_spread_s=0,
        photos_before=0,
        photos_after=0,
        warranty_days=0,
        position=0,
    )


def address_of(order: LoggedOrder, region_id: RegionId) -> Address:
    """A door of its own for every order: who lives there is not known."""
    lives_there = AccountId(uuid5(_ROOT, f"account {order.id}"))
    door = AddressId(uuid5(_ROOT, f"door {order.id}"))
    return Address(door, lives_there, region_id, _COMMUNITY, "", "", order.place)


def _region(day: RecordedDay) -> Region:
    lons = [order.place.lon for order in day.orders]
    lats = [order.place.lat for order in day.orders]
    return Region(
        id=day.region_id,
        code=day.region,
        name=_NAMELESS,
        country="",
        time_zone=day.zone,
        currency=day.currency,
        currency_exponent=day.currency_exponent,
        centre=day.orders[0].place,
        bounds=(min(lons), min(lats), max(lons), max(lats)),
    )


def _community(day: RecordedDay) -> Community:
    at = day.orders[0].place
    corners = (at, Point(at.lon, at.lat - 1e-4), Point(at.lon - 1e-4, at.lat))
    return Community(_COMMUNITY, day.region_id, "", _NAMELESS, Area(corners), at, 0)


def _worker(one: WorkerSnapshot, region_id: RegionId) -> Worker:
    return Worker(
        id=one.worker_id,
        account_id=AccountId(one.worker_id),
        region_id=region_id,
        name="",
        home=one.home,
        travel_mode=one.travel_mode,
        skills=one.skills,
        is_on_duty=True,
    )


def _shifts(day: RecordedDay) -> tuple[dict[WorkerId, Shift], tuple[Leave, ...]]:
    """One a worker, from the first that begins on the day to the last; what lies between is a leave."""
    mine: dict[WorkerId, list[Window]] = defaultdict(list)
    for worker in day.workers:
        for shift in sorted(worker.shifts, key=lambda one: one.start):
            if day.window.holds(shift.start):
                mine[worker.worker_id].append(shift)
    shifts, gaps = {}, []
    for worker in day.workers:
        windows = mine.get(worker.worker_id, [])
        if windows:
            whole = Window(windows[0].start, windows[-1].end)
            shift_id = uuid5(_ROOT, f"shift {worker.worker_id}")
            shifts[worker.worker_id] = Shift(shift_id, worker.worker_id, day.region_id, whole)
        for before, after in pairwise(windows):
            if before.end < after.start:
                gaps.append(_leave(worker, day, Window(before.end, after.start)))
    return shifts, tuple(gaps)


def _leaves(day: RecordedDay) -> Iterator[Leave]:
    for worker in day.workers:
        for window in worker.leaves:
            yield _leave(worker, day, window)


def _leave(worker: WorkerSnapshot, day: RecordedDay, window: Window) -> Leave:
    leave_id = uuid5(_ROOT, f"leave {worker.worker_id} {window.start}")
    return Leave(leave_id, worker.worker_id, day.region_id, window, "")


def _areas(day: RecordedDay) -> Iterator[ServiceArea]:
    for worker in day.workers:
        if worker.area is not None:
            area_id = uuid5(_ROOT, f"area {worker.worker_id}")
            yield ServiceArea(area_id, worker.worker_id, day.region_id, worker.area)
