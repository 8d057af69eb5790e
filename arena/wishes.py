"""What homeowners will want on a day: when they order, what, where, and when somebody should come."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log, sqrt
from random import Random

from arena.chance import Chance
from arena.inputs import HOURS, Demand, Inputs
from arena.town import Town
from domain.catalogue.model import Service
from domain.communities.model import Address

HOUR = 3600
EVENING = (-6 * HOUR, -2 * HOUR)
QUARTER = 900
MORNING = 7 * HOUR


@dataclass(frozen=True, slots=True)
class Wish:
    """Seconds since midnight. `work_s` is what the work takes a worker of ordinary speed."""

    number: int
    wished_s: int
    opens_s: int
    closes_s: int
    address: Address
    service: Service
    work_s: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class _Idea:
    """A wish before it has a number; `key` is what its luck hangs on."""

    key: str
    wished_s: int
    opens_s: int
    address: Address
    service: Service


def wishes_of(town: Town, inputs: Inputs, chance: Chance) -> tuple[Wish, ...]:
    """In the order in which they are made; the same for every rule."""
    if not town.services or not town.pool.addresses:
        return ()
    ideas = [*_usual(town, inputs.demand, chance), *_bursts(town, inputs.demand, chance)]
    ideas += _storm(town, inputs.demand, chance)
    ideas.sort(key=lambda idea: (idea.wished_s, idea.key))
    window_s = round(inputs.demand.window_h * HOUR)
    return tuple(
        Wish(
            number=number,
            wished_s=idea.wished_s,
            opens_s=idea.opens_s,
            closes_s=idea.opens_s + window_s,
            address=idea.address,
            service=idea.service,
            work_s=_work_s(idea.service, inputs.durations.spread, chance.of("work", idea.key)),
            price_minor=town.prices[idea.service.id],
        )
        for number, idea in enumerate(ideas)
    )


def _usual(town: Town, demand: Demand, chance: Chance) -> Iterator[_Idea]:
    for number in range(demand.orders):
        luck = chance.of("wish", number)
        moment = _moment(demand, luck)
        yield _booked_or_soon(f"usual {number}", moment, demand, luck, _what(town, luck))


def _moment(demand: Demand, luck: Random) -> int:
    hour = luck.choices(range(HOURS), demand.hours)[0]
    return round((hour + luck.random()) * HOUR)


def _what(town: Town, luck: Random) -> tuple[Address, Service]:
    service = luck.choices(town.services, town.appeal)[0]
    return luck.choice(town.pool.addresses), service


def _booked_or_soon(
    key: str, moment: int, demand: Demand, luck: Random, what: tuple[Address, Service]
) -> _Idea:
    address, service = what
    is_booked, is_before = luck.random() < demand.booked_ahead, luck.random() < demand.evening_before
    ahead = round(demand.ahead_at_least_h * HOUR + luck.uniform(0, 2 * HOUR))
    evening = round(luck.uniform(*EVENING))
    if not is_booked:
        return _Idea(key, moment, _next_quarter(moment + round(demand.wait_min * 60)), address, service)
    wished = evening if is_before or moment - ahead < MORNING else moment - ahead
    return _Idea(key, wished, moment // HOUR * HOUR, address, service)


def _bursts(town: Town, demand: Demand, chance: Chance) -> Iterator[_Idea]:
    """One community, one category, within a short time: a water main, a lift with a notice in it."""
    by_community: dict[object, list[Address]] = {}
    for address in town.pool.addresses:
        by_community.setdefault(address.community_id, []).append(address)
    for burst in range(demand.bursts):
        luck = chance.of("burst", burst)
        doors = luck.choice([by_community[key] for key in sorted(by_community, key=str)])
        _, service = _what(town, luck)
        kind = [one for one in town.services if one.category_id == service.category_id]
        start = _moment(demand, luck)
        for number in range(demand.burst_size):
            moment = start + round(luck.uniform(0, demand.burst_min * 60))
            what = (luck.choice(doors), luck.choice(kind))
            yield _booked_or_soon(
                f"burst {burst} {number}", moment, replace(demand, booked_ahead=0), luck, what
            )


def _storm(town: Town, demand: Demand, chance: Chance) -> Iterator[_Idea]:
    """What a storm adds to the hours that it lasts."""
    storm = demand.storm
    if storm is None:
        return
    kind = [one for one in town.services if one.skill in storm.skills]
    share = sum(
        weight * max(0.0, min(storm.to_h, hour + 1) - max(storm.from_h, hour))
        for hour, weight in enumerate(demand.hours)
    ) / sum(demand.hours)
    for number in range(round(demand.orders * share * max(0.0, storm.factor - 1)) if kind else 0):
        luck = chance.of("storm", number)
        moment = round(luck.uniform(storm.from_h, storm.to_h) * HOUR)
        what = (luck.choice(town.pool.addresses), luck.choice(kind))
        yield _booked_or_soon(f"storm {number}", moment, replace(demand, booked_ahead=0), luck, what)


def _next_quarter(second: int) -> int:
    return -(-second // QUARTER) * QUARTER


def _work_s(service: Service, spread: float, luck: Random) -> int:
    """Lognormal with the service's mean, and `spread` times its standard deviation."""
    variation = spread * service.duration_spread_s / service.duration_s
    sigma = sqrt(log(1 + variation * variation))
    return max(60, round(service.duration_s * luck.lognormvariate(-sigma * sigma / 2, sigma)))
