"""The five operations as raw requests, made of the rows that are in the filled database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
import psycopg

_CALLERS: Final = "SELECT username, id FROM accounts WHERE username IN ('reviewer', 'dispatcher')"
_OWN_ORDERS: Final = "SELECT homeowner_id, id FROM orders ORDER BY md5(id::text) LIMIT 3000"
_TO_APPROVE: Final = (
    "SELECT id FROM orders WHERE status = 'PENDING_REVIEW' AND version = 1 ORDER BY md5(id::text)"
)
_HOUSEHOLDS: Final = """
SELECT a.account_id, a.id, p.service_id, p.price_minor
  FROM (SELECT *, row_number() OVER (ORDER BY md5(a.id::text)) AS place FROM addresses a
         WHERE EXISTS (SELECT 1 FROM sessions s WHERE s.account_id = a.account_id)
           AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.homeowner_id = a.account_id)) a
  JOIN (SELECT *, row_number() OVER (ORDER BY service_id) - 1 AS at, count(*) OVER () AS many
          FROM service_prices) p ON p.at = a.place % p.many
 ORDER BY a.place"""
_TOMORROW: Final = """
SELECT (date_trunc('day', now() AT TIME ZONE time_zone) + interval '1 day 11 hours') AT TIME ZONE time_zone
  FROM regions WHERE code = 'la_serena'"""
_SPOTS: Final = """
SELECT a.lon, a.lat, s.code
  FROM (SELECT lon, lat, row_number() OVER (ORDER BY md5(id::text)) AS place FROM addresses) a
  JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS at, count(*) OVER () AS many FROM skill_kinds) s
    ON s.at = a.place % s.many
 ORDER BY a.place LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Operation:
    """`status` is the answer's; `take(n)` gives the next n requests as text."""

    name: str
    title: str
    status: int
    take: Callable[[int], list[str]]
    is_write: bool = False


@dataclass(slots=True)
class Supply:
    """Requests for one database, each used once where it writes, over and over where it reads."""

    rows: Sequence[Any]
    make: Callable[[Any], str]
    is_endless: bool = True
    _used: int = field(default=0)

    def take(self, count: int) -> list[str]:
        if not self.is_endless and self._used + count > len(self.rows):
            raise RuntimeError("the filled database has not enough rows for so many rounds")
        taken = [self.make(self.rows[(self._used + step) % len(self.rows)]) for step in range(count)]
        self._used += count
        return taken


def operations_of(dsn: str) -> Mapping[str, Operation]:
    """By name, in the order in which they are told."""
    with psycopg.connect(dsn) as connection:
        callers: dict[str, UUID] = dict(connection.execute(_CALLERS).fetchall())
        own = connection.execute(_OWN_ORDERS).fetchall()
        pending = connection.execute(_TO_APPROVE).fetchall()
        households = connection.execute(_HOUSEHOLDS).fetchall()
        spots = connection.execute(_SPOTS).fetchall()
        opens = (connection.execute(_TOMORROW).fetchone() or (datetime.now(UTC),))[0]
    dispatcher, reviewer = callers["dispatcher"], callers["reviewer"]

    def get(row: tuple[UUID, UUID]) -> str:
        return request("GET", f"/orders/{row[1]}", row[0])

    def listing(_: object) -> str:
        return request("GET", "/orders?limit=50", dispatcher)

    def create(row: tuple[UUID, UUID, UUID, int]) -> str:
        body = {
            "service_id": row[2],
            "address_id": row[1],
            "window_start": opens,
            "shown_price_minor": row[3],
        }
        body |= {"window_end": opens.replace(hour=opens.hour + 2), "note": "The bell does not ring."}
        return request("POST", "/orders", row[0], body)

    def approve(row: tuple[UUID]) -> str:
        return request("POST", f"/orders/{row[0]}/approve", reviewer, {"expected_version": 1})

    def nearest(row: tuple[float, float, str]) -> str:
        return request(
            "GET", f"/workers/nearest?lon={row[0]}&lat={row[1]}&skill={row[2]}&limit=20", dispatcher
        )

    return {
        one.name: one
        for one in (
            Operation("get", "get order", 200, Supply(own, get).take),
            Operation("list", "list 50 orders", 200, Supply([()], listing).take),
            Operation("create", "create order", 201, Supply(households, create).take, is_write=True),
            Operation("approve", "approve order", 200, Supply(pending, approve, False).take, is_write=True),
            Operation("nearest", "nearest 20 of 50k", 200, Supply(spots, nearest).take),
        )
    }


def request(method: str, path: str, account_id: UUID, body: object = None) -> str:
    """As it goes over the wire; a write carries a fresh idempotency key."""
    lines = [
        f"{method} /api/v1{path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept: application/json",
        f"Authorization: Bearer bench-{account_id}",
    ]
    payload = b""
    if body is not None:
        payload = msgspec.json.encode(body)
        lines += ["Content-Type: application/json", f"Idempotency-Key: {uuid4()}"]
        lines += [f"Content-Length: {len(payload)}"]
    return "\r\n".join([*lines, "", payload.decode()])
