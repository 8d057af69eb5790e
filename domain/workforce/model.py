"""Workers as records: who they are, what they can do, when and where they can be booked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.communities.area import Area
from domain.scheduling.travel import TravelMode
from domain.shared.errors import Malformed
from domain.shared.geo import Point
from domain.shared.ids import AccountId, RegionId, WorkerId
from domain.shared.time import Window

MIN_LEVEL: Final = 1
MAX_LEVEL: Final = 5


class SkillLevelOffScale(Malformed):
    code = "skill_level_off_scale"


@dataclass(frozen=True, slots=True)
class Skill:
    """What a worker can do: the code of a `SkillKind`, a level of 1..5, until `expires_at` (None: for good).

    Raises `SkillLevelOffScale`.
    """

    code: str
    level: int
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        if not MIN_LEVEL <= self.level <= MAX_LEVEL:
            raise SkillLevelOffScale(level=self.level)

    def is_valid_at(self, moment: datetime) -> bool:
        return self.expires_at is None or moment < self.expires_at

    def covers(self, code: str, min_level: int, moment: datetime) -> bool:
        """Whether work that needs `code` at `min_level` may be given to its holder at `moment`."""
        return self.code == code and self.level >= min_level and self.is_valid_at(moment)


@dataclass(frozen=True, slots=True)
class Worker:
    """A person who does jobs; the phone belongs to the account, which has the same id as the worker.

    `home` is where the day starts.
    """

    id: WorkerId
    account_id: AccountId
    region_id: RegionId
    name: str
    home: Point
    travel_mode: TravelMode
    skills: tuple[Skill, ...]
    is_on_duty: bool
    version: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """When a worker may be scheduled."""

    id: UUID
    worker_id: WorkerId
    region_id: RegionId
    window: Window


@dataclass(frozen=True, slots=True)
class Leave:
    """When a worker may not be scheduled, whatever the shift says."""

    id: UUID
    worker_id: WorkerId
    region_id: RegionId
    window: Window
    reason: str


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """Where a worker takes visits."""

    id: UUID
    worker_id: WorkerId
    region_id: RegionId
    area: Area
