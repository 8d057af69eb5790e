"""A made-up day on the real streets of La Serena: plausible to look at, not simulated by any rule.

Each wish goes to a nearby worker who is free; workers drive, wait, work; some decline, some orders are
cancelled, given back, turned away or never served, so that a replay has every kind of thing to show.
"""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from adapters.geo.fixture import City, load_city
from arena.records import DayRecord, Drive, Hand, Outcome, Step, Story, Work
from domain.shared.geo import Point, straight_m

CITY: Final = "la_serena"
SERVICES: Final = (
    ("pipe_unclog", "plumbing", 3000, 32000),
    ("tap_repair", "plumbing", 2400, 18000),
    ("aircon_clean", "appliances", 5400, 45000),
    ("socket_repair", "electrics", 2700, 22000),
    ("window_clean", "cleaning", 6300, 38000),
)
MODES: Final = ("car", "motorcycle", "car", "e_bike", "bicycle")
M_PER_S: Final = 6.5


@dataclass(slots=True)
class _Worker:
    number: int
    home: Point
    start: int
    end: int
    here: Point
    free_s: int
    drives: list[Drive] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    earned: int = 0


def made_day(seed: int = 7, orders: int = 300, workers: int = 40, city: City | None = None) -> DayRecord:
    """The same day for the same arguments."""
    town = load_city(CITY) if city is None else city
    chance = Random(seed)
    hands = [_worker(number, chance, town) for number in range(workers)]
    wishes = sorted((_wish(chance, town) for _ in range(orders)), key=lambda story: story.wished_s)
    numbered = [replace(story, number=number) for number, story in enumerate(wishes)]
    lived = {s.number: _lived(s, hands, chance) for s in sorted(numbered, key=lambda s: s.opens_s)}
    stories = tuple(lived[number] for number in range(len(lived)))
    return DayRecord(
        CITY, "2026-03-10", "balanced", "insertion", seed, stories,
        tuple(_hand(one, chance) for one in hands), town.facts.currency, town.facts.currency_exponent,
    )  # fmt: skip


def _place(chance: Random, city: City) -> Point:
    """A corner of a street near a community, the larger ones more often."""
    one = chance.choices(city.communities, [c.population for c in city.communities])[0]
    lon, lat = one.centre.lon + chance.gauss(0, 0.004), one.centre.lat + chance.gauss(0, 0.004)
    away = (city.streets.node_lon - lon * 1e6) ** 2.0 + (city.streets.node_lat - lat * 1e6) ** 2.0
    node = int(away.argmin())
    return Point(int(city.streets.node_lon[node]) / 1e6, int(city.streets.node_lat[node]) / 1e6)


def _worker(number: int, chance: Random, city: City) -> _Worker:
    home, start = _place(chance, city), chance.choice((7, 8, 8, 9, 12)) * 3600
    return _Worker(number, home, start, start + 9 * 3600, home, start)


def _wish(chance: Random, city: City) -> Story:
    service, skill, duration, price = chance.choice(SERVICES)
    opens = chance.choices(range(8, 20), [6, 9, 9, 7, 4, 4, 6, 7, 7, 6, 4, 2])[0] * 3600
    is_urgent = chance.random() < 0.4
    wished = opens - chance.randint(600, 3600) if is_urgent else chance.randint(-14000, opens - 3600)
    return Story(
        0, service, skill, 1, _place(chance, city), wished, opens, opens + (5400 if is_urgent else 7200),
        duration, round(duration * chance.lognormvariate(0, 0.25)), price, is_urgent, Outcome.TURNED_AWAY,
    )  # fmt: skip


def _lived(story: Story, hands: list[_Worker], chance: Random) -> Story:
    fate = chance.random()
    if fate < 0.03:
        return story
    approved = story.wished_s + chance.randint(20, 240)
    steps = [
        Step(story.wished_s, "submit", "PENDING_REVIEW", None),
        Step(approved, "approve", "READY", None),
    ]
    if fate < 0.07:
        at = approved + chance.randint(300, 2400)
        steps.append(Step(at, "cancel", "CANCELLED", None))
        return replace(story, outcome=Outcome.CANCELLED, ready_s=approved, steps=tuple(steps))
    able = [one for one in hands if max(one.free_s, one.start) < min(story.closes_s + 1800, one.end - 2400)]
    if not able:
        steps.append(Step(story.closes_s + 3600, "close_unserved", "CLOSED_UNSERVED", None))
        return replace(story, outcome=Outcome.UNSERVED, ready_s=approved, steps=tuple(steps))
    able.sort(key=lambda one: straight_m(one.here, story.place) + max(0, one.free_s - story.opens_s))
    return _served(replace(story, ready_s=approved), able, steps, chance)


def _served(story: Story, able: list[_Worker], steps: list[Step], chance: Random) -> Story:
    one, at = able[0], steps[-1].at_s + 15
    if len(able) > 1 and chance.random() < 0.25:
        steps.append(Step(at, "offer", "OFFERED", able[1].number))
        at += chance.randint(20, 170)
        steps.append(Step(at, chance.choice(("decline", "expire_offer")), "OFFERED", able[1].number))
        steps.append(Step(at, "exhaust", "READY", None))
        at += 20
    steps.append(Step(at, "offer", "OFFERED", one.number))
    at += chance.randint(15, 150)
    steps.append(Step(at, "accept", "ACCEPTED", one.number))
    return _visited(story, one, steps, chance)


def _visited(story: Story, one: _Worker, steps: list[Step], chance: Random) -> Story:
    accepted = steps[-1].at_s
    metres = round(straight_m(one.here, story.place) * 1.35)
    travel = 60 + round(metres / M_PER_S * chance.lognormvariate(0, 0.15))
    left = max(one.free_s, one.start, accepted + 30, story.opens_s - travel - chance.randint(0, 900))
    there = left + travel
    started = max(there + 90, story.opens_s)
    is_away = chance.random() < 0.02
    ended = started + (600 if is_away else story.true_duration_s)
    one.drives.append(Drive(story.number, left, there, one.here, story.place, metres, is_away))
    one.works.append(Work(story.number, there, started, started if is_away else ended))
    one.here, one.free_s = story.place, ended + 120
    steps += [
        Step(left, "depart", "EN_ROUTE", one.number),
        Step(there, "arrive", "ARRIVED", one.number),
    ]
    known = replace(story, first_accepted_s=accepted, accepted_s=accepted, arrived_s=there, worker=one.number)
    if is_away:
        steps.append(Step(ended, "force_close", "CANCELLED", None))
        return replace(known, outcome=Outcome.NOT_AT_HOME, steps=tuple(steps))
    one.earned += story.price_minor * 6 // 10
    steps += [
        Step(started, "start", "IN_SERVICE", one.number),
        Step(ended, "complete", "AWAITING_CONFIRMATION", one.number),
        Step(ended + 1200, "confirm", "COMPLETED", one.number),
    ]
    return replace(known, outcome=Outcome.SERVED, completed_s=ended, steps=tuple(steps))


def _hand(one: _Worker, chance: Random) -> Hand:
    skills = tuple((skill, chance.randint(1, 3)) for skill in ("plumbing", "electrics", "cleaning"))
    lunch = one.start + 4 * 3600
    return Hand(
        one.number, one.home, MODES[one.number % len(MODES)], skills, round(chance.gauss(1, 0.1), 2),
        one.start, one.end, ((lunch, lunch + 1800),), tuple(one.drives), tuple(one.works), one.earned,
    )  # fmt: skip
