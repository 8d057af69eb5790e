"""Peer A: Sanic and raw psycopg. Each operation is written out by hand: SQL, a dict, JSON.

No domain, no ports, no unit of work, no metrics, no access log, no strict input layer: what a good engineer
writes when five operations are all there will ever be.
"""

from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import psycopg
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool
from sanic import HTTPResponse, Request, Sanic

from benchmarks.http.peers import by_hand_sql as sql
from benchmarks.http.peers.rules import (
    STAFF_ROLES,
    allowed_actions,
    eta,
    masked_phone,
    order_number,
    photo_url,
    token_digest,
)

Connection = psycopg.AsyncConnection[tuple[Any, ...]]
Account = tuple[Any, str, Any]  # id, role, region_id
OPTIONS: Final = "-c jit=off -c statement_timeout=15000 -c lock_timeout=3000 -c timezone=UTC"
_encode: Final = msgspec.json.Encoder().encode


class Refused(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def answered(answer: object, status: int = 200) -> HTTPResponse:
    return HTTPResponse(_encode(answer), status, content_type="application/json")


def problem(refused: Refused) -> HTTPResponse:
    body = {"title": refused.code, "status": refused.status, "code": refused.code}
    return HTTPResponse(_encode(body), refused.status, content_type="application/problem+json")


async def authenticated(request: Request, connection: Connection, roles: frozenset[str]) -> Account:
    token = request.token
    if not token:
        raise Refused(401, "not_signed_in")
    cursor = await connection.execute(sql.AUTHENTICATE, [token_digest(token)])
    account = await cursor.fetchone()
    if account is None:
        raise Refused(401, "session_expired")
    if account[1] not in roles:
        raise Refused(403, "role_not_allowed")
    return account


def summary(row: tuple[Any, ...], role: str) -> dict[str, Any]:
    terms, place = row[3], row[4]
    return {
        "id": row[0],
        "number": order_number(row[0]),
        "status": row[1],
        "version": row[2],
        "service_id": terms["service_id"],
        "service_name": terms["service_name"],
        "community_name": place["community_name"],
        "window_start": row[5],
        "window_end": row[6],
        "deadline_at": row[7],
        "on_expiry": row[8],
        "allowed_actions": allowed_actions(role, row[1], row[10], row[13], row[14]),
        "is_urgent": row[9],
        "in_hall": row[10],
        "price_minor": terms["price_minor"],
        "currency": terms["currency"],
        "created_at": row[11],
        "worker_name": row[12],
        "has_review": row[13],
    }


def detail(row: tuple[Any, ...], role: str) -> dict[str, Any]:
    terms, place, more = row[3], row[4], row[15:]
    visit = dict(zip(("id", "starts_at", "ends_at", "departed_at", "arrived_at"), more[5:10], strict=True))
    travel = {"status": row[1], "travel_s": more[12], **visit}
    worker = None
    if more[13] is not None:
        is_on_way = row[1] == "EN_ROUTE" and more[15] is not None
        worker = {
            "id": more[13],
            "name": row[12],
            "phone_masked": masked_phone(more[14]),
            "photo_url": None,
            "eta_at": eta(travel),
            "position": {"lon": more[15], "lat": more[16]} if is_on_way else None,
        }
    review = None
    if more[17] is not None:
        review = {"stars": more[17], "tags": more[18], "text": more[19], "created_at": more[20]}
    return summary(row, role) | {
        "note": more[0],
        "question": more[1],
        "answer": more[2],
        "address": {key: place[key] for key in ("line", "unit", "community_name", "point")},
        "worker": worker,
        "visit": {
            "id": visit["id"],
            "planned_start": visit["starts_at"],
            "planned_end": visit["ends_at"],
            "duration_s": terms["duration_s"],
            "departed_at": visit["departed_at"],
            "arrived_at": visit["arrived_at"],
            "started_at": more[10],
            "completed_at": more[11],
        },
        "offers": [],
        "photos": [
            {
                "id": photo[0],
                "kind": photo[1],
                "url": photo_url(photo[0]),
                "width": photo[2],
                "height": photo[3],
            }
            for photo in more[21] or ()
        ],
        "review": review,
        "unassigned_reason": more[4] if role in STAFF_ROLES else None,
        "homeowner": None,
        "reason": more[3],
    }


async def get_order(request: Request, order_id: Any) -> HTTPResponse:
    pool = request.app.ctx.pool
    async with pool.connection() as connection:
        account_id, role, region_id = await authenticated(request, connection, STAFF_ROLES | {"homeowner"})
        is_staff = role in STAFF_ROLES
        params = {"order_id": order_id, "account_id": account_id, "region_id": region_id}
        text = sql.DETAIL_OF_REGION if is_staff else sql.DETAIL_OF_HOMEOWNER
        row = await (await connection.execute(text, params)).fetchone()
        if row is None:
            raise Refused(404, "order_not_found")
        answer = detail(row, role)
        if is_staff:
            offers = await (await connection.execute(sql.OFFERS, [row[20]])).fetchall()
            names = ("id", "worker_id", "worker_name", "status", "round", "expires_at", "decline_reason")
            answer["offers"] = [dict(zip(names, offer, strict=True)) for offer in offers]
            owner = await (await connection.execute(sql.HOMEOWNER, [order_id])).fetchone()
            answer["homeowner"] = {"name": owner[0], "phone_masked": masked_phone(owner[1])}
    return answered(answer)


async def list_orders(request: Request) -> HTTPResponse:
    limit = int(request.args.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refused(400, "input_malformed")
    async with request.app.ctx.pool.connection() as connection:
        account_id, role, region_id = await authenticated(request, connection, STAFF_ROLES | {"homeowner"})
        text = sql.LIST_OF_REGION if role in STAFF_ROLES else sql.LIST_OF_HOMEOWNER
        params = {"account_id": account_id, "region_id": region_id, "limit": limit + 1}
        rows = await (await connection.execute(text, params)).fetchall()
    following = None
    if len(rows) > limit:
        last = rows[limit - 1]
        following = _encode(["-created_at", last[11], last[0]]).hex()
    return answered({"items": [summary(row, role) for row in rows[:limit]], "next_cursor": following})


async def nearest_workers(request: Request) -> HTTPResponse:
    args = request.args
    async with request.app.ctx.pool.connection() as connection:
        _, _, region_id = await authenticated(request, connection, STAFF_ROLES)
        params = {
            "lon": float(args.get("lon")),
            "lat": float(args.get("lat")),
            "skill": args.get("skill"),
            "limit": int(args.get("limit", 20)),
            "region_id": region_id,
        }
        rows = await (await connection.execute(sql.NEAREST, params)).fetchall()
    items = [
        {"id": row[0], "name": row[1], "distance_m": round(row[2]), "point": {"lon": row[3], "lat": row[4]}}
        for row in rows
    ]
    return answered({"items": items})


def make_app(dsn: str) -> Sanic[Any, Any]:
    from benchmarks.http.peers.by_hand_writes import approve_order, place_order

    set_json_dumps(msgspec.json.encode)
    set_json_loads(msgspec.json.decode)
    app: Sanic[Any, Any] = Sanic("by-hand", configure_logging=False)
    app.config.update({"ACCESS_LOG": False, "AUTO_EXTEND": False, "MOTD": False})

    @app.before_server_start
    async def start(app: Sanic[Any, Any]) -> None:
        kwargs = {"autocommit": True, "options": OPTIONS}
        app.ctx.pool = AsyncConnectionPool(dsn, min_size=2, max_size=8, open=False, kwargs=kwargs)
        await app.ctx.pool.open(wait=True)

    @app.after_server_stop
    async def stop(app: Sanic[Any, Any]) -> None:
        await app.ctx.pool.close()

    @app.exception(Refused)
    async def refuse(request: Request, refused: Refused) -> HTTPResponse:
        return problem(refused)

    app.add_route(get_order, "/api/v1/orders/<order_id:uuid>")
    app.add_route(list_orders, "/api/v1/orders")
    app.add_route(place_order, "/api/v1/orders", methods=["POST"])
    app.add_route(approve_order, "/api/v1/orders/<order_id:uuid>/approve", methods=["POST"])
    app.add_route(nearest_workers, "/api/v1/workers/nearest")
    return app


def utc_now() -> datetime:
    return datetime.now(UTC)
