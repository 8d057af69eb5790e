"""Workers of the demo: a trade, some related skills, a home and a way to travel."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Final

from bootstrap.seeding.doors import DoorFinder
from bootstrap.seeding.files import CityFile, SkillRow
from bootstrap.seeding.households import person_name
from bootstrap.seeding.ids import seed_id
from domain.communities.model import Region
from domain.identity.account import Account, Locale
from domain.identity.roles import Role
from domain.shared.geo import Point
from domain.shared.ids import AccountId, WorkerId
from domain.workforce.model import MAX_LEVEL, Skill, Worker

MASTERS: Final = 2
TRADE_LEVELS: Final = (3, 3, 4, 4, 5)
SIDE_LEVELS: Final = (1, 2, 2, 3)
RELATED_CHANCE: Final = 0.55
ON_DUTY_CHANCE: Final = 0.9
DAYS_PER_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Hiring:
    """What all workers of a region have in common."""

    region: Region
    file: CityFile
    skills: tuple[SkillRow, ...]
    first_day: date


def hire(hiring: Hiring, doors: DoorFinder, count: int, chance: Random) -> tuple[Worker, ...]:
    """Trades are dealt out by their shares, each once first; the first two of each trade are masters."""
    trades = cycle(_deck(hiring.skills, chance))
    masters: Counter[str] = Counter()
    workers = []
    for number in range(1, count + 1):
        trade = next(trades)
        level = MAX_LEVEL if masters[trade.code] < MASTERS else chance.choice(TRADE_LEVELS)
        masters[trade.code] += 1
        workers.append(_worker(hiring, number, (trade, level), doors.find(chance).point, chance))
    return tuple(workers)


def worker_accounts(hiring: Hiring, workers: Sequence[Worker]) -> tuple[Account, ...]:
    """They sign in by phone; the number of a worker is its place in the list, from 1."""
    return tuple(
        Account(
            id=worker.account_id,
            roles=frozenset({Role.WORKER}),
            display_name=worker.name,
            locale=Locale(hiring.file.locale),
            region_id=worker.region_id,
            phone=f"{hiring.file.phones.worker}{number:04d}",
        )
        for number, worker in enumerate(workers, start=1)
    )


def _deck(skills: Iterable[SkillRow], chance: Random) -> list[SkillRow]:
    """Each skill once, then the rest of the shares shuffled."""
    once = list(skills)
    rest = [skill for skill in once for _ in range(skill.share - 1)]
    chance.shuffle(rest)
    return once + rest


def _worker(hiring: Hiring, number: int, trade: tuple[SkillRow, int], home: Point, chance: Random) -> Worker:
    modes = hiring.file.travel_modes
    return Worker(
        id=WorkerId(seed_id("worker", hiring.region.code, number)),
        account_id=AccountId(seed_id("worker", hiring.region.code, number)),
        region_id=hiring.region.id,
        name=person_name(hiring.file, chance),
        home=home,
        travel_mode=chance.choices(list(modes), list(modes.values()))[0],
        skills=_skills(hiring, trade, chance),
        is_on_duty=chance.random() < ON_DUTY_CHANCE,
    )


def _skills(hiring: Hiring, trade: tuple[SkillRow, int], chance: Random) -> tuple[Skill, ...]:
    kind, level = trade
    by_code = {row.code: row for row in hiring.skills}
    picked = [by_code[code] for code in kind.related if chance.random() < RELATED_CHANCE]
    sides = [_skill(hiring, side, min(level, chance.choice(SIDE_LEVELS)), chance) for side in picked]
    return _skill(hiring, kind, level, chance), *sides


def _skill(hiring: Hiring, kind: SkillRow, level: int, chance: Random) -> Skill:
    """A licence was got some time ago, so a few run out within weeks; a master's has just been renewed."""
    if not kind.licence_months:
        return Skill(kind.code, level)
    life = kind.licence_months * DAYS_PER_MONTH
    left = life if level == MAX_LEVEL else chance.randint(1, life)
    midnight = datetime.combine(hiring.first_day, datetime.min.time(), tzinfo=UTC)
    return Skill(kind.code, level, midnight + timedelta(days=left))
