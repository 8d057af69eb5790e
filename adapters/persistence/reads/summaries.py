"""The row of an order in a list."""

from typing import Any, Final

from adapters.persistence.reads.buttons import RELATION_COLUMNS, RELATION_WIDTH, Relation, buttons
from adapters.persistence.reads.pieces import ACTIONS, STATUSES, Row, text_from
from application.views.orders import OrderSummary
from domain.identity.roles import Actor
from domain.orders.number import number_of

SUMMARY_COLUMNS: Final = (
    f"{RELATION_COLUMNS}, o.id, o.version, o.service_id, o.terms -> 'service_name', "
    "(o.terms ->> 'price_minor')::bigint, o.terms ->> 'currency', o.place -> 'community_name', "
    "o.window_start, o.window_end, o.deadline_at, o.on_expiry, o.is_urgent, o.created_at, w.name"
)
SUMMARY_WIDTH: Final = RELATION_WIDTH + 14
WORKER_JOIN: Final = "LEFT JOIN workers w ON w.id = o.worker_id"
ID: Final = RELATION_WIDTH
WINDOW_START: Final = RELATION_WIDTH + 7
DEADLINE_AT: Final = RELATION_WIDTH + 9
CREATED_AT: Final = RELATION_WIDTH + 12
_STATUS: Final = Relation._fields.index("status")
_IN_HALL: Final = Relation._fields.index("is_in_hall")
_REVIEWED: Final = Relation._fields.index("is_reviewed")


def summary_fields(row: Row, actor: Actor) -> dict[str, Any]:
    """The fields of an `OrderSummary`; `row` begins with SUMMARY_COLUMNS."""
    (
        order_id,
        version,
        service_id,
        service_name,
        price_minor,
        currency,
        community,
        window_start,
        window_end,
        deadline_at,
        on_expiry,
        is_urgent,
        created_at,
        worker_name,
    ) = row[RELATION_WIDTH:SUMMARY_WIDTH]
    return {
        "id": order_id,
        "number": number_of(order_id),
        "status": STATUSES[row[_STATUS]],
        "version": version,
        "service_id": service_id,
        "service_name": text_from(service_name),
        "community_name": text_from(community),
        "window_start": window_start,
        "window_end": window_end,
        "deadline_at": deadline_at,
        "on_expiry": ACTIONS[on_expiry],
        "allowed_actions": buttons(actor.roles, row[:RELATION_WIDTH]),
        "is_urgent": is_urgent,
        "in_hall": row[_IN_HALL],
        "price_minor": price_minor,
        "currency": currency,
        "created_at": created_at,
        "worker_name": worker_name,
        "has_review": row[_REVIEWED],
    }


def summary_from(row: Row, actor: Actor) -> OrderSummary:
    return OrderSummary(**summary_fields(row, actor))
