"""One worker of the day: where they are, what they do, what they have said yes to."""

from dataclasses import dataclass, field

from arena.records import Drive, Hand, Work
from domain.identity.roles import Actor, Role
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import AccountId, OrderId
from domain.workforce.model import Worker


@dataclass(slots=True)
class Person:
    """Seconds since midnight. `is_busy` from setting out until the visit is over; `jobs` are accepted visits.

    `turn` grows with every change of mind, so that an intention from before is recognised as stale.
    """

    number: int
    worker: Worker
    speed: float
    shift_start_s: int
    shift_end_s: int
    where: Point
    away: list[tuple[int, int]] = field(default_factory=list)
    is_busy: bool = False
    is_sick: bool = False
    jobs: dict[OrderId, int] = field(default_factory=dict)
    forgotten: set[OrderId] = field(default_factory=set)
    turn: int = 0
    drives: list[Drive] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    earned_minor: int = 0

    @property
    def actor(self) -> Actor:
        return Actor(AccountId(self.worker.id), frozenset({Role.WORKER}), self.worker.region_id)

    @property
    def mode(self) -> TravelMode:
        return self.worker.travel_mode

    def is_on_shift(self, second: int) -> bool:
        is_away = any(start <= second < end for start, end in self.away)
        return self.shift_start_s <= second < self.shift_end_s and not self.is_sick and not is_away

    @property
    def booked_share(self) -> float:
        """Accepted work over the shift, travel not counted."""
        return sum(self.jobs.values()) / max(1, self.shift_end_s - self.shift_start_s)

    def hand(self) -> Hand:
        return Hand(
            number=self.number,
            home=self.worker.home,
            mode=self.mode.value,
            skills=tuple((skill.code, skill.level) for skill in self.worker.skills),
            speed=self.speed,
            shift_start_s=self.shift_start_s,
            shift_end_s=self.shift_end_s,
            away=tuple(self.away),
            drives=tuple(self.drives),
            works=tuple(self.works),
            earned_minor=self.earned_minor,
        )
