"""Who belongs to the programme, on PostgreSQL."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from adapters.persistence.constraints import REFUSALS
from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from domain.promotions.programme.membership import Membership, Newcomer
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId

REFUSALS.update({"memberships_pkey": OccasionKnown})

NEWCOMERS: Final = """
SELECT a.id, home.region_id FROM accounts AS a
  JOIN LATERAL (SELECT region_id FROM addresses WHERE account_id = a.id ORDER BY id LIMIT 1) AS home ON true
 WHERE a.id > %(after)s AND NOT a.is_member AND a.is_active AND 'homeowner' = ANY (a.roles)
   AND NOT EXISTS (SELECT FROM memberships AS m WHERE m.member_id = a.id)
 ORDER BY a.id LIMIT %(limit)s"""
_MEMBERSHIP: Final = "SELECT member_id, region_id, joined_at FROM memberships WHERE member_id = %(member_id)s"
_JOIN: Final = Fragment(
    "member_joined",
    "INSERT INTO memberships (member_id, region_id, joined_at)"
    " VALUES (%(member_id)s, %(region_id)s, %(joined_at)s)",
    expects=1,
)
_NOTED: Final = Fragment(
    "member_noted", "UPDATE accounts SET is_member = true WHERE id = %(member_id)s AND NOT is_member"
)


@dataclass(frozen=True, slots=True)
class SqlMembers:
    session: SqlSession

    async def newcomers(self, after: AccountId | None, limit: int) -> tuple[Newcomer, ...]:
        found = await self.session.fetch_all(NEWCOMERS, {"after": after or UUID(int=0), "limit": limit})
        return tuple(Newcomer(row[0], row[1]) for row in found)

    async def membership(self, member_id: AccountId) -> Membership | None:
        row = await self.session.fetch_one(_MEMBERSHIP, {"member_id": member_id})
        return None if row is None else Membership(*row)

    def join(self, membership: Membership) -> None:
        params = {
            "member_id": membership.member_id,
            "region_id": membership.region_id,
            "joined_at": membership.joined_at,
        }
        self.session.write(_JOIN, params)
        self.session.write(_NOTED, params)
