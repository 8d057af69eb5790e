"""Do all three servers really do the same? Their answers and the rows they leave behind are compared."""

import json
import socket
from collections.abc import Mapping
from typing import Any, Final

import psycopg

from benchmarks.http.load import Line
from benchmarks.http.servers import Server

_COUNTED: Final = ("orders", "visits", "order_events", "outbox", "idempotency_keys")
_LEFT_BY_WRITES: Final = {
    "order": "SELECT status, version, on_expiry, deadline_at IS NULL, ready_since IS NULL, policy_version, "
    "is_urgent, rounds, terms - 'service_id', place -> 'point' IS NULL, note, count(*) "
    "FROM orders WHERE id = ANY(%s) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ORDER BY 1, 2, 9",
    "history": "SELECT seq, action, source, target, role, data, worker_ids, count(*) FROM order_events "
    "WHERE order_id = ANY(%s) GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2",
    "outbox": "SELECT kind, array(SELECT jsonb_object_keys(body) ORDER BY 1), "
    "body -> 'action', body -> 'to', count(*) FROM outbox "
    "WHERE (body ->> 'order_id')::uuid = ANY(%s) GROUP BY 1, 2, 3, 4 ORDER BY 1",
    "keys": "SELECT route, length(fingerprint), count(*) FROM idempotency_keys "
    "WHERE cardinality(%s::uuid[]) > 0 GROUP BY 1, 2 ORDER BY 1",
}
_TOUCHED: Final = "SELECT DISTINCT (body ->> 'order_id')::uuid FROM outbox"
_CHANGES_BY_SERVER: Final = frozenset({"url", "next_cursor", "order_id", "deadline_at"})


class ServersDiffer(AssertionError):
    """Two servers answered or stored something different."""


def row_counts(server: Server) -> dict[str, int]:
    with psycopg.connect(server.database.owner) as connection:
        return {table: _count(connection, table) for table in _COUNTED}


def require_same_work(servers: Mapping[str, Server], calls: int) -> dict[str, dict[str, int]]:
    """Run each operation `calls` times on each server; the rows that each table grew by, by server.

    Raises:
        ServersDiffer: an answer or a stored row of one server is not that of the others.
    """
    before = {name: row_counts(server) for name, server in servers.items()}
    for operation in next(iter(servers.values())).operations:
        answers = {
            name: server.loaded(server.operations[operation], calls, 1).last_body
            for name, server in servers.items()
        }
        _require_equal(operation, {name: _comparable(json.loads(body)) for name, body in answers.items()})
    for what in _LEFT_BY_WRITES:
        _require_equal(what, {name: _left(server, what) for name, server in servers.items()})
    grown = {name: _difference(row_counts(server), before[name]) for name, server in servers.items()}
    _require_equal("rows", grown)
    for name, server in servers.items():
        _require_replay(name, server)
    return grown


def _require_replay(name: str, server: Server) -> None:
    """The same write under the same key once more: one more answer, not one more row."""
    operation = server.operations["approve"]
    request = operation.take(1)[0]
    before = row_counts(server)
    first, again = (_sent(server, request) for _ in range(2))
    grown = _difference(row_counts(server), before)
    if first != again or grown["order_events"] != 1 or grown["idempotency_keys"] != 1:
        raise ServersDiffer(f"{name} did a repeated write again: {first} {again} {grown}")


def _sent(server: Server, request: str) -> Any:
    with socket.create_connection(("127.0.0.1", server.port), 10) as sock:
        line = Line(sock)
        line.send(request.encode())
        while (answer := line.receive()) is None:
            continue
    return json.loads(answer[1])


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _left(server: Server, what: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(server.database.owner) as connection:
        touched = [row[0] for row in connection.execute(_TOUCHED).fetchall()]
        return connection.execute(_LEFT_BY_WRITES[what], [touched]).fetchall()


def _difference(after: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {table: after[table] - before[table] for table in after}


def _comparable(answer: Any) -> Any:
    """The answer without what cannot be equal: signatures, cursors, new ids and the moment of the call."""
    if isinstance(answer, dict):
        return {
            key: "present" if key in _CHANGES_BY_SERVER and value is not None else _comparable(value)
            for key, value in answer.items()
        }
    return [_comparable(one) for one in answer] if isinstance(answer, list) else answer


def _require_equal(what: str, found: Mapping[str, Any]) -> None:
    expected_name, expected = next(iter(found.items()))
    for name, value in found.items():
        if value == expected:
            continue
        if isinstance(value, list):
            value, expected = (
                [one for one in a if one not in b] for a, b in ((value, expected), (expected, value))
            )
        raise ServersDiffer(f"{what}: {name} has\n{value}\nand {expected_name}\n{expected}")
