"""Business time as the server tells it, and waiting for a moment of it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from time import monotonic

from bootstrap.demo_day.client import Client


@dataclass(slots=True)
class Pace:
    """Computed from one reading of the clock; `rate` business seconds pass in one real second."""

    anchor: datetime
    rate: float
    read_at: float

    @classmethod
    async def of(cls, manager: Client) -> "Pace":
        reading = await manager.get("/clock")
        return cls(datetime.fromisoformat(reading["business_now"]), reading["rate"], monotonic())

    def now(self) -> datetime:
        return self.anchor + timedelta(seconds=(monotonic() - self.read_at) * self.rate)

    async def until(self, moment: datetime) -> None:
        await asyncio.sleep(max(0.0, (moment - self.now()).total_seconds() / self.rate))

    async def pause(self, seconds: float) -> None:
        """Wait that many business seconds."""
        await asyncio.sleep(seconds / self.rate)


@dataclass(frozen=True, slots=True)
class Wish:
    """When somebody orders, and how many hours ahead (0: as soon as possible)."""

    at: datetime
    hours_ahead: float
    household: int
    service: int


def wishes(count: int, opens: datetime, closes: datetime, chance: Random) -> list[Wish]:
    """A day's orders: two humps, before noon and in the late afternoon; half of them for later hours."""
    length = (closes - opens).total_seconds()
    moments = sorted(_hump(chance) * length for _ in range(count))
    return [
        Wish(
            at=opens + timedelta(seconds=moment),
            hours_ahead=0.0 if chance.random() < 0.5 else chance.uniform(1.5, 5.0),
            household=chance.randrange(1_000_000),
            service=chance.randrange(1_000_000),
        )
        for moment in moments
    ]


def _hump(chance: Random) -> float:
    centre = 0.25 if chance.random() < 0.55 else 0.7
    return min(1.0, max(0.0, chance.gauss(centre, 0.16)))
