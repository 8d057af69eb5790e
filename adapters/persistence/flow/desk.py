"""The exceptions queue, reviews, messages and done reactions: single rows in the unit's statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from application.ports.desk import DeskEntry, ExceptionNotFound
from application.ports.outbox import AlreadyReacted, Message, MessageNotFound
from domain.reviews.review import Review
from domain.shared.ids import ExceptionId, MessageId, OrderId, RegionId
from domain.shared.texts import Text

_OPEN: Final = Fragment(
    "desk_opened",
    "INSERT INTO desk_entries (id, region_id, order_id, kind, reason, opened_at) "
    "VALUES (%(id)s, %(region_id)s, %(order_id)s, %(kind)s, %(reason)s::jsonb, %(opened_at)s) "
    "ON CONFLICT (order_id, kind) WHERE resolved_at IS NULL DO NOTHING",
)
_RESOLVE: Final = Fragment(
    "desk_resolved",
    "UPDATE desk_entries SET resolved_at = %(at)s, resolved_by = %(by)s, note = %(note)s "
    "WHERE id = %(id)s AND region_id = %(region_id)s AND resolved_at IS NULL",
    expects=1,
    refusal=ExceptionNotFound,
)
_SETTLED: Final = (
    "WHERE order_id = %(order_id)s AND kind = ANY(%(kinds)s::text[]) AND opened_at <= %(at)s "
    "AND resolved_at IS NULL"
)
_OPEN_KINDS: Final = f"SELECT kind FROM desk_entries {_SETTLED} ORDER BY kind"
_CLEAR: Final = Fragment("desk_cleared", f"UPDATE desk_entries SET resolved_at = %(at)s {_SETTLED}")
_GET: Final = (
    "SELECT id, region_id, order_id, kind, reason, opened_at FROM desk_entries WHERE id = %(id)s "
    "AND resolved_at IS NULL AND (%(region_id)s::uuid IS NULL OR region_id = %(region_id)s::uuid)"
)
_REVIEW: Final = Fragment(
    "review_added",
    "INSERT INTO reviews (id, order_id, region_id, homeowner_id, worker_id, stars, tags, text, created_at) "
    "VALUES (%(id)s, %(order_id)s, %(region_id)s, %(homeowner_id)s, %(worker_id)s, %(stars)s, "
    "%(tags)s::text[], %(text)s, %(created_at)s)",
    expects=1,
)
_MESSAGE: Final = Fragment(
    "message_added",
    "INSERT INTO inbox_messages (id, account_id, kind, title, body, order_id, created_at) "
    "SELECT * FROM json_to_recordset(%(rows)s::json) AS one (id uuid, account_id uuid, kind text, "
    "title jsonb, body jsonb, order_id uuid, created_at timestamptz)",
)
_READ: Final = Fragment(
    "message_read",
    "UPDATE inbox_messages SET read_at = coalesce(read_at, %(at)s) "
    "WHERE id = %(id)s AND account_id = %(account_id)s",
    expects=1,
    refusal=MessageNotFound,
)
_DONE: Final = Fragment(
    "reaction_done",
    "INSERT INTO reactions_done (event_id, reaction) VALUES (%(event_id)s, %(reaction)s) "
    "ON CONFLICT DO NOTHING",
    expects=1,
    refusal=AlreadyReacted,
)


@dataclass(frozen=True, slots=True)
class SqlDesk:
    session: SqlSession

    async def get(self, entry_id: ExceptionId, region_id: RegionId | None) -> DeskEntry:
        row = await self.session.fetch_one(_GET, {"id": entry_id, "region_id": region_id})
        if row is None:
            raise ExceptionNotFound()
        return DeskEntry(
            id=ExceptionId(row[0]),
            region_id=RegionId(row[1]),
            order_id=OrderId(row[2]),
            kind=row[3],
            reason=msgspec.json.decode(row[4], type=Text),
            opened_at=row[5],
        )

    def open(self, entry: DeskEntry) -> None:
        params = {
            "id": entry.id,
            "region_id": entry.region_id,
            "order_id": entry.order_id,
            "kind": entry.kind,
            "reason": _json(entry.reason),
            "opened_at": entry.opened_at,
        }
        self.session.write(_OPEN, params)

    def resolve(self, entry_id: ExceptionId, region_id: RegionId, by: UUID, at: datetime, note: str) -> None:
        params = {"id": entry_id, "region_id": region_id, "by": by, "at": at, "note": note}
        self.session.write(_RESOLVE, params)

    async def clear(self, order_id: OrderId, kinds: Collection[str], at: datetime) -> tuple[str, ...]:
        params = {"order_id": order_id, "kinds": list(kinds), "at": at}
        there = tuple(row[0] for row in await self.session.fetch_all(_OPEN_KINDS, params))
        if there:
            self.session.write(_CLEAR, params)
        return there


@dataclass(frozen=True, slots=True)
class SqlReviews:
    session: SqlSession

    def add(self, review: Review) -> None:
        params = {
            "id": review.id,
            "order_id": review.order_id,
            "region_id": review.region_id,
            "homeowner_id": review.homeowner_id,
            "worker_id": review.worker_id,
            "stars": review.stars,
            "tags": list(review.tags),
            "text": review.text,
            "created_at": review.created_at,
        }
        self.session.write(_REVIEW, params)


@dataclass(frozen=True, slots=True)
class SqlInbox:
    session: SqlSession

    def add(self, *messages: Message) -> None:
        self.session.write(_MESSAGE, {"rows": _json(messages)})

    def mark_read(self, message_id: MessageId, account_id: UUID, at: datetime) -> None:
        self.session.write(_READ, {"id": message_id, "account_id": account_id, "at": at})


@dataclass(frozen=True, slots=True)
class SqlReactions:
    session: SqlSession

    def done(self, event_id: UUID, reaction: str) -> None:
        self.session.write(_DONE, {"event_id": event_id, "reaction": reaction})


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
