"""The statements of the peer that is written by hand."""

from typing import Final

AUTHENTICATE: Final = """
SELECT a.id, a.roles[1], a.region_id
  FROM access_tokens t JOIN sessions s ON s.id = t.session_id JOIN accounts a ON a.id = s.account_id
 WHERE t.digest = %s AND t.expires_at > now() AND s.revoked_at IS NULL AND a.is_active"""

_SUMMARY: Final = """
SELECT o.id, o.status, o.version, o.terms, o.place, o.window_start, o.window_end, o.deadline_at, o.on_expiry,
       o.is_urgent, o.is_in_hall, o.created_at, w.name, o.review_id IS NOT NULL, o.not_done_count"""

LIST_OF_REGION: Final = f"""{_SUMMARY}
  FROM orders o LEFT JOIN workers w ON w.id = o.worker_id
 WHERE o.region_id = %(region_id)s ORDER BY o.created_at DESC, o.id DESC LIMIT %(limit)s"""
LIST_OF_HOMEOWNER: Final = f"""{_SUMMARY}
  FROM orders o LEFT JOIN workers w ON w.id = o.worker_id
 WHERE o.homeowner_id = %(account_id)s ORDER BY o.created_at DESC, o.id DESC LIMIT %(limit)s"""

_DETAIL: Final = f"""{_SUMMARY}, o.note, o.question, o.answer, o.reason, o.unassigned_reason,
       v.id, v.starts_at, v.ends_at, v.departed_at, v.arrived_at, v.started_at, v.completed_at, v.travel_s,
       w.id, a.phone, w.position_lon, w.position_lat, e.stars, e.tags, e.text, e.created_at,
       (SELECT jsonb_agg(jsonb_build_array(p.id, p.kind, p.width, p.height) ORDER BY p.id)
          FROM photos p WHERE p.order_id = o.id)
  FROM orders o
  JOIN LATERAL (SELECT * FROM visits WHERE order_id = o.id ORDER BY seq DESC LIMIT 1) v ON true
  LEFT JOIN workers w ON w.id = o.worker_id
  LEFT JOIN accounts a ON a.id = w.id
  LEFT JOIN reviews e ON e.order_id = o.id
 WHERE o.id = %(order_id)s AND """
DETAIL_OF_HOMEOWNER: Final = _DETAIL + "o.homeowner_id = %(account_id)s"
DETAIL_OF_REGION: Final = _DETAIL + "o.region_id = %(region_id)s"
OFFERS: Final = """
SELECT f.id, f.worker_id, w.name, f.status, f.round, f.expires_at, f.reason_code
  FROM offers f JOIN workers w ON w.id = f.worker_id WHERE f.visit_id = %s ORDER BY f.created_at, f.id"""
HOMEOWNER: Final = (
    "SELECT a.display_name, a.phone FROM orders o JOIN accounts a ON a.id = o.homeowner_id WHERE o.id = %s"
)

NEAREST: Final = """
SELECT s.worker_id, w.name,
       s.location <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)::geography AS away, s.lon, s.lat
  FROM worker_skills s JOIN workers w ON w.id = s.worker_id
 WHERE s.skill = %(skill)s AND s.region_id = %(region_id)s AND (s.expires_at IS NULL OR s.expires_at > now())
 ORDER BY away LIMIT %(limit)s"""

FACTS: Final = """
SELECT r.id, r.time_zone, r.currency, a.community_id, c.name, a.line, a.unit, a.lon, a.lat,
       s.name, s.skill, s.min_level, s.duration_s, s.photos_before, s.photos_after, s.warranty_days,
       p.price_minor, p.version, op.policy, r.order_policy_version,
       (SELECT count(*) FROM orders o WHERE o.homeowner_id = a.account_id
           AND o.status NOT IN ('COMPLETED', 'REJECTED', 'CANCELLED', 'CLOSED_UNSERVED'))
  FROM addresses a
  JOIN regions r ON r.id = a.region_id
  JOIN order_policies op ON op.region_id = r.id AND op.version = r.order_policy_version
  JOIN communities c ON c.id = a.community_id
  JOIN services s ON s.id = %(service_id)s AND s.is_active
  JOIN service_prices p ON p.service_id = s.id AND p.region_id = r.id
 WHERE a.id = %(address_id)s AND a.account_id = %(account_id)s"""
ABLE_WORKER: Final = """
SELECT s.worker_id FROM worker_skills s
 WHERE s.skill = %(skill)s AND s.level >= %(min_level)s AND s.region_id = %(region_id)s
   AND EXISTS (SELECT 1 FROM shifts t WHERE t.worker_id = s.worker_id
                AND t.during && tstzrange(%(start)s, %(end)s))
   AND NOT EXISTS (SELECT 1 FROM visits v WHERE v.worker_id = s.worker_id AND v.is_live
                    AND v.block && tstzrange(%(start)s, %(end)s))
 ORDER BY s.location <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)::geography LIMIT 1"""
INSERT_ORDER: Final = """
INSERT INTO orders (id, region_id, homeowner_id, service_id, community_id, status, version, is_urgent,
    priority, is_in_hall, is_escalated, is_late, rounds, not_done_count, policy_version, terms, place, lon,
    lat, note, created_at, queued_at, deadline_at, on_expiry, window_start, window_end)
VALUES (%(order_id)s, %(region_id)s, %(account_id)s, %(service_id)s, %(community_id)s, 'PENDING_REVIEW', 1,
    %(is_urgent)s, 0, false, false, false, 0, 0, %(policy_version)s, %(terms)s, %(place)s, %(lon)s, %(lat)s,
    %(note)s, %(now)s, %(now)s, %(deadline_at)s, %(on_expiry)s, %(window_start)s, %(window_end)s)"""
INSERT_VISIT: Final = """
INSERT INTO visits (id, order_id, region_id, seq, window_start, window_end, is_live)
VALUES (%(visit_id)s, %(order_id)s, %(region_id)s, 1, %(window_start)s, %(window_end)s, true)"""
INSERT_EVENT: Final = """
INSERT INTO order_events (order_id, seq, region_id, action, source, target, actor_id, role, at, data,
    worker_ids)
VALUES (%(order_id)s, %(seq)s, %(region_id)s, %(action)s, %(source)s, %(to)s, %(actor_id)s, %(role)s, %(at)s,
    '{}', '{}')"""
INSERT_OUTBOX: Final = "INSERT INTO outbox (event_id, kind, body) VALUES (%s, %s, %s)"
INSERT_KEY: Final = """
INSERT INTO idempotency_keys (owner_id, route, key, fingerprint, answer, created_at)
VALUES (%s, %s, %s, %s, %s, %s)"""
STORED_ANSWER: Final = """
SELECT fingerprint, answer FROM idempotency_keys WHERE owner_id = %s AND route = %s AND key = %s"""

ORDER_TO_MOVE: Final = """
SELECT o.region_id, o.homeowner_id, o.status, o.version, o.is_urgent, o.is_in_hall, o.window_start,
       o.window_end, p.policy
  FROM orders o JOIN order_policies p ON p.region_id = o.region_id AND p.version = o.policy_version
 WHERE o.id = %s AND o.region_id = %s"""
APPROVE: Final = """
UPDATE orders SET status = 'READY', version = version + 1, ready_since = %(now)s,
       deadline_at = %(deadline_at)s, on_expiry = %(on_expiry)s, unassigned_reason = NULL, is_late = false
 WHERE id = %(order_id)s AND version = %(expected_version)s"""
