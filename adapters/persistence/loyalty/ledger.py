"""The ledger on PostgreSQL: single selects to read, fragments of the unit's one statement to write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.persistence.constraints import REFUSALS
from adapters.persistence.loyalty import rows
from adapters.persistence.loyalty import statements as sql
from adapters.persistence.unit import SqlSession
from application.ports.ledger import HistoryPlace
from domain.loyalty.earning import Movement
from domain.loyalty.history import HistoryLine
from domain.loyalty.journal import JournalId
from domain.loyalty.lots import Lot
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import EarningPolicyExists, JournalAlreadyPosted, LotChanged
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId

LEDGER_REFUSALS: Final[Mapping[str, type[DomainError]]] = {
    "journals_request_id_key": JournalAlreadyPosted,
    "lots_agree_with_postings": LotChanged,
    "earning_policies_pkey": EarningPolicyExists,
}
REFUSALS.update(LEDGER_REFUSALS)

_BEFORE_ALL: Final = HistoryPlace(JournalId(UUID(int=2**128 - 1)), 0)


@dataclass(slots=True)
class SqlLedger:
    session: SqlSession

    async def posted(self, request_id: str) -> bytes | None:
        row = await self.session.fetch_one(sql.POSTED, {"request_id": request_id})
        return None if row is None else bytes(row[0])

    def post(self, movement: Movement) -> None:
        new = [lot for lot in movement.lots if not lot.version]
        changed = [lot for lot in movement.lots if lot.version]
        self.session.write(sql.INSERT_JOURNAL, rows.journal_params(movement.journal))
        if new:
            self.session.write(sql.INSERT_LOTS, rows.new_lots_params(new))
        if changed:
            self.session.write(sql.UPDATE_LOTS, rows.changed_lots_params(changed))
        self.session.write(sql.INSERT_POSTINGS, rows.postings_params(movement.journal))

    async def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        found = await self.session.fetch_all(sql.LOTS_OF, {"member_id": member_id})
        return tuple(map(rows.lot_from, found))

    async def history(
        self, member_id: AccountId, after: HistoryPlace | None, limit: int
    ) -> tuple[HistoryLine, ...]:
        place = after or _BEFORE_ALL
        params = {
            "member_id": member_id,
            "journal_id": place.journal_id,
            "seq": place.seq,
            "limit": limit,
        }
        return tuple(map(rows.line_from, await self.session.fetch_all(sql.HISTORY, params)))

    async def due_to_mature(self, now: datetime, limit: int) -> tuple[Lot, ...]:
        found = await self.session.fetch_all(sql.DUE_TO_MATURE, {"now": now, "limit": limit})
        return tuple(map(rows.lot_from, found))

    async def due_to_expire(self, now: datetime, limit: int) -> tuple[Lot, ...]:
        found = await self.session.fetch_all(sql.DUE_TO_EXPIRE, {"now": now, "limit": limit})
        return tuple(map(rows.lot_from, found))

    async def policy(self, currency: str, at: datetime) -> EarningPolicy | None:
        row = await self.session.fetch_one(sql.POLICY, {"currency": currency, "at": at})
        return None if row is None else rows.policy_from(row)

    def publish(self, policy: EarningPolicy) -> None:
        self.session.write(sql.INSERT_POLICY, rows.policy_params(policy))
