"""Who plays a day: a crew drawn from the town's pool, each with a break of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

from adapters.memory.directory import ShelfOfServices
from arena.chance import Chance
from arena.inputs import Inputs
from arena.town import Town
from arena.versatility import versed
from domain.catalogue.model import Service, ServiceCategory, ServicePrice
from domain.communities.model import Address, Community, Region
from domain.identity.account import Account
from domain.shared.time import Window
from domain.workforce.model import Leave, ServiceArea, Shift, Worker


@dataclass(frozen=True, slots=True)
class Cast:
    """One day's settlement: what the memory store is filled with."""

    region: Region
    catalogue: ShelfOfServices
    prices: Sequence[ServicePrice]
    communities: Sequence[Community]
    accounts: Sequence[Account]
    addresses: Sequence[Address]
    workers: Sequence[Worker]
    shifts: Sequence[Shift]
    leaves: Sequence[Leave]
    service_areas: Sequence[ServiceArea]


@dataclass(frozen=True, slots=True)
class Shelf:
    categories: Sequence[ServiceCategory]
    services: Sequence[Service]


def cast_of(town: Town, inputs: Inputs, chance: Chance) -> Cast:
    """Draw the crew; each takes a break at a moment of its own that dispatch knows of."""
    trades = sorted({one.skill for one in town.services})
    workers = [versed(one, inputs.trades, trades, chance) for one in town.crew(inputs.workers, chance)]
    ids = {worker.id for worker in workers}
    bound = {worker.id for worker in workers if worker.travel_mode not in inputs.city_wide}
    shifts = tuple(town.shifts[worker.id] for worker in workers)
    breaks = [found for shift in shifts if (found := _break(town, shift, inputs, chance))]
    leaves = [one for one in town.pool.leaves if one.worker_id in ids]
    pool = town.pool
    return Cast(
        region=pool.region,
        catalogue=Shelf(pool.catalogue.categories, town.services),
        prices=pool.prices,
        communities=pool.communities,
        accounts=(),
        addresses=pool.addresses,
        workers=workers,
        shifts=shifts,
        leaves=(*leaves, *breaks),
        service_areas=[one for one in pool.service_areas if one.worker_id in bound],
    )


def _break(town: Town, shift: Shift, inputs: Inputs, chance: Chance) -> Leave | None:
    trouble = inputs.trouble
    latest_h = max(trouble.break_from_h, trouble.break_to_h - trouble.break_s / 3600)
    at_h = chance.of("break", shift.worker_id).uniform(trouble.break_from_h, latest_h)
    start = town.midnight + timedelta(seconds=round(at_h * 3600))
    if not trouble.break_s:
        return None
    window = Window(start, start + timedelta(seconds=trouble.break_s))
    is_inside = shift.window.start <= window.start and window.end <= shift.window.end
    leave_id = uuid5(shift.id, "break")
    return Leave(leave_id, shift.worker_id, shift.region_id, window, "break") if is_inside else None
