"""Adjustments and refunds on PostgreSQL."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from adapters.persistence.fragments import Fragment
from adapters.persistence.loyalty import hold_rows
from adapters.persistence.unit import SqlSession
from application.ports.ledger_papers import AdjustmentsAsked
from domain.loyalty.adjusting import Adjustment, AdjustmentId
from domain.loyalty.refunds import Refund
from domain.loyalty.refusals import AdjustmentIsDecided
from domain.shared.ids import OrderId

ADJUSTMENT_COLUMNS: Final = (
    "id, region_id, member_id, points, reason, proposed_by, proposed_at, status, decided_by, decided_at,"
    " version"
)
REFUND_COLUMNS: Final = (
    "id, order_id, number, region_id, member_id, lines, amounts_minor, points_back, points_taken,"
    " points_owed, reason, granted_by, granted_at, points_minor"
)
ADJUSTMENT: Final = f"SELECT {ADJUSTMENT_COLUMNS} FROM adjustments WHERE id = %(id)s"
ADJUSTMENTS: Final = (
    f"SELECT {ADJUSTMENT_COLUMNS} FROM adjustments WHERE region_id = %(region_id)s AND id < %(after)s"
    " AND (%(status)s::text IS NULL OR status = %(status)s::text) ORDER BY id DESC LIMIT %(limit)s"
)
REFUNDS: Final = f"SELECT {REFUND_COLUMNS} FROM point_refunds WHERE order_id = %(order_id)s ORDER BY number"
INSERT_ADJUSTMENT: Final = Fragment(
    "new_adjustment",
    f"INSERT INTO adjustments ({ADJUSTMENT_COLUMNS}) VALUES (%(id)s, %(region_id)s, %(member_id)s,"
    " %(points)s, %(reason)s, %(proposed_by)s, %(proposed_at)s, %(status)s, %(decided_by)s,"
    " %(decided_at)s, 1)",
    expects=1,
)
UPDATE_ADJUSTMENT: Final = Fragment(
    "changed_adjustment",
    "UPDATE adjustments SET status = %(status)s, decided_by = %(decided_by)s, decided_at = %(decided_at)s,"
    " version = version + 1 WHERE id = %(id)s AND version = %(version)s",
    expects=1,
    refusal=AdjustmentIsDecided,
)
INSERT_REFUND: Final = Fragment(
    "new_refund",
    f"INSERT INTO point_refunds ({REFUND_COLUMNS}) VALUES (%(id)s, %(order_id)s, %(number)s, %(region_id)s,"
    " %(member_id)s, %(lines)s::text[], %(amounts_minor)s::bigint[], %(points_back)s, %(points_taken)s,"
    " %(points_owed)s, %(reason)s, %(granted_by)s, %(granted_at)s, %(points_minor)s)",
    expects=1,
)
_AFTER_ALL: Final = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class SqlPapers:
    session: SqlSession

    async def adjustment(self, adjustment_id: AdjustmentId) -> Adjustment | None:
        row = await self.session.fetch_one(ADJUSTMENT, {"id": adjustment_id})
        return None if row is None else hold_rows.adjustment_from(row)

    async def adjustments(self, asked: AdjustmentsAsked) -> tuple[Adjustment, ...]:
        params = {
            "region_id": asked.region_id,
            "after": asked.after or _AFTER_ALL,
            "status": asked.status.value if asked.status else None,
            "limit": asked.limit,
        }
        found = await self.session.fetch_all(ADJUSTMENTS, params)
        return tuple(map(hold_rows.adjustment_from, found))

    def keep(self, adjustment: Adjustment) -> None:
        statement = UPDATE_ADJUSTMENT if adjustment.version else INSERT_ADJUSTMENT
        self.session.write(statement, hold_rows.adjustment_params(adjustment))

    async def refunds_of(self, order_id: OrderId) -> tuple[Refund, ...]:
        found = await self.session.fetch_all(REFUNDS, {"order_id": order_id})
        return tuple(map(hold_rows.refund_from, found))

    def grant(self, refund: Refund) -> None:
        self.session.write(INSERT_REFUND, hold_rows.refund_params(refund))
