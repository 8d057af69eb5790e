"""Decision cards as staff read them."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import Row
from application.dispatching.card_view import Names, card_view, ways_in
from application.ports.dispatching import KeptCard
from application.views.dispatch import DecisionCard
from application.views.explained import WayIn
from domain.dispatching.admission import Admission
from domain.shared.ids import WorkerId


def names_of(ids: str) -> str:
    """SQL for the names of workers by id; `ids` is SQL for a JSON array."""
    return (
        "(SELECT jsonb_object_agg(w.id, w.name) FROM workers w "
        f"WHERE w.id IN (SELECT one::uuid FROM jsonb_array_elements_text({ids}) one))"
    )


_NAMES: Final = names_of(
    "jsonb_path_query_array(c.card, '$.chosen[*].worker_id') || "
    "jsonb_path_query_array(c.card, '$.candidates[*].worker_id') || "
    "jsonb_path_query_array(c.card, '$.runner_up.worker_id') || "
    "jsonb_path_query_array(c.card, '$.losses[*].worker_id') || "
    "jsonb_path_query_array(c.card, '$.admissions[*].worker_id')"
)
# One row of nulls for an order that is seen but has no (further) cards: that is not "not found".
# What was said of an unserved visit holds until the order changes.
_CARDS: Final = """
SELECT c.id, c.created_at, c.card, {names}
  FROM orders o
  LEFT JOIN LATERAL (SELECT * FROM decision_cards
                      WHERE order_id = o.id AND (mode <> 'unserved' OR o.unassigned_reason IS NOT NULL){after}
                      ORDER BY created_at DESC, id DESC LIMIT %(limit)s) c ON true
 WHERE o.id = %(id)s AND (%(my_region)s::uuid IS NULL OR o.region_id = %(my_region)s::uuid)
 ORDER BY c.created_at DESC, c.id DESC"""
CARDS_FIRST: Final = _CARDS.format(names=_NAMES, after="")
CARDS_FOLLOWING: Final = _CARDS.format(
    names=_NAMES, after=" AND (created_at, id) < (%(after)s::timestamptz, %(after_id)s::uuid)"
)
CURSOR: Final = Cursor(tuple[datetime, UUID])

WAYS_IN: Final = f"""(
  SELECT jsonb_build_array(c.card -> 'admissions', {
    names_of("jsonb_path_query_array(c.card, '$.admissions[*].worker_id')")
}) FROM decision_cards c WHERE c.order_id = o.id AND c.mode = 'unserved' AND o.unassigned_reason IS NOT NULL
   ORDER BY c.created_at DESC, c.id DESC LIMIT 1)"""
"""What would let the visit of order `o` in, for `ways_in_from`."""

_Names = dict[WorkerId, str]
_card: Final = msgspec.json.Decoder(KeptCard)
_names: Final = msgspec.json.Decoder(_Names)
_ways: Final = msgspec.json.Decoder(tuple[tuple[Admission, ...], _Names | None])


def card_from(row: Row) -> DecisionCard:
    _, _, card_json, names_json = row
    return card_view(_card.decode(card_json), names_from(names_json))


def names_from(found: bytes | None) -> Names:
    return {} if found is None else _names.decode(found)


def ways_in_from(found: bytes | None) -> tuple[WayIn, ...]:
    if found is None:
        return ()
    admissions, names = _ways.decode(found)
    return ways_in(admissions, names or {})
