-- 50,000 workers, 2,000 households and 20,000 orders around a seeded city, and tokens for all callers.
-- Everything follows from generate_series and md5: each run makes the same rows, apart from the day.

CREATE FUNCTION pg_temp.bench_id(what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT md5(what || ' ' || n)::uuid $$;

CREATE FUNCTION pg_temp.share(what text, n bigint) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT ('x' || substr(md5(what || n), 1, 8))::bit(32)::bigint / 4294967296.0 $$;

-- An id as the product makes it: the moment in milliseconds, version 7, a random tail.
CREATE FUNCTION pg_temp.order_id(made timestamptz, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM made) * 1000)::bigint), 12, '0') || '7' || substr(md5('o' || n), 1, 3)
          || '8' || substr(md5('o' || n), 4, 15))::uuid $$;

CREATE TEMP TABLE region AS
  SELECT id, time_zone,
         ((date_trunc('day', now() AT TIME ZONE time_zone) + interval '1 day') AT TIME ZONE time_zone) AS tomorrow
    FROM regions WHERE code = 'la_serena';

CREATE TEMP TABLE skill_list AS
  SELECT code, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS many FROM skill_kinds;

-- Workers: two skills each, on shift tomorrow from 8 to 18 local time, spread over the seeded addresses.
CREATE TEMP TABLE spots AS
  SELECT lon, lat, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many FROM addresses;

CREATE TEMP TABLE crew AS
  SELECT n, pg_temp.bench_id('worker', n) AS id,
         s.lon + (pg_temp.share('wx', n) - 0.5) * 0.03 AS lon, s.lat + (pg_temp.share('wy', n) - 0.5) * 0.03 AS lat
    FROM generate_series(1, 50000) n JOIN spots s ON s.place = n % s.many;

INSERT INTO accounts (id, roles, region_id, phone, locale, display_name, is_active)
  SELECT c.id, '{worker}', r.id, '+5690' || lpad(c.n::text, 7, '0'), 'zh-CN', 'Worker ' || c.n, true
    FROM crew c, region r;
INSERT INTO workers (id, region_id, name, lon, lat, travel_mode, is_on_duty)
  SELECT c.id, r.id, 'Worker ' || c.n, c.lon, c.lat,
         (ARRAY(SELECT DISTINCT travel_mode FROM workers ORDER BY 1))[1 + c.n % (SELECT count(DISTINCT travel_mode) FROM workers)],
         true
    FROM crew c, region r;
INSERT INTO worker_skills (worker_id, skill, region_id, level, lon, lat)
  SELECT c.id, k.code, r.id, 5, c.lon, c.lat
    FROM crew c CROSS JOIN region r JOIN skill_list k ON k.place IN (c.n % k.many, (c.n + 3) % k.many);
INSERT INTO shifts (id, worker_id, region_id, during)
  SELECT pg_temp.bench_id('shift', c.n), c.id, r.id,
         tstzrange(r.tomorrow + interval '8 hours', r.tomorrow + interval '18 hours')
    FROM crew c, region r;

-- Households: 1..400 have fifty orders each, the others place new ones.
CREATE TEMP TABLE household AS
  SELECT n, pg_temp.bench_id('homeowner', n) AS id, pg_temp.bench_id('address', n) AS address_id, a.community_id,
         a.lon + (pg_temp.share('hx', n) - 0.5) * 0.004 AS lon, a.lat + (pg_temp.share('hy', n) - 0.5) * 0.004 AS lat
    FROM generate_series(1, 2000) n
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many FROM addresses) a
      ON a.place = n % a.many;
INSERT INTO accounts (id, roles, region_id, phone, locale, display_name, is_active)
  SELECT id, '{homeowner}', NULL, '+5691' || lpad(n::text, 7, '0'), 'zh-CN', 'Homeowner ' || n, true FROM household;
INSERT INTO addresses (id, account_id, region_id, community_id, line, unit, lon, lat)
  SELECT h.address_id, h.id, r.id, h.community_id, 'Calle ' || h.n, 'Depto ' || h.n % 90, h.lon, h.lat
    FROM household h, region r;

-- Orders: three tenths in review, one ready, two accepted for tomorrow, four completed in the last month.
CREATE TEMP TABLE past AS
  SELECT o.n, pg_temp.order_id(made, o.n) AS id, pg_temp.bench_id('visit', o.n) AS visit_id, h.id AS homeowner_id,
         h.community_id, h.lon, h.lat, made, status,
         CASE WHEN status IN ('ACCEPTED', 'COMPLETED') THEN pg_temp.bench_id('worker', o.n) END AS worker_id,
         CASE WHEN status = 'COMPLETED' AND o.n % 2 = 0 THEN pg_temp.bench_id('review', o.n) END AS review_id,
         CASE WHEN status = 'COMPLETED' THEN date_trunc('hour', made) + interval '1 day'
              ELSE r.tomorrow + interval '11 hours' END AS opens,
         s.id AS service_id, r.id AS region_id,
         jsonb_build_object('service_id', s.id, 'service_name', s.name, 'skill', s.skill, 'min_level', s.min_level,
           'duration_s', s.duration_s, 'price_minor', p.price_minor, 'currency', g.currency, 'price_version', 1,
           'policy_version', 1, 'photos_before', s.photos_before, 'photos_after', s.photos_after,
           'warranty_days', s.warranty_days) AS terms,
         jsonb_build_object('address_id', h.address_id, 'community_id', h.community_id, 'community_name', c.name,
           'line', 'Calle ' || h.house, 'unit', 'Depto ' || h.house % 90,
           'point', jsonb_build_object('lon', h.lon, 'lat', h.lat)) AS place
    FROM (SELECT n, (ARRAY['PENDING_REVIEW', 'PENDING_REVIEW', 'PENDING_REVIEW', 'READY', 'ACCEPTED', 'ACCEPTED',
                           'COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED'])[1 + (n / 400) % 10] AS status,
                 now() - interval '2 hours' - n * interval '2 minutes' AS made
            FROM generate_series(1, 20000) n) o
    CROSS JOIN region r
    JOIN regions g ON g.id = r.id
    JOIN (SELECT n AS house, id, address_id, community_id, lon, lat FROM household) h ON h.house = 1 + o.n % 400
    JOIN communities c ON c.id = h.community_id
    JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS many FROM services) s
      ON s.at = o.n % s.many
    JOIN service_prices p ON p.service_id = s.id AND p.region_id = r.id;

INSERT INTO orders (id, region_id, homeowner_id, service_id, community_id, status, version, is_urgent, priority,
    is_in_hall, is_escalated, is_late, rounds, not_done_count, policy_version, terms, place, lon, lat, note,
    created_at, queued_at, ready_since, completed_at, deadline_at, on_expiry, review_id, window_start, window_end,
    worker_id)
  SELECT id, region_id, homeowner_id, service_id, community_id, status,
         CASE status WHEN 'PENDING_REVIEW' THEN 1 WHEN 'READY' THEN 2 WHEN 'ACCEPTED' THEN 4 ELSE 9 END,
         false, 0, false, false, false, CASE WHEN worker_id IS NULL THEN 0 ELSE 1 END, 0, 1, terms, place, lon, lat,
         'The bell does not ring, please knock.', made, made,
         CASE WHEN status <> 'PENDING_REVIEW' THEN made + interval '5 minutes' END,
         CASE WHEN status = 'COMPLETED' THEN opens + interval '3 hours' END,
         CASE status WHEN 'PENDING_REVIEW' THEN made + interval '10 minutes' WHEN 'READY' THEN opens + interval '2 hours'
                     WHEN 'ACCEPTED' THEN opens - interval '1 hour' END,
         CASE status WHEN 'PENDING_REVIEW' THEN 'escalate' WHEN 'READY' THEN 'close_unserved'
                     WHEN 'ACCEPTED' THEN 'flag_late' END,
         review_id, opens, opens + interval '2 hours', worker_id
    FROM past;
INSERT INTO visits (id, order_id, region_id, seq, window_start, window_end, is_live, worker_id, starts_at, ends_at,
    block_from, travel_s, road_m, departed_at, arrived_at, started_at, completed_at, closed_at, summary)
  SELECT visit_id, id, region_id, 1, opens, opens + interval '2 hours', status <> 'COMPLETED', worker_id,
         CASE WHEN worker_id IS NOT NULL THEN opens END,
         CASE WHEN worker_id IS NOT NULL THEN opens + interval '1 hour' END,
         CASE WHEN worker_id IS NOT NULL THEN opens - interval '15 minutes' END,
         CASE WHEN worker_id IS NOT NULL THEN 900 END, CASE WHEN worker_id IS NOT NULL THEN 4200 END,
         CASE WHEN status = 'COMPLETED' THEN opens - interval '15 minutes' END,
         CASE WHEN status = 'COMPLETED' THEN opens END,
         CASE WHEN status = 'COMPLETED' THEN opens + interval '5 minutes' END,
         CASE WHEN status = 'COMPLETED' THEN opens + interval '1 hour' END,
         CASE WHEN status = 'COMPLETED' THEN opens + interval '3 hours' END,
         CASE WHEN status = 'COMPLETED' THEN 'Washer replaced, tap tested.' END
    FROM past;
INSERT INTO offers (id, order_id, visit_id, region_id, worker_id, round, status, starts_at, ends_at, block_from,
    travel_s, road_m, created_at, expires_at, answered_at)
  SELECT pg_temp.bench_id('offer', n), id, visit_id, region_id, worker_id, 1, 'accepted', opens,
         opens + interval '1 hour', opens - interval '15 minutes', 900, 4200, made + interval '6 minutes',
         made + interval '16 minutes', made + interval '8 minutes'
    FROM past WHERE worker_id IS NOT NULL;
INSERT INTO order_events (order_id, seq, region_id, action, target, actor_id, role, at, data, worker_ids)
  SELECT id, 1, region_id, 'submit', 'PENDING_REVIEW', homeowner_id, 'homeowner', made, '{}', '{}' FROM past;
INSERT INTO order_events (order_id, seq, region_id, action, source, target, role, at, data, worker_ids)
  SELECT id, 2, region_id, 'approve', 'PENDING_REVIEW', 'READY', 'reviewer', made + interval '5 minutes', '{}', '{}'
    FROM past WHERE status <> 'PENDING_REVIEW';
INSERT INTO reviews (id, order_id, region_id, homeowner_id, worker_id, stars, tags, text, created_at)
  SELECT review_id, id, region_id, homeowner_id, worker_id, 1 + n % 5, '{on_time,tidy}', 'Quick and clean.',
         opens + interval '4 hours'
    FROM past WHERE review_id IS NOT NULL;
INSERT INTO photos (id, account_id, order_id, kind, sha256, width, height, size_bytes, created_at)
  SELECT pg_temp.bench_id('photo ' || kind, n), worker_id, id, kind, md5(kind || n) || md5(n || kind), 1280, 960,
         240000, opens
    FROM past, (VALUES ('before'), ('after')) kinds (kind) WHERE status = 'COMPLETED';

-- One session and one token for every caller: the token of an account is 'bench-' and its id.
CREATE TEMP TABLE callers AS
  SELECT id FROM household UNION ALL SELECT id FROM accounts WHERE username IN ('reviewer', 'dispatcher');
INSERT INTO sessions (id, account_id, uses_cookie, opened_at)
  SELECT md5('session ' || id)::uuid, id, false, now() FROM callers;
INSERT INTO access_tokens (digest, session_id, expires_at)
  SELECT sha256(('bench-' || id)::bytea), md5('session ' || id)::uuid, now() + interval '1 day' FROM callers;
