"""A small seeded town and the whole product over it, without HTTP: for tests that follow an order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from bootstrap.container import Container
from bootstrap.seeding.load import load_city
from bootstrap.seeding.model import SeedCity, SeedPlan, StaffSeat
from bootstrap.settings import Settings, read_settings
from domain.communities.model import Address
from domain.identity.roles import Actor, Role
from tests.support.database import Database

STAFF = tuple(
    StaffSeat(role, role.value, f"{role.value} secret")
    for role in (Role.REVIEWER, Role.DISPATCHER, Role.MANAGER)
)


def seed_town(database: Database, city: str = "yunxi", first_day: date | None = None) -> SeedCity:
    day = first_day or (datetime.now(UTC) - timedelta(days=1)).date()
    return load_city(database.owner, SeedPlan(city, day, STAFF))


def settings_for(database: Database, data: Path) -> Settings:
    return read_settings(
        {
            "DATABASE_URL": database.app,
            "CALLOUT_OWNER_URL": database.owner,
            "CALLOUT_DATA": str(data),
            "CALLOUT_POOL_SIZE": "8",
        }
    )


@asynccontextmanager
async def running_parts(database: Database, data: Path) -> AsyncIterator[Container]:
    """The product's parts with an open pool; everything is closed afterwards."""
    parts = Container(settings=settings_for(database, data))
    await parts.pool().open()
    await parts.clock().read()
    try:
        yield parts
    finally:
        await parts.planner().close()
        await parts.pool().close()


@dataclass(frozen=True, slots=True)
class Town:
    """The seeded people, as actors."""

    city: SeedCity
    database: Database

    def staff(self, role: Role) -> Actor:
        return next(one.actor for one in self.city.staff if role in one.roles)

    def homeowner(self, number: int = 0) -> Actor:
        return self.city.homeowners[number].actor

    def worker(self, worker_id: UUID) -> Actor:
        return next(one.actor for one in self.city.worker_accounts if one.id == worker_id)

    def address_of(self, homeowner: Actor) -> Address:
        return next(one for one in self.city.addresses if one.account_id == homeowner.account_id)

    def midday_window(self, days: int = 1) -> tuple[datetime, datetime]:
        """Two hours around local midday, `days` from today."""
        zone = ZoneInfo(self.city.region.time_zone)
        day = datetime.now(zone).date() + timedelta(days=days)
        start = datetime(day.year, day.month, day.day, 11, tzinfo=zone).astimezone(UTC)
        return start, start + timedelta(hours=2)
