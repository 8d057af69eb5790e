"""A seeded day like the arena's: 300 wishes from 9 to 19 h, booked for two hours, on a city's streets."""

from random import Random
from typing import Final

from adapters.geo.fixture import City
from arena.records import DayRecord, Hand, Outcome, Story
from domain.shared.geo import Point

HOUR_S: Final = 3600
SKILLS: Final = tuple(f"skill {number}" for number in range(7))
MODES: Final = ("car", "motorcycle", "e_bike")


def city_day(city: City, seed: int, workers: int, wishes: int = 300) -> DayRecord:
    """Work of 45-150 min, one to three skills a worker, a lunch of 45 min for each."""
    chance = Random(seed)
    return DayRecord(
        city=city.facts.code,
        date="2026-03-02",
        regime=f"{workers} workers",
        rule="none",
        seed=seed,
        stories=tuple(_story(chance, city, number) for number in range(wishes)),
        hands=tuple(_hand(chance, city, number) for number in range(workers)),
    )


def _place(chance: Random, city: City) -> Point:
    (community,) = chance.choices(city.communities, [each.population for each in city.communities])
    return Point(community.centre.lon + chance.gauss(0, 0.004), community.centre.lat + chance.gauss(0, 0.004))


def _story(chance: Random, city: City, number: int) -> Story:
    opens_s = chance.randrange(18, 35) * HOUR_S // 2
    work_s = round(min(150.0, max(45.0, chance.lognormvariate(4.3, 0.35))) * 60)
    return Story(
        number=number,
        service="any",
        skill=chance.choice(SKILLS),
        min_level=chance.choice((1, 1, 1, 2)),
        place=_place(chance, city),
        wished_s=opens_s - 2 * HOUR_S,
        opens_s=opens_s,
        closes_s=opens_s + 2 * HOUR_S,
        planned_duration_s=work_s,
        true_duration_s=work_s,
        price_minor=100,
        is_urgent=False,
        outcome=Outcome.SERVED,
    )


def _hand(chance: Random, city: City, number: int) -> Hand:
    start_s = chance.randrange(16, 21) * HOUR_S // 2
    lunch_s = chance.randrange(24, 28) * HOUR_S // 2
    skills = chance.sample(SKILLS, chance.randint(1, 3))
    return Hand(
        number=number,
        home=_place(chance, city),
        mode=chance.choice(MODES),
        skills=tuple((skill, chance.choice((1, 2, 2))) for skill in skills),
        speed=round(chance.lognormvariate(0, 0.12), 3),
        shift_start_s=start_s,
        shift_end_s=start_s + 10 * HOUR_S,
        away=((lunch_s, lunch_s + 45 * 60),),
    )
