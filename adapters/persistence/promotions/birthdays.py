"""Members' birthdays on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from domain.promotions.programme.birthdays import Anniversary, Birthday, BirthdayFixed, Celebration
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId, RegionId

_OF: Final = "SELECT member_id, month, day, given_at FROM birthdays WHERE member_id = %(member_id)s"
_KEEP: Final = Fragment(
    "birthday_kept",
    "INSERT INTO birthdays AS known (member_id, month, day, given_at)"
    " VALUES (%(member_id)s, %(month)s, %(day)s, %(given_at)s)"
    " ON CONFLICT (member_id) DO UPDATE SET month = excluded.month, day = excluded.day,"
    " given_at = excluded.given_at WHERE known.given_at = %(seen)s::timestamptz",
    expects=1,
    refusal=BirthdayFixed,
)
_DUE: Final = """
SELECT b.member_id, one.day_on
  FROM unnest(%(months)s::int[], %(days)s::int[], %(ons)s::date[], %(ends)s::timestamptz[])
       AS one (month, day, day_on, ends_at)
  JOIN birthdays AS b ON b.month = one.month AND b.day = one.day
  JOIN memberships AS m ON m.member_id = b.member_id
  JOIN accounts AS a ON a.id = b.member_id
 WHERE m.region_id = %(region_id)s AND a.is_active AND b.member_id > %(after)s
   AND b.given_at < one.ends_at AND m.joined_at < one.ends_at
   AND b.celebrated < extract(year FROM one.day_on)
 ORDER BY b.member_id LIMIT %(limit)s"""
_CELEBRATE: Final = Fragment(
    "birthday_celebrated",
    "UPDATE birthdays SET celebrated = %(year)s WHERE member_id = %(member_id)s AND celebrated < %(year)s",
    expects=1,
    refusal=OccasionKnown,
)


@dataclass(frozen=True, slots=True)
class SqlBirthdays:
    session: SqlSession

    async def of(self, member_id: AccountId) -> Birthday | None:
        row = await self.session.fetch_one(_OF, {"member_id": member_id})
        return None if row is None else Birthday(*row)

    def keep(self, birthday: Birthday, seen: datetime | None) -> None:
        params = {
            "member_id": birthday.member_id,
            "month": birthday.month,
            "day": birthday.day,
            "given_at": birthday.given_at,
            "seen": seen,
        }
        self.session.write(_KEEP, params)

    async def due(
        self, region_id: RegionId, days: Sequence[Anniversary], after: AccountId | None, limit: int
    ) -> tuple[Celebration, ...]:
        params = {
            "region_id": region_id,
            "months": [one.month for one in days],
            "days": [one.day for one in days],
            "ons": [one.on for one in days],
            "ends": [one.ends_at for one in days],
            "after": after or UUID(int=0),
            "limit": limit,
        }
        found = await self.session.fetch_all(_DUE, params)
        return tuple(Celebration(row[0], row[1]) for row in found)

    def celebrate(self, celebration: Celebration) -> None:
        params = {"member_id": celebration.member_id, "year": celebration.on.year}
        self.session.write(_CELEBRATE, params)
