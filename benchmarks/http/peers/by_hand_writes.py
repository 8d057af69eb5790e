"""The two writes of peer A: one transaction each, a statement for each table."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from psycopg import errors
from psycopg.types.json import Jsonb
from sanic import HTTPResponse, Request
from uuid_utils.compat import uuid7

from benchmarks.http.peers import by_hand_sql as sql
from benchmarks.http.peers.by_hand import Connection, Refused, answered, authenticated, utc_now
from benchmarks.http.peers.rules import (
    allowed_actions,
    ready_deadline,
    request_fingerprint,
    review_deadline,
    window_problem,
)

_encode: Final = msgspec.json.Encoder().encode


class PlaceOrder(msgspec.Struct, forbid_unknown_fields=True):
    service_id: UUID
    address_id: UUID
    window_start: datetime
    window_end: datetime
    shown_price_minor: int
    note: str = ""
    is_urgent: bool = False
    photo_ids: list[UUID] = []


class Versioned(msgspec.Struct, forbid_unknown_fields=True):
    expected_version: int


_place: Final = msgspec.json.Decoder(PlaceOrder)
_versioned: Final = msgspec.json.Decoder(Versioned)


def idempotency_key(request: Request) -> str:
    key: str | None = request.headers.get("idempotency-key")
    if not key or len(key) > 200:
        raise Refused(400, "idempotency_key_missing")
    return key


async def replayed(
    connection: Connection, name: tuple[UUID, str, str], fingerprint: bytes
) -> HTTPResponse | None:
    """The answer that was given under this key before; None when there was none."""
    stored = await (await connection.execute(sql.STORED_ANSWER, name)).fetchone()
    if stored is None:
        return None
    if bytes(stored[0]) != fingerprint:
        raise Refused(422, "idempotency_key_reused")
    return HTTPResponse(bytes(stored[1]), 200, content_type="application/json")


async def record(connection: Connection, kind: str, event: dict[str, Any]) -> None:
    """A row of history and one for the outbox."""
    await connection.execute(sql.INSERT_EVENT, event)
    body = {
        key: event[key] for key in ("order_id", "seq", "region_id", "homeowner_id", "action", "source", "to")
    }
    body |= {key: event[key] for key in ("actor_id", "role", "at")}
    body |= {"worker_ids": [], "reason": None, "data": {}, "is_in_hall": event["is_in_hall"]}
    await connection.execute(sql.INSERT_OUTBOX, [uuid7(), kind, Jsonb(body)])


async def approve_order(request: Request, order_id: UUID) -> HTTPResponse:
    key, body = idempotency_key(request), _versioned.decode(request.body)
    fingerprint = request_fingerprint("POST", request.path, request.body)
    async with request.app.ctx.pool.connection() as connection:
        account_id, role, region_id = await authenticated(request, connection, frozenset({"reviewer"}))
        name, now = (account_id, "approve_order", key), utc_now()
        try:
            async with connection.transaction():
                row = await (await connection.execute(sql.ORDER_TO_MOVE, [order_id, region_id])).fetchone()
                if row is None:
                    raise Refused(404, "order_not_found")
                if row[3] != body.expected_version:
                    raise Refused(409, "stale_version")
                if row[2] != "PENDING_REVIEW":
                    raise Refused(409, "illegal_transition")
                deadline_at, on_expiry = ready_deadline(now, row[6], row[7], row[8])
                changes = {
                    "now": now,
                    "deadline_at": deadline_at,
                    "on_expiry": on_expiry,
                    "order_id": order_id,
                }
                updated = await connection.execute(
                    sql.APPROVE, changes | {"expected_version": body.expected_version}
                )
                if updated.rowcount != 1:
                    raise Refused(409, "stale_version")
                event = {"order_id": order_id, "seq": row[3] + 1, "region_id": row[0], "homeowner_id": row[1]}
                event |= {"action": "approve", "source": row[2], "to": "READY", "actor_id": account_id}
                event |= {"role": role, "at": now, "is_in_hall": row[5]}
                await record(connection, "OrderApproved", event)
                receipt = {
                    "order_id": order_id,
                    "status": "READY",
                    "version": row[3] + 1,
                    "deadline_at": deadline_at,
                    "allowed_actions": allowed_actions(role, "READY", row[5], False, 0),
                }
                await connection.execute(sql.INSERT_KEY, [*name, fingerprint, _encode(receipt), now])
        except (Refused, errors.UniqueViolation):
            if (before := await replayed(connection, name, fingerprint)) is not None:
                return before
            raise
    return answered(receipt)


async def place_order(request: Request) -> HTTPResponse:
    key, body = idempotency_key(request), _place.decode(request.body)
    fingerprint = request_fingerprint("POST", request.path, request.body)
    async with request.app.ctx.pool.connection() as connection:
        account_id, role, _ = await authenticated(request, connection, frozenset({"homeowner"}))
        name = (account_id, "place_order", key)
        try:
            async with connection.transaction():
                receipt = await _placed(connection, account_id, role, body)
                answer = [*name, fingerprint, _encode(receipt), utc_now()]
                await connection.execute(sql.INSERT_KEY, answer)
        except (Refused, errors.UniqueViolation):
            if (before := await replayed(connection, name, fingerprint)) is not None:
                return before
            raise
    return answered(receipt, 201)


async def _placed(connection: Connection, account_id: UUID, role: str, body: PlaceOrder) -> dict[str, Any]:
    now, start, end = utc_now(), body.window_start.astimezone(UTC), body.window_end.astimezone(UTC)
    asked = {"service_id": body.service_id, "address_id": body.address_id, "account_id": account_id}
    facts = await (await connection.execute(sql.FACTS, asked)).fetchone()
    if facts is None:
        raise Refused(404, "address_not_found")
    if (rule := window_problem(start, end, now)) is not None:
        raise Refused(422, "window_not_bookable_" + rule)
    if facts[16] != body.shown_price_minor:
        raise Refused(409, "price_has_changed")
    if facts[20] >= facts[18].get("open_orders_limit", 5):
        raise Refused(422, "too_many_open_orders")
    row = _order_row(facts, body, account_id, now)
    wanted = {"skill": facts[10], "min_level": facts[11], "start": start, "end": end}
    if await (await connection.execute(sql.ABLE_WORKER, row | wanted)).fetchone() is None:
        raise Refused(422, "nobody_can_serve")
    await connection.execute(sql.INSERT_ORDER, row)
    await connection.execute(sql.INSERT_VISIT, row)
    event = {"order_id": row["order_id"], "seq": 1, "region_id": facts[0], "homeowner_id": account_id}
    event |= {"action": "submit", "source": None, "to": "PENDING_REVIEW", "actor_id": account_id}
    event |= {"role": role, "at": now, "is_in_hall": False}
    await record(connection, "OrderSubmitted", event)
    return {
        "order_id": row["order_id"],
        "status": "PENDING_REVIEW",
        "version": 1,
        "deadline_at": row["deadline_at"],
        "allowed_actions": allowed_actions(role, "PENDING_REVIEW", False, False, 0),
    }


def _order_row(facts: tuple[Any, ...], body: PlaceOrder, account_id: UUID, now: datetime) -> dict[str, Any]:
    is_urgent = body.is_urgent or (body.window_start - now).total_seconds() < 7200
    names = (
        "skill",
        "min_level",
        "duration_s",
        "photos_before",
        "photos_after",
        "warranty_days",
        "price_minor",
    )
    terms = dict(zip(names, facts[10:17], strict=True)) | {
        "service_id": body.service_id,
        "service_name": facts[9],
        "currency": facts[2],
        "price_version": facts[17],
        "policy_version": facts[19],
    }
    place = {"address_id": body.address_id, "community_id": facts[3], "community_name": facts[4]}
    place |= {"line": facts[5], "unit": facts[6], "point": {"lon": facts[7], "lat": facts[8]}}
    return {
        "order_id": uuid7(),
        "visit_id": uuid7(),
        "region_id": facts[0],
        "account_id": account_id,
        "service_id": body.service_id,
        "community_id": facts[3],
        "is_urgent": is_urgent,
        "policy_version": facts[19],
        "terms": Jsonb(terms),
        "place": Jsonb(place),
        "lon": facts[7],
        "lat": facts[8],
        "note": body.note.strip(),
        "now": now,
        "deadline_at": review_deadline(now, facts[1], facts[18].get("review_within_s", 600)),
        "on_expiry": "approve" if is_urgent else "escalate",
        "window_start": body.window_start,
        "window_end": body.window_end,
    }
