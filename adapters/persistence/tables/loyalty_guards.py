"""Triggers that keep the books right, whoever writes (docs/adr/0042)."""

from typing import Final

DEBTS_AGREE: Final = """
CREATE FUNCTION ledger_checks_debts() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  ids uuid[];
  wrong uuid;
BEGIN
  IF TG_TABLE_NAME = 'debts' THEN
    ids := ARRAY(SELECT member_id FROM touched);
  ELSE
    ids := ARRAY(SELECT DISTINCT member_id FROM touched WHERE account = 'debt');
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
DECIDED_STAYS: Final = """
CREATE FUNCTION ledger_keeps_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'what is decided in ' || TG_TABLE_NAME
    || ' stays';
END
$$
"""
# The books guard themselves, whoever writes (docs/adr/0042). All of it runs at the end of a statement over
# the rows of that statement: a trigger for each row would sum a chunk of 2,500 lots 2,500 times.
EXTRA_DDL: Final = (
    """
CREATE FUNCTION ledger_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_TABLE_NAME || ' only grows';
END
$$
""",
    *(
        f"CREATE TRIGGER {table}_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()"
        for table in (
            "journals",
            "postings",
            "earning_policies",
            "point_refunds",
            "journal_closings",
        )
    ),
    *(
        f"CREATE TRIGGER {table}_stay BEFORE DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()"
        for table in ("lots", "debts", "holds", "adjustments")
    ),
    """
CREATE FUNCTION ledger_checks_journals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT journal_id INTO wrong FROM touched GROUP BY journal_id HAVING sum(amount) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'journals_sum_to_zero',
      TABLE = 'postings', MESSAGE = 'journal ' || wrong || ' does not sum to zero';
  END IF;
  RETURN NULL;
END
$$
""",
    "CREATE TRIGGER postings_sum_to_zero AFTER INSERT ON postings REFERENCING NEW TABLE AS touched"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_journals()",
    """
CREATE FUNCTION ledger_misses_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM postings WHERE journal_id = NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'journals_have_postings',
      TABLE = 'journals', MESSAGE = 'journal ' || NEW.id || ' has no postings';
  END IF;
  RETURN NULL;
END
$$
""",
    "CREATE CONSTRAINT TRIGGER journals_have_postings AFTER INSERT ON journals"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_misses_postings()",
    # `enable_seqscan` is off for the plan alone: one cached while the tables were small must not stay.
    """
CREATE FUNCTION ledger_checks_lots() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  ids uuid[];
  wrong uuid;
BEGIN
  IF TG_TABLE_NAME = 'lots' THEN
    ids := ARRAY(SELECT id FROM touched);
  ELSE
    ids := ARRAY(SELECT DISTINCT lot_id FROM touched WHERE lot_id IS NOT NULL);
  END IF;
  SELECT lot.id INTO wrong
  FROM unnest(ids) AS one (id)
  JOIN lots AS lot ON lot.id = one.id
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
  RETURN NULL;
END
$$
""",
    *(
        f"CREATE TRIGGER {table}_agree_on_{event} AFTER {event} ON {table} REFERENCING NEW TABLE AS touched"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_lots()"
        for table, event in (("postings", "insert"), ("lots", "insert"), ("lots", "update"))
    ),
    # A debt is what its member's postings say: also how a lost race is seen, as with lots.
    DEBTS_AGREE,
    *(
        f"CREATE TRIGGER {table}_debts_agree_on_{event} AFTER {event} ON {table}"
        " REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_debts()"
        for table, event in (("postings", "insert"), ("debts", "insert"), ("debts", "update"))
    ),
    # What was decided, and what ended, stays so; only a captured hold still notes what is refunded of it.
    DECIDED_STAYS,
    "CREATE TRIGGER adjustments_stay_decided BEFORE UPDATE ON adjustments FOR EACH ROW"
    " WHEN (OLD.status <> 'proposed') EXECUTE FUNCTION ledger_keeps_decided()",
    "CREATE TRIGGER holds_stay_ended BEFORE UPDATE ON holds FOR EACH ROW WHEN (OLD.status <> 'open' AND"
    " (NEW.status <> OLD.status OR NEW.captured <> OLD.captured OR NEW.amounts <> OLD.amounts))"
    " EXECUTE FUNCTION ledger_keeps_decided()",
)
