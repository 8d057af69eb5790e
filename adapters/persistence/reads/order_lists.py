"""Lists of orders by keyset: every text walks an index and stops after a page."""

from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from adapters.persistence.reads.buttons import relation_params
from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import Row
from adapters.persistence.reads.summaries import (
    CREATED_AT,
    DEADLINE_AT,
    ID,
    SUMMARY_COLUMNS,
    WINDOW_START,
    WORKER_JOIN,
)
from application.ports.queries import CursorMalformed, OrdersWanted
from domain.identity.roles import Actor
from domain.orders.status import Status


class Sort(NamedTuple):
    """`key` is a column of orders (or the expression of an index), `place` its place in a row."""

    key: str
    place: int
    is_descending: bool = False

    @property
    def order(self) -> str:
        direction = " DESC" if self.is_descending else ""
        return f"ORDER BY {self.key}{direction}, o.id{direction}"

    @property
    def after(self) -> str:
        sign = "<" if self.is_descending else ">"
        return f"({self.key}, o.id) {sign} (coalesce(%(after)s::timestamptz, 'infinity'), %(after_id)s::uuid)"


# Orders without a deadline come last, as if it never came.
_NEVER_LAST: Final = "coalesce(o.deadline_at, 'infinity'::timestamptz)"
SORTS: Final = {
    "-created_at": Sort("o.created_at", CREATED_AT, is_descending=True),
    "created_at": Sort("o.created_at", CREATED_AT),
    "deadline_at": Sort(_NEVER_LAST, DEADLINE_AT),
    "window_start": Sort("o.window_start", WINDOW_START),
}
CURSOR: Final = Cursor(tuple[str, datetime | None, UUID])


class Shape(NamedTuple):
    """What decides the text of the select."""

    sort: str
    is_owner: bool
    has_region: bool
    has_status: bool
    has_cursor: bool


@lru_cache(maxsize=128)
def list_sql(shape: Shape) -> str:
    if shape.is_owner:
        status = " AND o.status = ANY(%(statuses)s::text[])" if shape.has_status else ""
        return _one_walk(shape, f"o.homeowner_id = %(me)s{status}")
    if shape.has_region and not shape.has_status:
        return _one_walk(shape, "o.region_id = %(region)s")
    return _many_walks(shape)


def statuses_of(wanted: OrdersWanted, *, is_owner: bool) -> tuple[Status, ...]:
    """A region's deadlines are indexed by status: whoever wants all of them walks status by status."""
    by_status = wanted.sort == "deadline_at" and not is_owner
    return wanted.status or (tuple(Status) if by_status else ())


def list_params(actor: Actor, wanted: OrdersWanted) -> dict[str, Any]:
    """Raises `CursorMalformed`, also for a cursor of another order of sorting."""
    params = relation_params(actor) | {
        "region": wanted.region_id or actor.region_id,
        "statuses": [status.value for status in statuses_of(wanted, is_owner=not actor.is_staff)],
        "limit": wanted.piece.limit + 1,
    }
    if wanted.piece.cursor is not None:
        sort, params["after"], params["after_id"] = CURSOR.read(wanted.piece.cursor)
        if sort != wanted.sort:
            raise CursorMalformed()
    return params


def key_of(row: Row, sort: str) -> tuple[str, datetime | None, UUID]:
    return sort, row[SORTS[sort].place], row[ID]


def _one_walk(shape: Shape, mine: str) -> str:
    sort = SORTS[shape.sort]
    after = f" AND {sort.after}" if shape.has_cursor else ""
    return (
        f"SELECT {SUMMARY_COLUMNS} FROM orders o {WORKER_JOIN} "
        f"WHERE {mine}{after} {sort.order} LIMIT %(limit)s"
    )


def _many_walks(shape: Shape) -> str:
    """A page of each region and status, merged: none of the walks passes over orders that are not wanted."""
    sort = SORTS[shape.sort]
    after = f" AND {sort.after}" if shape.has_cursor else ""
    regions = "(SELECT %(region)s::uuid AS id)" if shape.has_region else "regions"
    statuses = ", unnest(%(statuses)s::text[]) s (status)" if shape.has_status else ""
    status = " AND o.status = s.status" if shape.has_status else ""
    return (
        f"SELECT {SUMMARY_COLUMNS} FROM {regions} r{statuses} CROSS JOIN LATERAL ("
        f"SELECT * FROM orders o WHERE o.region_id = r.id{status}{after} {sort.order} LIMIT %(limit)s) o "
        f"{WORKER_JOIN} {sort.order} LIMIT %(limit)s"
    )
