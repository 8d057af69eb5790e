"""The ledger on PostgreSQL: single selects to read, fragments of the unit's one statement to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from psycopg import errors

from adapters.persistence.arrays import listed, texts
from adapters.persistence.constraints import REFUSALS
from adapters.persistence.loyalty import hold_rows, rows
from adapters.persistence.loyalty import statements as sql
from adapters.persistence.loyalty.closings import SqlClosings
from adapters.persistence.loyalty.papers import SqlPapers
from adapters.persistence.loyalty.reads import SqlLedgerReads
from adapters.persistence.loyalty.sources import SqlSources
from adapters.persistence.unit import SqlSession
from application.ports.ledger import HistoryPlace, OpenPurse, OpenPurses
from domain.loyalty.closings import ClosedMeanwhile
from domain.loyalty.history import HistoryLine, LotRule
from domain.loyalty.holds import Hold, HoldId
from domain.loyalty.journal import JournalId, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt, Movement, after, last_debts
from domain.loyalty.notices import NoticeGiven
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import (
    DebtChanged,
    EarningPolicyExists,
    HoldChanged,
    JournalAlreadyPosted,
    LotChanged,
    RefundNumberTaken,
)
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId, OrderId

LEDGER_REFUSALS: Final[Mapping[str, type[DomainError]]] = {
    "journals_request_id_key": JournalAlreadyPosted,
    "lots_agree_with_postings": LotChanged,
    "debts_agree_with_postings": DebtChanged,
    "debts_pkey": DebtChanged,
    "holds_one_per_order": HoldChanged,
    "holds_pkey": HoldChanged,
    "point_refunds_number_key": RefundNumberTaken,
    "earning_policies_pkey": EarningPolicyExists,
    "expiry_notices_pkey": NoticeGiven,
    "journal_closings_pkey": ClosedMeanwhile,
}
REFUSALS.update(LEDGER_REFUSALS)

_BEFORE_ALL: Final = HistoryPlace(JournalId(UUID(int=2**128 - 1)), 0)


@dataclass(slots=True)
class SqlLedger:
    session: SqlSession
    papers: SqlPapers = field(init=False)
    reads: SqlLedgerReads = field(init=False)
    closings: SqlClosings = field(init=False)
    sources: SqlSources = field(init=False)

    def __post_init__(self) -> None:
        self.papers = SqlPapers(self.session)
        self.reads = SqlLedgerReads(self.session)
        self.closings = SqlClosings(self.session)
        self.sources = SqlSources(self.session)

    async def posted(self, request_id: str) -> bytes | None:
        row = await self.session.fetch_one(sql.POSTED, {"request_id": request_id})
        return None if row is None else bytes(row[0])

    def post(self, *movements: Movement) -> None:
        seals = self.session.seals
        lots = after((), *movements).values()
        journals = rows.journals_params([movement.journal for movement in movements], seals)
        new = [lot for lot in lots if not lot.version]
        changed = [lot for lot in lots if lot.version]
        self.session.write(sql.INSERT_JOURNALS, journals)
        if new:
            self.session.write(sql.INSERT_LOTS, rows.new_lots_params(new, seals))
        if changed:
            self.session.write(sql.UPDATE_LOTS, rows.changed_lots_params(changed, seals))
        for debt in last_debts(movements):
            statement = sql.UPDATE_DEBT if debt.version else sql.INSERT_DEBT
            self.session.write(statement, rows.debt_params(debt, seals))
        self.session.write(sql.INSERT_POSTINGS, journals)

    def explain(self, lot_id: LotId, rule: LotRule) -> None:
        self.session.write(sql.INSERT_RULE, rows.rule_params(lot_id, rule))

    def inherit(self, parents: Mapping[LotId, LotId]) -> None:
        pairs = [{"child": child, "parent": parent} for child, parent in parents.items()]
        self.session.write(sql.INHERIT_RULES, {"rows": msgspec.json.encode(pairs).decode()})

    async def rules_of(self, lot_ids: Sequence[LotId]) -> Mapping[LotId, LotRule]:
        found = await self.session.fetch_all(sql.RULES_OF, {"lot_ids": list(lot_ids)})
        return {row[0]: rows.rule_from(row[1:]) for row in found}

    async def wait_for(self, member_id: AccountId) -> None:
        try:
            # Without parameters both statements travel together; an id of our own is no text of a client.
            await self.session.begin(sql.WAIT_FOR.format(member_id=UUID(bytes=member_id.bytes)).encode())
        except errors.LockNotAvailable as too_long:
            raise LotChanged() from too_long

    async def opened(self, member_id: AccountId, request_id: str) -> OpenPurse:
        params = {"member_id": member_id, "request_id": request_id}
        return rows.purse_from(await self.session.fetch_all(sql.OPENED, params))

    async def opened_many(self, member_ids: Sequence[AccountId], request_ids: Sequence[str]) -> OpenPurses:
        params = {"member_ids": listed(member_ids), "request_ids": texts(request_ids)}
        found, by_member = (
            await self.session.fetch_all(sql.OPENED_MANY, params),
            dict[AccountId, list[rows.Row]](),
        )
        for row in found:
            by_member.setdefault(row[-2], []).append(row[:-1])
        return OpenPurses(
            {member_id: rows.purse_from(own) for member_id, own in by_member.items()},
            rows.posted_from(found[0][-1] if found else None),
        )

    async def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        return await self._lots(sql.LOTS_OF, {"member_id": member_id})

    async def lots(self, ids: Sequence[LotId]) -> tuple[Lot, ...]:
        return await self._lots(sql.LOTS_BY_ID, {"ids": listed(ids)})

    async def lots_earned_by(self, order_id: OrderId) -> tuple[Lot, ...]:
        return await self._lots(sql.LOTS_EARNED_BY, {"order_id": order_id})

    async def debt_of(self, member_id: AccountId) -> Debt:
        row = await self.session.fetch_one(sql.DEBT_OF, {"member_id": member_id})
        return Debt(member_id) if row is None else Debt(member_id, row[0], row[1])

    async def hold(self, hold_id: HoldId) -> Hold | None:
        row = await self.session.fetch_one(sql.HOLD, {"id": hold_id})
        return None if row is None else hold_rows.hold_from(row)

    async def hold_for(self, order_id: OrderId) -> Hold | None:
        row = await self.session.fetch_one(sql.HOLD_FOR, {"order_id": order_id})
        return None if row is None else hold_rows.hold_from(row)

    async def holds_of(self, member_id: AccountId) -> tuple[Hold, ...]:
        found = await self.session.fetch_all(sql.HOLDS_OF, {"member_id": member_id})
        return tuple(map(hold_rows.hold_from, found))

    async def due_to_lapse(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        found = await self.session.fetch_all(sql.DUE_TO_LAPSE, {"now": now, "limit": limit})
        return tuple(map(hold_rows.hold_from, found))

    def keep(self, hold: Hold) -> None:
        statement = sql.UPDATE_HOLD if hold.version else sql.INSERT_HOLD
        self.session.write(statement, hold_rows.hold_params(hold, self.session.seals))

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

    async def due_to_mature(self, now: datetime, limit: int, last: Lot | None = None) -> tuple[Lot, ...]:
        place = (last.pending_until, last.id) if last else sql.FIRST
        return await self._due(sql.DUE_TO_MATURE, now, limit, place)

    async def due_to_expire(self, now: datetime, limit: int, last: Lot | None = None) -> tuple[Lot, ...]:
        place = (last.expires_at, last.id) if last else sql.FIRST
        return await self._due(sql.DUE_TO_EXPIRE, now, limit, place)

    async def _due(
        self, text: str, now: datetime, limit: int, place: tuple[datetime, UUID]
    ) -> tuple[Lot, ...]:
        moment, lot_id = place
        return await self._lots(text, {"now": now, "limit": limit, "moment": moment, "id": lot_id})

    async def policy(self, currency: str, at: datetime) -> EarningPolicy | None:
        row = await self.session.fetch_one(sql.POLICY, {"currency": currency, "at": at})
        return None if row is None else rows.policy_from(row)

    def publish(self, policy: EarningPolicy) -> None:
        self.session.write(sql.INSERT_POLICY, rows.policy_params(policy))

    async def _lots(self, text: str, params: Mapping[str, object]) -> tuple[Lot, ...]:
        return tuple(map(rows.lot_from, await self.session.fetch_all(text, params)))
