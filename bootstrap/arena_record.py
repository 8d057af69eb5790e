"""`callout arena record`: a past day of the database into a file."""

import argparse
import asyncio
import sys
from datetime import date
from pathlib import Path

import psycopg

from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.dispatching.tick_log import SqlTickLog
from adapters.persistence.flow.clock import SqlClock
from adapters.persistence.migrations.state import is_current
from adapters.persistence.pool import make_pool
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads.day_log import SqlDayLog
from adapters.persistence.unit import Store
from adapters.persistence.work import SqlUnits
from application.ports.unit_of_work import StoreUnavailable
from arena.recorded.file import write_day
from arena.recorded.gather import NotRecorded, Sources, recorded_day
from arena.recorded.model import RecordedDay
from bootstrap.arena_run import day_of
from bootstrap.settings import Settings
from domain.shared.ids import RegionId


def record_day(arguments: argparse.Namespace, settings: Settings) -> int:
    """Raises `InputsInvalid` for what is no date, `NotRecorded` for all that is not there."""
    day = day_of(arguments.day)
    _require_database(settings.app_dsn)
    try:
        found = asyncio.run(day_in_database(settings.app_dsn, arguments.region, day))
    except StoreUnavailable as lost:
        raise NotRecorded("the database stopped answering") from lost
    path = Path(arguments.out or f"day-{found.region}-{day}.json.gz")
    try:
        size = write_day(found, path)
    except OSError as trouble:
        raise NotRecorded(f"{path} cannot be written: {trouble.strerror}") from trouble
    print(_told(found, path, size))
    if not found.ticks:
        print("No question to the planner was kept: the day can be played, not verified.", file=sys.stderr)
    return 0


def _require_database(dsn: str) -> None:
    try:
        current = is_current(dsn)
    except psycopg.OperationalError as trouble:
        lines = str(trouble).strip().splitlines() or ["it does not answer"]
        raise NotRecorded(f"no database: {lines[0]}") from trouble
    if not current:
        raise NotRecorded("the database is not at this version: `callout migrate` first")


async def day_in_database(dsn: str, region: str | None, day: date) -> RecordedDay:
    real = RealClock()
    pool = make_pool(dsn, size=2)
    async with pool:
        clock = SqlClock(pool, real)
        await clock.read()
        statements = PooledStatements(pool)
        units = SqlUnits(Store(pool, Uuid7Ids(), real), clock)
        sources = Sources(units, SqlDayLog(statements), SqlTickLog(statements, _unused))
        return await recorded_day(sources, region, day, clock.now())


def _unused(region_id: RegionId) -> str:
    """Nothing is written to the log here."""
    raise NotImplementedError


def _told(day: RecordedDay, path: Path, size: int) -> str:
    return (
        f"{day.region} on {day.day}: {len(day.orders)} orders, {len(day.workers)} workers, "
        f"{len(day.ticks)} questions to the planner in {path} ({size / 1024:.0f} kB)."
    )
