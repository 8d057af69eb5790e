"""The row of an order in a list."""

from typing import Any, Final

from adapters.persistence.reads.buttons import RELATION_COLUMNS, RELATION_WIDTH, Relation, buttons
from adapters.persistence.reads.pieces import ACTIONS, STATUSES, Row, terms_from, text_from
from application.views.orders import OrderSummary
from domain.identity.roles import Actor
from domain.orders.number import number_of

SUMMARY_COLUMNS: Final = (
    f"{RELATION_COLUMNS}, o.id, o.version, o.terms, o.place -> 'community_name', "
    "o.window_start, o.window_end, o.deadline_at, o.on_expiry, o.is_urgent, o.created_at, w.name"
)
SUMMARY_WIDTH: Final = RELATION_WIDTH + 11
WORKER_JOIN: Final = "LEFT JOIN workers w ON w.id = o.worker_id"
ID: Final = RELATION_WIDTH
WINDOW_START: Final = RELATION_WIDTH + 4
DEADLINE_AT: Final = RELATION_WIDTH + 6
CREATED_AT: Final = RELATION_WIDTH + 9


def summary_fields(row: Row, actor: Actor) -> dict[str, Any]:
    """The fields of an `OrderSummary`; `row` begins with SUMMARY_COLUMNS."""
    relation = Relation(*row[:RELATION_WIDTH])
    (
        order_id,
        version,
        terms_json,
        community,
        window_start,
        window_end,
        deadline_at,
        on_expiry,
        is_urgent,
        created_at,
        worker_name,
    ) = row[RELATION_WIDTH:SUMMARY_WIDTH]
    terms = terms_from(terms_json)
    return {
        "id": order_id,
        "number": number_of(order_id),
        "status": STATUSES[relation.status],
        "version": version,
        "service_id": terms.service_id,
        "service_name": terms.service_name,
        "community_name": text_from(community),
        "window_start": window_start,
        "window_end": window_end,
        "deadline_at": deadline_at,
        "on_expiry": ACTIONS[on_expiry],
        "allowed_actions": buttons(actor.roles, relation),
        "is_urgent": is_urgent,
        "in_hall": relation.is_in_hall,
        "price_minor": terms.price_minor,
        "currency": terms.currency,
        "created_at": created_at,
        "worker_name": worker_name,
        "has_review": relation.is_reviewed,
    }


def summary_from(row: Row, actor: Actor) -> OrderSummary:
    return OrderSummary(**summary_fields(row, actor))
