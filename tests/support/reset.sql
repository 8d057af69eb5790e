-- Taking a test's rows away again. Deleting from mostly empty tables is several times faster than TRUNCATE
-- or than a new clone. Rows that migrations made (reference data) are kept aside and put back.

CREATE SCHEMA test_support;

CREATE VIEW test_support.our_tables AS
SELECT c.oid, c.relname AS name
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e');

CREATE TABLE test_support.kept (name text PRIMARY KEY, columns text NOT NULL);
CREATE TABLE test_support.counters AS
SELECT schemaname, sequencename, last_value, start_value FROM pg_sequences WHERE schemaname = 'public';

DO $$
DECLARE
  one record;
  has_rows boolean;
BEGIN
  FOR one IN SELECT name, oid FROM test_support.our_tables LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', one.name) INTO has_rows;
    IF has_rows THEN
      EXECUTE format('CREATE TABLE test_support.%I AS SELECT * FROM public.%I', 'kept_' || one.name, one.name);
      INSERT INTO test_support.kept
      SELECT one.name, string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    END IF;
  END LOOP;
END
$$;

CREATE FUNCTION test_support.reset() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one record;
BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
    AND backend_type = 'client backend';
  -- No triggers: neither foreign keys nor the refusals of append-only tables stand in the way.
  SET LOCAL session_replication_role = replica;
  SET LOCAL lock_timeout = '10s';
  FOR one IN SELECT name FROM test_support.our_tables LOOP
    EXECUTE format('DELETE FROM public.%I', one.name);
  END LOOP;
  FOR one IN SELECT name, columns FROM test_support.kept LOOP
    EXECUTE format('INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM test_support.%I',
                   one.name, one.columns, one.columns, 'kept_' || one.name);
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass,
                 coalesce(last_value, start_value), last_value IS NOT NULL)
  FROM test_support.counters;
END
$$;
