"""What accountants and operators ask, worked out where the rows are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from adapters.persistence.loyalty import rows
from adapters.persistence.loyalty import statements as sql
from adapters.persistence.loyalty.audit import audited
from adapters.persistence.unit import SqlSession
from application.ports.ledger_reads import PastWallet, RowsAsked, StandingAsked
from domain.loyalty.accounts import Account
from domain.loyalty.audit import AuditReport
from domain.loyalty.closings import Head
from domain.loyalty.journal import JournalKind
from domain.loyalty.past import Standing, StandingRow, Stood
from domain.loyalty.reports import HouseEntry, Outstanding, Total, TotalRow, Totals, summed, total_of
from domain.shared.ids import AccountId
from domain.shared.time import Window

_LOT: Final = ", ".join(f"lot.{column.strip()}" for column in sql.LOT_COLUMNS.split(","))
_STOOD: Final = (
    "SELECT posting.lot_id, coalesce(sum(posting.amount) FILTER (WHERE posting.account <> 'held'), 0)::bigint"
    " AS free, coalesce(sum(posting.amount) FILTER (WHERE posting.account = 'held'), 0)::bigint AS held"
    " FROM postings AS posting JOIN journals AS journal ON journal.id = posting.journal_id"
    " WHERE posting.lot_id IS NOT NULL AND {when} GROUP BY posting.lot_id"
)
_WALLET: Final = (
    f"SELECT {_LOT}, stood.free, stood.held FROM ("
    + _STOOD.format(when="journal.at <= %(moment)s AND posting.member_id = %(member_id)s")
    + ") AS stood JOIN lots AS lot ON lot.id = stood.lot_id"
)
_DEBT_AT: Final = (
    "SELECT coalesce(-sum(posting.amount), 0)::bigint FROM postings AS posting"
    " JOIN journals AS journal ON journal.id = posting.journal_id"
    " WHERE posting.account = 'debt' AND posting.member_id = %(member_id)s AND journal.at <= %(moment)s"
)
_OUTSTANDING: Final = (
    "SELECT coalesce(sum(stood.free) FILTER (WHERE lot.expires_at >= %(moment)s"
    " AND lot.pending_until < %(moment)s), 0)::bigint,"
    " coalesce(sum(stood.free) FILTER (WHERE lot.expires_at >= %(moment)s"
    " AND lot.pending_until >= %(moment)s), 0)::bigint, coalesce(sum(stood.held), 0)::bigint,"
    " (SELECT coalesce(-sum(p.amount), 0)::bigint FROM postings AS p"
    "  JOIN journals AS j ON j.id = p.journal_id WHERE p.account = 'debt' AND j.at < %(moment)s) FROM ("
    + _STOOD.format(when="journal.at < %(moment)s")
    + ") AS stood JOIN lots AS lot ON lot.id = stood.lot_id"
)
_STANDS: Final = {
    Standing.AVAILABLE: "CASE WHEN lot.expires_at >= %(moment)s AND lot.pending_until < %(moment)s"
    " THEN stood.free ELSE 0 END",
    Standing.PENDING: "CASE WHEN lot.expires_at >= %(moment)s AND lot.pending_until >= %(moment)s"
    " THEN stood.free ELSE 0 END",
    Standing.HELD: "stood.held",
}
_STANDING: Final = (
    "SELECT * FROM (SELECT lot.member_id, lot.id, {points} AS points FROM ("
    + _STOOD.format(when="journal.at < %(moment)s")
    + ") AS stood JOIN lots AS lot ON lot.id = stood.lot_id) AS each WHERE points <> 0"
    " ORDER BY id OFFSET %(skip)s LIMIT %(limit)s"
)
_OWING: Final = (
    "SELECT posting.member_id, NULL::uuid, -sum(posting.amount)::bigint FROM postings AS posting"
    " JOIN journals AS journal ON journal.id = posting.journal_id"
    " WHERE posting.account = 'debt' AND journal.at < %(moment)s GROUP BY posting.member_id"
    " HAVING sum(posting.amount) <> 0 ORDER BY 1 OFFSET %(skip)s LIMIT %(limit)s"
)
_HOUSE: Final = (
    "FROM postings AS posting JOIN journals AS journal ON journal.id = posting.journal_id"
    " WHERE posting.member_id IS NULL AND journal.kind <> 'expired'"
    " AND journal.at >= %(start)s AND journal.at < %(end)s"
)
_HOUSE_TOTALS: Final = (
    f"SELECT posting.account, journal.kind, sum(posting.amount)::bigint {_HOUSE}"
    " GROUP BY posting.account, journal.kind"
)
# Points end when their lot does, however late a run books it; held ones when they come back.
_ENDED: Final = (
    "SELECT * FROM (SELECT CASE WHEN posting.account = 'held' THEN journal.at ELSE lot.expires_at END AS at,"
    " -posting.amount AS points, 'expired' AS kind, journal.id AS journal_id, lot.member_id,"
    " lot.id AS lot_id, lot.order_id FROM journals AS journal"
    " JOIN postings AS posting ON posting.journal_id = journal.id JOIN lots AS lot ON lot.id = posting.lot_id"
    " WHERE journal.kind = 'expired' UNION ALL"
    " SELECT expires_at, remaining, 'expired', NULL, member_id, id, order_id FROM lots"
    " WHERE remaining > 0 AND expires_at <= %(now)s) AS ended WHERE at >= %(start)s AND at < %(end)s"
)
_ENDED_TOTAL: Final = f"SELECT coalesce(sum(points), 0)::bigint FROM ({_ENDED}) AS each"
_ROWS: Final = (
    "SELECT journal.at, %(sign)s::bigint * posting.amount, journal.kind, journal.id,"
    " (SELECT member_id FROM postings WHERE journal_id = journal.id AND member_id IS NOT NULL LIMIT 1),"
    f" NULL::uuid, journal.order_id {_HOUSE} AND posting.account = %(account)s"
    " AND (journal.kind = 'refunded') = ANY(%(refunded)s::boolean[])"
)
_PAGE_OF: Final = (
    "SELECT * FROM ({rows}) AS each (at, points, kind, journal_id, member_id, lot_id, order_id)"
    " ORDER BY at, journal_id NULLS LAST, lot_id, points OFFSET %(skip)s LIMIT %(limit)s"
)
_SOURCES: Final = {
    Total.ISSUED: Account.ISSUED,
    Total.USED: Account.REDEEMED,
    Total.REFUNDED: Account.REDEEMED,
    Total.EXPIRED: Account.BREAKAGE,
    Total.REVERSED: Account.CLAWBACK,
    Total.ADJUSTED: Account.ADJUSTED,
}


@dataclass(frozen=True, slots=True)
class SqlLedgerReads:
    session: SqlSession

    async def wallet_at(self, member_id: AccountId, moment: datetime) -> PastWallet:
        params = {"member_id": member_id, "moment": moment}
        found = await self.session.fetch_all(_WALLET, params)
        debt = await self.session.fetch_one(_DEBT_AT, params)
        return PastWallet(
            tuple(Stood(rows.lot_from(row), row[-2], row[-1]) for row in found), debt[0] if debt else 0
        )

    async def outstanding_before(self, moment: datetime) -> Outstanding:
        row = await self.session.fetch_one(_OUTSTANDING, {"moment": moment})
        return Outstanding(*row) if row else Outstanding()

    async def standing(self, asked: StandingAsked) -> tuple[StandingRow, ...]:
        points = _STANDS.get(asked.standing)
        text = _OWING if points is None else _STANDING.format(points=points)
        params = {"moment": asked.moment, "skip": asked.skip, "limit": asked.limit}
        return tuple(StandingRow(*row) for row in await self.session.fetch_all(text, params))

    async def totals(self, period: Window, now: datetime) -> Totals:
        params = {"start": period.start, "end": period.end, "now": now}
        found = await self.session.fetch_all(_HOUSE_TOTALS, params)
        ended = await self.session.fetch_one(_ENDED_TOTAL, params)
        entries = [HouseEntry(Account(row[0]), JournalKind(row[1]), row[2]) for row in found]
        entries.append(HouseEntry(Account.BREAKAGE, JournalKind.EXPIRED, ended[0] if ended else 0))
        return summed(entries)

    async def rows(self, asked: RowsAsked) -> tuple[TotalRow, ...]:
        is_refund = asked.total is Total.REFUNDED
        account = _SOURCES[asked.total]
        belongs = total_of(account, JournalKind.REFUNDED if is_refund else JournalKind.SPENT)
        params: dict[str, Any] = {
            "start": asked.period.start,
            "end": asked.period.end,
            "now": asked.now,
            "account": account.value,
            "sign": belongs[1] if belongs else 1,
            "refunded": [is_refund] if account is Account.REDEEMED else [True, False],
            "skip": asked.skip,
            "limit": asked.limit,
        }
        text = f"{_ROWS} UNION ALL {_ENDED}" if asked.total is Total.EXPIRED else _ROWS
        found = await self.session.fetch_all(_PAGE_OF.format(rows=text), params)
        return tuple(TotalRow(row[0], row[1], JournalKind(row[2]), *row[3:]) for row in found)

    async def audit(self, noted: Head | None = None) -> AuditReport:
        return await audited(self.session, noted)
