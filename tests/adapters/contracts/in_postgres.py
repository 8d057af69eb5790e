"""The stage on PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from adapters.memory.clock import HandClock
from adapters.persistence.clocks import Uuid7Ids
from adapters.persistence.dispatching.tick_log import SqlTickLog
from adapters.persistence.flow.changes import SqlChanges
from adapters.persistence.flow.clock import SqlClock
from adapters.persistence.flow.due import SqlDueOrders
from adapters.persistence.flow.outbox import OutboxLeases
from adapters.persistence.flow.relay import Relay
from adapters.persistence.pool import Pool
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads.day_log import SqlDayLog
from adapters.persistence.unit import Store
from adapters.persistence.work import SqlUnits
from application.events import EVENTS
from domain.reviews.review import Review
from domain.shared.ids import MessageId, OrderId
from domain.shared.texts import Text
from tests.adapters.contracts.hamlet import ADDRESS
from tests.adapters.contracts.stage import SeenDesk, Stage, map_of
from tests.domain.orders.making import NOON
from tests.support.database import Database

HAPPENINGS = (
    "orders visits offers order_events reviews desk_entries decision_cards dispatch_runs "
    "dispatch_ticks inbox_messages reactions_done outbox stream_entries idempotency_keys photos postings "
    "lots journals expiry_notices lot_rules order_pricings promotion_tallies promotion_uses "
    "promotion_occasions tier_activities check_ins memberships birthdays birthday_corrections "
    "referral_codes referrals point_refunds holds debts "
    "rule_sets rule_drafts coupons coupon_stock member_coupons "
    "earning_policies"
)
AS_NEW = "; ".join(
    (
        "BEGIN",
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {table}" for table in HAPPENINGS.split()),
        f"DELETE FROM addresses WHERE id <> '{ADDRESS}'",
        "UPDATE regions SET dispatch_policy = '{}', version = 1 WHERE version > 1",
        "UPDATE workers SET is_on_duty = true, position_at = NULL, position_lon = NULL, position_lat = NULL",
        "UPDATE accounts SET is_member = false WHERE is_member",
        "UPDATE stream_head SET number = 0, oldest = 0",
        f"UPDATE business_clock SET real_anchor = '{NOON}', business_anchor = '{NOON}'",
        "UPDATE business_clock SET rate = 1, version = 1",
        "COMMIT",
    )
)


def stage_over_pool(pool: Pool, database: Database) -> Stage:
    clock, real, ids = HandClock(NOON), HandClock(NOON), Uuid7Ids()
    statements = PooledStatements(pool)
    return Stage(
        new_uow=SqlUnits(Store(pool, ids, real), clock),
        clock=clock,
        real=real,
        ids=ids,
        due=SqlDueOrders(statements),
        leases=OutboxLeases(pool, real, EVENTS),
        relay=Relay(pool, real, EVENTS),
        changes=SqlChanges(pool, database.app),
        movable=SqlClock(pool, real),
        peek=SqlPeek(statements),
        ticks=SqlTickLog(statements, map_of),
        days=SqlDayLog(statements),
    )


@dataclass(frozen=True, slots=True)
class SqlPeek:
    statements: PooledStatements

    async def desk(self, order_id: OrderId) -> list[SeenDesk]:
        rows = await self.statements.read(
            "SELECT kind, note, resolved_at IS NULL FROM desk_entries WHERE order_id = %(id)s ORDER BY id",
            {"id": order_id},
        )
        return [SeenDesk(*row) for row in rows]

    async def reviews(self, order_id: OrderId) -> list[Review]:
        rows = await self.statements.read(
            "SELECT id, order_id, region_id, homeowner_id, worker_id, stars, tags, text, created_at "
            "FROM reviews WHERE order_id = %(id)s",
            {"id": order_id},
        )
        return [_review(row) for row in rows]

    async def read_at(self, message_id: MessageId) -> datetime | None:
        moment: datetime | None = await self._one(
            "SELECT read_at FROM inbox_messages WHERE id = %(id)s", message_id
        )
        return moment

    async def messages(self, account_id: UUID) -> int:
        return int(
            await self._one("SELECT count(*) FROM inbox_messages WHERE account_id = %(id)s", account_id)
        )

    async def cards(self, order_id: OrderId) -> list[str]:
        rows = await self.statements.read(
            "SELECT mode FROM decision_cards WHERE order_id = %(id)s ORDER BY id", {"id": order_id}
        )
        return [row[0] for row in rows]

    async def cards_at(self, order_id: OrderId) -> list[datetime]:
        rows = await self.statements.read(
            "SELECT created_at FROM decision_cards WHERE order_id = %(id)s ORDER BY id", {"id": order_id}
        )
        return [row[0] for row in rows]

    async def unassigned_zh(self, order_id: OrderId) -> str | None:
        body = await self._one("SELECT unassigned_reason FROM orders WHERE id = %(id)s", order_id)
        return msgspec.json.decode(body, type=Text).zh if body else None

    async def history(self, order_id: OrderId) -> list[tuple[int, str]]:
        rows = await self.statements.read(
            "SELECT seq, action FROM order_events WHERE order_id = %(id)s ORDER BY seq", {"id": order_id}
        )
        return [(row[0], row[1]) for row in rows]

    async def outbox(self) -> int:
        return int(await self._one("SELECT count(*) FROM outbox WHERE reacted_at IS NULL", UUID(int=0)))

    async def _one(self, sql: str, row_id: UUID) -> Any:
        row = await self.statements.read_one(sql, {"id": row_id})
        return row[0] if row else None


def _review(row: tuple[Any, ...]) -> Review:
    columns = (
        "id",
        "order_id",
        "region_id",
        "homeowner_id",
        "worker_id",
        "stars",
        "tags",
        "text",
        "created_at",
    )
    return Review(**(dict(zip(columns, row, strict=True)) | {"tags": tuple(row[6])}))
