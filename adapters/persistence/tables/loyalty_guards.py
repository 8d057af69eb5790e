"""Triggers that keep the books right, whoever writes (docs/adr/0042)."""

from typing import Final

from adapters.persistence.tables.loyalty_checks import (
    DEBTS_AGREE,
    JOURNALS_HAVE_POSTINGS,
    JOURNALS_SUM,
    LOTS_AGREE,
    POSTED_LOTS_AGREE,
)

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
    JOURNALS_SUM,
    "CREATE TRIGGER postings_sum_to_zero AFTER INSERT ON postings REFERENCING NEW TABLE AS touched"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_journals()",
    JOURNALS_HAVE_POSTINGS,
    "CREATE TRIGGER journals_have_postings AFTER INSERT ON journals REFERENCING NEW TABLE AS touched"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_misses_postings()",
    LOTS_AGREE,
    *(
        f"CREATE TRIGGER lots_agree_on_{event} AFTER {event} ON lots REFERENCING NEW TABLE AS touched"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_lots()"
        for event in ("insert", "update")
    ),
    POSTED_LOTS_AGREE,
    "CREATE TRIGGER postings_agree_on_insert AFTER INSERT ON postings REFERENCING NEW TABLE AS touched"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_posted_lots()",
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
