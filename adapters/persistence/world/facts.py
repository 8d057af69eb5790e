"""The selects of `SqlWorld` that are about places, prices, policies and waiting orders."""

from typing import Any, Final

import msgspec

from application.ports.world import OrderingFacts, RegionSettings, WaitingVisit
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import VisitRequest
from domain.orders.parts import Place, Terms
from domain.orders.policy import OrderPolicy
from domain.orders.status import TERMINAL, Status
from domain.scheduling.calendar import VisitNeed
from domain.shared.geo import Point
from domain.shared.ids import AddressId, CommunityId, OrderId, RegionId, ServiceId, VisitId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window

_TERMINAL: Final = ", ".join(f"'{status.value}'" for status in sorted(TERMINAL))
ORDERING: Final = f"""
SELECT r.id, r.time_zone, r.currency, p.version, p.policy, r.dispatch_policy,
       a.id, a.community_id, c.name, a.line, a.unit, a.lon, a.lat,
       s.id, s.name, s.skill, s.min_level, s.duration_s, s.photos_before, s.photos_after, s.warranty_days,
       sp.price_minor, sp.version,
       (SELECT count(*) FROM (SELECT 1 FROM orders o WHERE o.homeowner_id = a.account_id
          AND o.status NOT IN ({_TERMINAL}) LIMIT 100) open_ones), r.code, c.code, s.code, k.code
  FROM addresses a
  JOIN regions r ON r.id = a.region_id
  JOIN order_policies p ON p.region_id = r.id AND p.version = r.order_policy_version
  JOIN communities c ON c.id = a.community_id
  LEFT JOIN services s ON s.id = %(service_id)s AND s.is_active
  LEFT JOIN service_categories k ON k.id = s.category_id
  LEFT JOIN service_prices sp ON sp.service_id = s.id AND sp.region_id = a.region_id
 WHERE a.id = %(address_id)s AND a.account_id = %(account_id)s"""

_REFUSED: Final = """
ARRAY(SELECT f.worker_id FROM offers f
       WHERE f.order_id = o.id AND f.status IN ('declined', 'expired', 'accepted')
      UNION SELECT unnest(e.worker_ids) FROM order_events e
       WHERE e.order_id = o.id AND e.action IN ('drop', 'no_show', 'reassign'))"""
DECLINED: Final = f"SELECT {_REFUSED} FROM orders o WHERE o.id = %(order_id)s"

WAITING: Final = f"""
SELECT o.id, o.version, o.status, o.is_in_hall, v.id, o.lon, o.lat, o.window_start, o.window_end,
       o.terms, o.is_urgent, o.priority, {_REFUSED}
  FROM orders o JOIN visits v ON v.order_id = o.id AND v.is_live
 WHERE o.region_id = %(region_id)s AND o.status = 'READY'
   AND (%(order_ids)s::uuid[] IS NULL OR o.id = ANY(%(order_ids)s::uuid[]))
 ORDER BY o.is_urgent DESC, o.priority DESC, o.window_start, o.id LIMIT %(limit)s"""

URGENT: Final = (
    "SELECT region_id, id, version FROM orders WHERE status = 'READY' AND is_urgent AND NOT is_in_hall"
)

REGIONS: Final = (
    "SELECT id, code, time_zone, currency, currency_exponent, dispatch_policy, version FROM regions"
)

_policy: Final = msgspec.json.Decoder(OrderPolicy)
_dispatch: Final = msgspec.json.Decoder(DispatchPolicy)
_text: Final = msgspec.json.Decoder(Text)
_terms: Final = msgspec.json.Decoder(Terms)


def ordering_facts_from(row: tuple[Any, ...]) -> OrderingFacts:
    """One row of ORDERING whose service and price are there."""
    region_id, zone, currency, policy_version, policy, dispatch = row[:6]
    place = Place(
        address_id=AddressId(row[6]),
        community_id=CommunityId(row[7]),
        community_name=_text.decode(row[8]),
        line=row[9],
        unit=row[10],
        point=Point(row[11], row[12]),
    )
    terms = Terms(
        service_id=ServiceId(row[13]),
        service_name=_text.decode(row[14]),
        skill=row[15],
        min_level=row[16],
        duration_s=row[17],
        price_minor=row[21],
        currency=currency,
        price_version=row[22],
        policy_version=policy_version,
        photos_before=row[18],
        photos_after=row[19],
        warranty_days=row[20],
        service_code=row[26],
        category_code=row[27],
    )
    return OrderingFacts(
        region_id=RegionId(region_id),
        zone=zone,
        terms=terms,
        place=place,
        policy=_policy.decode(policy),
        dispatch_policy=_dispatch.decode(dispatch),
        open_orders=row[23],
        region_code=row[24],
        community_code=row[25],
    )


def region_from(row: tuple[Any, ...]) -> RegionSettings:
    return RegionSettings(RegionId(row[0]), row[1], row[2], row[3], row[4], _dispatch.decode(row[5]), row[6])


def waiting_from(row: tuple[Any, ...]) -> WaitingVisit:
    terms = _terms.decode(row[9])
    need = VisitNeed(Point(row[5], row[6]), Window(row[7], row[8]), terms.duration_s)
    request = VisitRequest(
        visit_id=VisitId(row[4]),
        order_id=OrderId(row[0]),
        need=need,
        skill=terms.skill,
        min_level=terms.min_level,
        is_urgent=row[10],
        priority=row[11],
        declined=frozenset(WorkerId(worker_id) for worker_id in row[12]),
    )
    return WaitingVisit(request, row[1], Status(row[2]), row[3])
