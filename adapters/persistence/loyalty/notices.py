"""Ends that nobody was told of, and the memory of those that were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

import msgspec

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from domain.loyalty.notices import Ending, EndingKind, Horizon, Notice, notice_of
from domain.shared.ids import AccountId

# The zone is that of the member's newest address, or of the region that a worker serves.
_UNTOLD: Final = """
WITH untold AS MATERIALIZED (
    SELECT lot.member_id, lot.id, lot.remaining, lot.expires_at FROM lots AS lot
    WHERE lot.remaining > 0 AND lot.expires_at > %(now)s AND lot.expires_at <= %(also_until)s
      AND NOT EXISTS (SELECT FROM expiry_notices AS told
                      WHERE told.subject_id = lot.id AND told.ends_at = lot.expires_at)
), members AS (
    SELECT DISTINCT untold.member_id FROM untold JOIN accounts ON accounts.id = untold.member_id
    WHERE untold.expires_at <= %(first_until)s ORDER BY untold.member_id LIMIT %(members)s
)
SELECT member_id, coalesce(
    (SELECT r.time_zone FROM addresses AS a JOIN regions AS r ON r.id = a.region_id
     WHERE a.account_id = member_id ORDER BY a.id DESC LIMIT 1),
    (SELECT r.time_zone FROM workers AS w JOIN regions AS r ON r.id = w.region_id WHERE w.id = member_id),
    'UTC'), id, remaining, expires_at
FROM members JOIN untold USING (member_id) ORDER BY member_id"""
_TOLD: Final = Fragment(
    "notices_given",
    "INSERT INTO expiry_notices (subject_id, ends_at, kind, message_id)"
    " SELECT * FROM json_to_recordset(%(rows)s::json)"
    " AS one (subject_id uuid, ends_at timestamptz, kind text, message_id uuid)",
)


@dataclass(frozen=True, slots=True)
class SqlNotices:
    session: SqlSession

    async def untold(self, horizon: Horizon, members: int) -> tuple[Notice, ...]:
        params = {
            "now": horizon.now,
            "first_until": horizon.first_until,
            "also_until": horizon.also_until,
            "members": members,
        }
        found = await self.session.fetch_all(_UNTOLD, params)
        return tuple(_notice(list(rows)) for _, rows in groupby(found, key=lambda row: row[0]))

    def told(self, by_message: Mapping[UUID, Sequence[Ending]]) -> None:
        rows = [
            {"subject_id": one.id, "ends_at": one.at, "kind": one.kind.value, "message_id": message_id}
            for message_id, endings in by_message.items()
            for one in endings
        ]
        self.session.write(_TOLD, {"rows": msgspec.json.encode(rows).decode()})


def _notice(rows: list[tuple[Any, ...]]) -> Notice:
    endings = [Ending(EndingKind.POINTS, row[2], row[3], row[4]) for row in rows]
    return notice_of(AccountId(rows[0][0]), rows[0][1], endings)
