"""A past day, read from PostgreSQL: one select, whatever people wrote or are called left out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from adapters.persistence.pooled import PooledStatements
from application.ports.day_log import LoggedMove, LoggedOffer, LoggedOrder
from application.ports.world import RegionNotFound
from domain.orders.parts import Terms
from domain.orders.policy import OrderPolicy
from domain.orders.status import Status
from domain.shared.geo import Point
from domain.shared.ids import OrderId, RegionId, WorkerId
from domain.shared.time import Window

_MOVES: Final = """
SELECT jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'source', e.source, 'to', e.target,
                                    'role', e.role) ORDER BY e.seq)
  FROM order_events e WHERE e.order_id = o.id"""
_OFFERS: Final = """
SELECT jsonb_agg(jsonb_build_object('worker_id', f.worker_id, 'round', f.round, 'status', f.status,
                                    'created_at', f.created_at, 'answered_at', f.answered_at,
                                    'travel_s', f.travel_s) ORDER BY f.created_at, f.id)
  FROM offers f WHERE f.visit_id = v.id"""
_ORDERS: Final = f"""
SELECT o.id, s.code, o.terms, o.lon, o.lat, v.window_start, v.window_end, o.created_at, o.is_urgent, o.status,
       v.worker_id, v.departed_at, v.arrived_at, v.started_at, v.completed_at, ({_MOVES}), ({_OFFERS})
  FROM orders o JOIN services s ON s.id = o.service_id
  JOIN LATERAL (SELECT * FROM visits w WHERE w.order_id = o.id ORDER BY w.seq DESC LIMIT 1) v ON true
 WHERE o.region_id = %(region_id)s AND o.window_start >= %(start)s AND o.window_start < %(end)s
 ORDER BY o.created_at, o.id LIMIT %(limit)s"""
_POLICY: Final = """
SELECT p.policy FROM regions r
  JOIN order_policies p ON p.region_id = r.id AND p.version = r.order_policy_version
 WHERE r.id = %(region_id)s"""

_terms: Final = msgspec.json.Decoder(Terms)
_moves: Final = msgspec.json.Decoder(tuple[LoggedMove, ...])
_offers: Final = msgspec.json.Decoder(tuple[LoggedOffer, ...])
_policy: Final = msgspec.json.Decoder(OrderPolicy)


@dataclass(frozen=True, slots=True)
class SqlDayLog:
    """See `application.ports.day_log.DayLog`."""

    statements: PooledStatements

    async def orders(self, region_id: RegionId, during: Window, limit: int) -> Sequence[LoggedOrder]:
        params = {"region_id": region_id, "start": during.start, "end": during.end, "limit": limit}
        return [_logged(row) for row in await self.statements.read(_ORDERS, params)]

    async def order_policy(self, region_id: RegionId) -> OrderPolicy:
        row = await self.statements.read_one(_POLICY, {"region_id": region_id})
        if row is None:
            raise RegionNotFound()
        return _policy.decode(row[0])


def _logged(row: tuple[Any, ...]) -> LoggedOrder:
    terms = _terms.decode(row[2])
    return LoggedOrder(
        id=OrderId(row[0]),
        service_id=terms.service_id,
        service=row[1],
        skill=terms.skill,
        min_level=terms.min_level,
        duration_s=terms.duration_s,
        price_minor=terms.price_minor,
        place=Point(row[3], row[4]),
        window=Window(row[5], row[6]),
        placed_at=row[7],
        is_urgent=row[8],
        status=Status(row[9]),
        worker_id=WorkerId(row[10]) if row[10] else None,
        departed_at=row[11],
        arrived_at=row[12],
        started_at=row[13],
        completed_at=row[14],
        moves=_moves.decode(row[15]) if row[15] else (),
        offers=_offers.decode(row[16]) if row[16] else (),
    )
