"""The selects and fragments of orders, written from the mapped columns."""

from typing import Final

from adapters.persistence.fragments import Fragment
from adapters.persistence.orders.rows import OFFER_COLUMNS, ORDER_COLUMNS, VISIT_COLUMNS
from domain.orders.refusals import StaleVersion


def _of(alias: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{column}" for column in columns)


LOAD: Final = f"""
SELECT {_of("o", ORDER_COLUMNS)}, r.time_zone, p.policy, {_of("v", VISIT_COLUMNS)},
       (SELECT jsonb_agg(to_jsonb(f) - 'order_id' - 'region_id' ORDER BY f.created_at, f.id)
          FROM offers f WHERE f.visit_id = v.id)
  FROM orders o
  JOIN regions r ON r.id = o.region_id
  JOIN order_policies p ON p.region_id = o.region_id AND p.version = o.policy_version
  JOIN LATERAL (SELECT * FROM visits WHERE order_id = o.id ORDER BY seq DESC LIMIT 1) v ON true
 WHERE o.id = %(id)s"""
LOAD_BY_OFFER: Final = LOAD.replace("o.id = %(id)s", "o.id = (SELECT order_id FROM offers WHERE id = %(id)s)")

_CHANGING: Final = (
    "status",
    "version",
    "priority",
    "is_in_hall",
    "is_escalated",
    "is_late",
    "rounds",
    "not_done_count",
    "question",
    "answer",
    "reason",
    "ready_since",
    "completed_at",
    "deadline_at",
    "on_expiry",
    "review_id",
    "window_start",
    "window_end",
    "worker_id",
)
_FIXED: Final = (
    "id",
    "region_id",
    "homeowner_id",
    "service_id",
    "community_id",
    "is_urgent",
    "policy_version",
    "terms",
    "place",
    "lon",
    "lat",
    "note",
    "created_at",
    "queued_at",
)


def _insert(table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f"%({column})s" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"


def _update(table: str, columns: tuple[str, ...], where: str, also: str = "") -> str:
    changes = ", ".join(f"{column} = %({column})s" for column in columns)
    return f"UPDATE {table} SET {changes}{also} WHERE {where}"


_VISIT_CHANGING: Final = VISIT_COLUMNS[2:]
_PLAN: Final = ("worker_id", "starts_at", "ends_at", "block_from", "travel_s", "road_m")
_OFFER_INSERTED: Final = ("order_id", "region_id", *OFFER_COLUMNS)

INSERT_ORDER: Final = Fragment("order_added", _insert("orders", _FIXED + _CHANGING), expects=1)
UPDATE_ORDER: Final = Fragment(
    "order_saved",
    _update(
        "orders", _CHANGING, "id = %(id)s AND version = %(loaded_version)s", ", unassigned_reason = NULL"
    ),
    expects=1,
    refusal=StaleVersion,
)
INSERT_VISIT: Final = Fragment(
    "visit_added", _insert("visits", ("order_id", "region_id", *VISIT_COLUMNS)), expects=1
)
UPDATE_VISIT: Final = Fragment(
    "visit_saved", _update("visits", _VISIT_CHANGING, "id = %(id)s"), expects=1, refusal=StaleVersion
)
# The block of a visit is also moved without its order, when another one is fitted in before it: a step
# that did not touch the plan must not write back where the block was when the order was loaded.
UPDATE_VISIT_KEEPING_PLAN: Final = Fragment(
    "visit_saved",
    _update("visits", tuple(one for one in _VISIT_CHANGING if one not in _PLAN), "id = %(id)s"),
    expects=1,
    refusal=StaleVersion,
)
INSERT_OFFERS: Final = Fragment(
    "offers_added",
    f"INSERT INTO offers ({', '.join(_OFFER_INSERTED)}) SELECT {', '.join(_OFFER_INSERTED)} "
    "FROM jsonb_populate_recordset(NULL::offers, %(rows)s::jsonb)",
)
UPDATE_OFFERS: Final = Fragment(
    "offers_saved",
    "UPDATE offers SET status = n.status, answered_at = n.answered_at, reason_code = n.reason_code, "
    "note = n.note FROM jsonb_populate_recordset(NULL::offers, %(rows)s::jsonb) n WHERE offers.id = n.id",
)
_EVENT_COLUMNS: Final = (
    "order_id, seq, region_id, action, source, target, actor_id, role, at, reason, data, worker_ids"
)
INSERT_EVENTS: Final = Fragment(
    "order_events_added",
    f"INSERT INTO order_events ({_EVENT_COLUMNS}) SELECT {_EVENT_COLUMNS} "
    "FROM jsonb_populate_recordset(NULL::order_events, %(rows)s::jsonb)",
)
