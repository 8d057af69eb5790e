"""What the books check at the end of each statement, whoever writes (docs/adr/0042, 0144).

Every check is over the rows of the whole statement. Those for what a posting names stand here in place of
foreign keys, which ask for each row and lock what they find. What is looked up by id is a subselect for each
id: a join could be planned over a whole table, and the plan is kept.
"""

from typing import Final

JOURNALS_SUM: Final = """
CREATE FUNCTION ledger_checks_journals() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT journal_id INTO wrong FROM touched GROUP BY journal_id HAVING sum(amount) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'journals_sum_to_zero',
      TABLE = 'postings', MESSAGE = 'journal ' || wrong || ' does not sum to zero';
  END IF;
  SELECT one.id INTO wrong FROM unnest(ARRAY(SELECT DISTINCT journal_id FROM touched)) AS one (id)
  WHERE (SELECT true FROM journals WHERE id = one.id) IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'postings_have_journals',
      TABLE = 'postings', MESSAGE = 'there is no journal ' || wrong;
  END IF;
  RETURN NULL;
END
$$
"""
JOURNALS_HAVE_POSTINGS: Final = """
CREATE FUNCTION ledger_misses_postings() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT id INTO wrong FROM touched AS one
  WHERE (SELECT true FROM postings WHERE journal_id = one.id LIMIT 1) IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'journals_have_postings',
      TABLE = 'journals', MESSAGE = 'journal ' || wrong || ' has no postings';
  END IF;
  RETURN NULL;
END
$$
"""
_TOLD: Final = """
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount) FILTER (WHERE account = 'pending'), 0) AS pending,
           coalesce(sum(amount) FILTER (WHERE account = 'available'), 0) AS available,
           coalesce(sum(amount) FILTER (WHERE account = 'held'), 0) AS held
    FROM postings WHERE lot_id = lot.id
  ) AS told
  WHERE told.held <> lot.held
     OR told.pending <> CASE WHEN lot.matured_at IS NULL THEN lot.remaining ELSE 0 END
     OR told.available <> CASE WHEN lot.matured_at IS NULL THEN 0 ELSE lot.remaining END
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'lots_agree_with_postings',
      TABLE = 'lots', MESSAGE = 'lot ' || wrong || ' differs from its postings';
  END IF;
"""
# `enable_seqscan` is off for the plan alone: one cached while the tables were small must not stay. All is
# planned once (`force_generic_plan`): to plan for the length of each list took longer than the check
# (docs/adr/0139).
LOTS_AGREE: Final = f"""
CREATE FUNCTION ledger_checks_lots() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT lot.id INTO wrong FROM touched AS lot{_TOLD}  RETURN NULL;
END
$$
"""
# A lot that was written by the same command as its posting is checked by the trigger of lots: xmin and cmin
# tell which command that was. So in a statement of ours no lot is checked twice, and none is left out.
POSTED_LOTS_AGREE: Final = f"""
CREATE FUNCTION ledger_checks_posted_lots() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wrong uuid;
  first record;
  own record;
  ids uuid[] := ARRAY(SELECT DISTINCT lot_id FROM touched WHERE lot_id IS NOT NULL);
BEGIN
  IF cardinality(ids) = 0 THEN
    RETURN NULL;
  END IF;
  SELECT journal_id, seq INTO first FROM touched LIMIT 1;
  SELECT xmin AS tx, cmin AS command INTO own FROM postings
  WHERE journal_id = first.journal_id AND seq = first.seq;
  ids := ARRAY(
    SELECT one.id FROM unnest(ids) AS one (id)
    WHERE (SELECT lot.xmin = own.tx AND lot.cmin = own.command FROM lots AS lot WHERE lot.id = one.id)
      IS NOT TRUE);
  IF cardinality(ids) = 0 THEN
    RETURN NULL;
  END IF;
  SELECT one.id INTO wrong FROM unnest(ids) AS one (id)
  WHERE (SELECT true FROM lots WHERE id = one.id) IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'postings_have_lots',
      TABLE = 'postings', MESSAGE = 'there is no lot ' || wrong;
  END IF;
  SELECT lot.id INTO wrong FROM unnest(ids) AS one (id)
  JOIN lots AS lot ON lot.id = one.id{_TOLD}  RETURN NULL;
END
$$
"""
DEBTS_AGREE: Final = """
CREATE FUNCTION ledger_checks_debts() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ids uuid[];
  wrong uuid;
BEGIN
  IF TG_TABLE_NAME = 'debts' THEN
    ids := ARRAY(SELECT member_id FROM touched);
  ELSE
    ids := ARRAY(SELECT DISTINCT member_id FROM touched WHERE account = 'debt');
  END IF;
  IF cardinality(ids) = 0 THEN
    RETURN NULL;
  END IF;
  SELECT one.id INTO wrong
  FROM unnest(ids) AS one (id)
  WHERE coalesce((SELECT amount FROM debts WHERE member_id = one.id), 0) <>
    -coalesce((SELECT sum(amount) FROM postings WHERE member_id = one.id AND account = 'debt'), 0)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'debts_agree_with_postings',
      TABLE = 'debts', MESSAGE = 'the debt of ' || wrong || ' differs from its postings';
  END IF;
  RETURN NULL;
END
$$
"""
