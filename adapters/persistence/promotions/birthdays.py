"""Members' birthdays on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import Row, SqlSession
from domain.promotions.programme.birthdays import (
    Anniversary,
    Birthday,
    BirthdayFixed,
    Celebration,
    Correction,
)
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
_CORRECTIONS: Final = (
    "SELECT id, month, day, at, before_month, before_day, before_at, corrected_by, reason"
    " FROM birthday_corrections WHERE member_id = %(member_id)s ORDER BY id DESC"
)
_NOTE: Final = Fragment(
    "birthday_corrected",
    "INSERT INTO birthday_corrections (id, member_id, month, day, at, before_month, before_day, before_at,"
    " corrected_by, reason) VALUES (%(id)s, %(member_id)s, %(month)s, %(day)s, %(at)s, %(before_month)s,"
    " %(before_day)s, %(before_at)s, %(corrected_by)s, %(reason)s)",
    expects=1,
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

    def note(self, correction: Correction) -> None:
        right, before = correction.right, correction.before
        params = {
            "id": correction.id,
            "member_id": right.member_id,
            "month": right.month,
            "day": right.day,
            "at": right.given_at,
            "before_month": before.month if before else None,
            "before_day": before.day if before else None,
            "before_at": before.given_at if before else None,
            "corrected_by": correction.by,
            "reason": correction.reason,
        }
        self.session.write(_NOTE, params)

    async def corrections(self, member_id: AccountId) -> tuple[Correction, ...]:
        found = await self.session.fetch_all(_CORRECTIONS, {"member_id": member_id})
        return tuple(_correction(member_id, row) for row in found)

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


def _correction(member_id: AccountId, row: Row) -> Correction:
    right = Birthday(member_id, *row[1:4])
    before = None if row[4] is None else Birthday(member_id, *row[4:7])
    return Correction(row[0], right, before, row[7], row[8])
