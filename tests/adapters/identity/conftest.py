"""Identity on both stores: each contract runs in memory and on PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import psycopg
import pytest

from adapters.memory.accounts import MemoryAccounts, MemoryAccountWork, MemoryProfiles
from adapters.memory.codes import MemoryCodes
from adapters.memory.photos import MemoryPhotoShelf, MemoryPhotoWork, OrderParties
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.memory.tokens import MemorySessions
from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.identity.accounts import SqlAccountEdits, SqlAccounts
from adapters.persistence.identity.codes import SqlCodes
from adapters.persistence.identity.photos import SqlPhotos, SqlPhotoShelf
from adapters.persistence.identity.profiles import SqlProfiles
from adapters.persistence.identity.rate_limits import SqlRateLimits
from adapters.persistence.identity.sessions import SqlSessions
from adapters.persistence.pool import Pool, make_pool
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.unit import SqlSession, Store
from application.ports.accounts import Accounts, AccountWork, Profiles, WorkerSelf
from application.ports.codes import Codes
from application.ports.photos import PhotoShelf, PhotoWork
from application.ports.rate_limits import RateLimits
from application.ports.tokens import Sessions
from domain.orders.status import Status
from domain.shared.ids import AccountId, OrderId
from tests.support.database import Database

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
IDS = Uuid7Ids()


class SqlAccountWork(SqlSession):
    @property
    def accounts(self) -> SqlAccountEdits:
        return SqlAccountEdits(self)


class SqlPhotoWork(SqlSession):
    @property
    def photos(self) -> SqlPhotos:
        return SqlPhotos(self)


class PlaceOrder(Protocol):
    def __call__(self, homeowner_id: AccountId, worker_id: AccountId | None, status: Status) -> OrderId: ...


@dataclass(frozen=True)
class IdentityStore:
    """All ports of identity on one kind of store; the last two put there what other subjects own."""

    accounts: Accounts
    profiles: Profiles
    sessions: Sessions
    codes: Codes
    rate_limits: RateLimits
    shelf: PhotoShelf
    new_account_work: Callable[[], AccountWork]
    new_photo_work: Callable[[], PhotoWork]
    employ: Callable[[AccountId, WorkerSelf], None]
    place_order: PlaceOrder


def memory_store() -> IdentityStore:
    accounts, shelf = MemoryAccounts(), MemoryPhotoShelf()
    profiles = MemoryProfiles(accounts)

    def place_order(homeowner_id: AccountId, worker_id: AccountId | None, status: Status) -> OrderId:
        order_id = OrderId(IDS.new())
        shelf.orders[order_id] = OrderParties(homeowner_id, worker_id, status)
        return order_id

    return IdentityStore(
        accounts=accounts,
        profiles=profiles,
        sessions=MemorySessions(accounts),
        codes=MemoryCodes(),
        rate_limits=MemoryRateLimits(),
        shelf=shelf,
        new_account_work=lambda: MemoryAccountWork(accounts),
        new_photo_work=lambda: MemoryPhotoWork(shelf),
        employ=profiles.workers.__setitem__,
        place_order=place_order,
    )


@dataclass(frozen=True)
class Elsewhere:
    """Rows of other subjects, written past their own code and without what they hang on."""

    dsn: str

    def employ(self, account_id: AccountId, worker: WorkerSelf) -> None:
        with self._connected() as connection:
            connection.execute(
                "INSERT INTO workers (id, region_id, name, lon, lat, travel_mode, is_on_duty)"
                " VALUES (%s, %s, 'x', 0, 0, %s, %s)",
                (account_id, UUID(int=0), worker.travel_mode, worker.on_duty),
            )
            for one in worker.skills:
                connection.execute(
                    "INSERT INTO worker_skills (worker_id, skill, region_id, level, lon, lat)"
                    " VALUES (%s, %s, %s, %s, 0, 0)",
                    (account_id, one.skill, UUID(int=0), one.level),
                )

    def place_order(self, homeowner_id: AccountId, worker_id: AccountId | None, status: Status) -> OrderId:
        order_id = OrderId(IDS.new())
        with self._connected() as connection:
            connection.execute(
                """
                INSERT INTO orders (id, region_id, homeowner_id, service_id, community_id, status, version,
                  is_urgent, priority, is_in_hall, is_escalated, is_late, rounds, not_done_count,
                  policy_version, terms, place, lon, lat, note, created_at, queued_at, window_start,
                  window_end, worker_id)
                VALUES (%(id)s, %(no)s, %(homeowner)s, %(no)s, %(no)s, %(status)s, 1,
                  false, 0, false, false, false, 0, 0, 1, '{}', '{}', 0, 0, '',
                  %(at)s, %(at)s, %(at)s, %(at)s, %(worker)s)
                """,
                {
                    "id": order_id,
                    "no": UUID(int=0),
                    "homeowner": homeowner_id,
                    "status": status.value,
                    "at": NOW,
                    "worker": worker_id,
                },
            )
        return order_id

    def _connected(self) -> psycopg.Connection:
        connection = psycopg.connect(self.dsn, autocommit=True)
        connection.execute("SET session_replication_role = replica")  # no foreign keys
        return connection


@pytest.fixture
async def pool(app_dsn: str) -> AsyncIterator[Pool]:
    pool = make_pool(app_dsn, size=4)
    await pool.open()
    yield pool
    await pool.close()


@pytest.fixture
def statements(pool: Pool) -> PooledStatements:
    return PooledStatements(pool)


@pytest.fixture
def sql_store(pool: Pool, statements: PooledStatements, database: Database) -> IdentityStore:
    elsewhere = Elsewhere(database.admin)
    shared = Store(pool, IDS, RealClock())
    return IdentityStore(
        accounts=SqlAccounts(statements),
        profiles=SqlProfiles(statements),
        sessions=SqlSessions(statements),
        codes=SqlCodes(statements),
        rate_limits=SqlRateLimits(statements),
        shelf=SqlPhotoShelf(statements),
        new_account_work=lambda: SqlAccountWork(shared),
        new_photo_work=lambda: SqlPhotoWork(shared),
        employ=elsewhere.employ,
        place_order=elsewhere.place_order,
    )


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> IdentityStore:
    """The store that the test's title names."""
    if request.param == "memory":
        return memory_store()
    made: IdentityStore = request.getfixturevalue("sql_store")
    return made
