"""Put a past day together from the product's log."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from gzip import compress
from typing import Final

import msgspec

from application.ports.day_log import DayLog
from application.ports.tick_log import KeptTick, TickLog
from application.ports.unit_of_work import NewUnit
from application.ports.world import RegionSettings
from arena.recorded.bounds import MOST_BYTES, MOST_ORDERS, MOST_TICKS
from arena.recorded.model import FORMAT, VERSION, RecordedDay, RecordedTick, day_in
from domain.dispatching.requests import WorkerSnapshot
from domain.shared.ids import RegionId
from domain.shared.time import Window

PAGE: Final = 100


class NotRecorded(Exception):
    """No day was written; the text says why."""


@dataclass(frozen=True, slots=True)
class Sources:
    new_uow: NewUnit
    days: DayLog
    ticks: TickLog


async def recorded_day(sources: Sources, code: str | None, day: date, now: datetime) -> RecordedDay:
    """The region may be left out where there is but one. Raises `NotRecorded`."""
    region = await _region(sources, code)
    during = day_in(day, region.zone)
    if during.start >= now:
        raise NotRecorded(f"{day} has not begun in {region.code}")
    orders = tuple(await sources.days.orders(region.region_id, during, MOST_ORDERS + 1))
    if len(orders) > MOST_ORDERS:
        raise NotRecorded(f"{region.code} has more than {MOST_ORDERS} orders on {day}")
    ticks = await _ticks(sources.ticks, region.region_id, during)
    if not orders and not ticks:
        raise NotRecorded(f"{region.code} has no orders and asked no planner on {day}")
    return RecordedDay(
        format=FORMAT,
        version=VERSION,
        region_id=region.region_id,
        region=region.code,
        zone=region.zone,
        currency=region.currency,
        currency_exponent=region.currency_exponent,
        day=day,
        dispatch_policy=region.dispatch_policy,
        policy_version=region.version,
        order_policy=await sources.days.order_policy(region.region_id),
        workers=await _workers(sources, region.region_id, during),
        orders=orders,
        ticks=ticks,
    )


async def _region(sources: Sources, code: str | None) -> RegionSettings:
    async with sources.new_uow() as uow:
        regions = await uow.world.regions()
    known = ", ".join(region.code for region in regions)
    if not regions:
        raise NotRecorded("the database has no region yet")
    if code is None and len(regions) > 1:
        raise NotRecorded(f"there are several regions, name one with --region: {known}")
    found = next((region for region in regions if code in (None, region.code)), None)
    if found is None:
        raise NotRecorded(f"no region {code!r}: there are {known}")
    return found


async def _workers(sources: Sources, region_id: RegionId, during: Window) -> tuple[WorkerSnapshot, ...]:
    async with sources.new_uow() as uow:
        workers = await uow.world.all_workers(region_id, during)
    return tuple(replace(one, position=None, commitments=()) for one in workers)


async def _ticks(log: TickLog, region_id: RegionId, during: Window) -> tuple[RecordedTick, ...]:
    found: list[RecordedTick] = []
    size, last = 0, None
    while page := await log.asked(region_id, during, last, PAGE):
        last = page[-1]
        found += [_recorded(one) for one in page]
        size += sum(len(one.question) for one in found[-len(page) :]) * 4 // 3
        if len(found) > MOST_TICKS or size > MOST_BYTES // 2:
            raise NotRecorded(f"more than {MOST_TICKS} questions, or {MOST_BYTES // 2} bytes of them")
    return tuple(found)


def _recorded(tick: KeptTick) -> RecordedTick:
    return RecordedTick(
        id=tick.id,
        asked_at=tick.question.now,
        run_id=tick.run_id,
        policy_version=tick.policy_version,
        assigned=tick.assigned,
        plan=tick.plan,
        solver=tick.solver,
        solver_reason=tick.solver_reason,
        solve_ms=tick.solve_ms,
        streets=tick.streets,
        question=compress(msgspec.json.encode(tick.question), mtime=0),
    )
