"""What happened to an order, in the words of its own table."""

from dataclasses import dataclass
from typing import Final

import msgspec

from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import STATUSES, Row
from application.access import BEHIND_THE_SCENES
from application.views.orders import HistoryEntry
from domain.identity.roles import Actor, Role
from domain.orders.status import Action
from domain.shared.errors import Fact

# One row of nulls for an order that is seen but has no (further) entries: that is not "not found".
HISTORY: Final = """
SELECT e.seq, e.action, e.role, e.reason, e.at, e.source, e.target, e.data, a.display_name
  FROM orders o
  LEFT JOIN LATERAL (SELECT * FROM order_events WHERE order_id = o.id AND seq > %(after)s
                      ORDER BY seq LIMIT %(limit)s) e ON true
  LEFT JOIN accounts a ON a.id = e.actor_id
 WHERE o.id = %(id)s
   AND (o.homeowner_id = %(me)s OR (%(is_worker)s AND o.worker_id = %(me)s)
        OR (%(is_staff)s AND (%(my_region)s::uuid IS NULL OR o.region_id = %(my_region)s::uuid)))
 ORDER BY e.seq"""
CURSOR: Final = Cursor(tuple[int])

_data: Final = msgspec.json.Decoder(dict[str, Fact])


@dataclass(frozen=True, slots=True)
class HistoryReader:
    """Rows to entries, for one caller."""

    actor: Actor

    def __call__(self, row: Row) -> HistoryEntry:
        seq, action, role, reason, at, source, target, data, name = row
        is_hidden = not self.actor.is_staff and Action(action) in BEHIND_THE_SCENES
        return HistoryEntry(
            seq=seq,
            action=Action(action),
            actor_role=Role(role),
            actor_name=None if is_hidden else name,
            reason=None if is_hidden else reason,
            at=at,
            from_status=None if source is None else STATUSES[source],
            to_status=STATUSES[target],
            data={} if is_hidden else _data.decode(data),
        )
