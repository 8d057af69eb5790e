"""Points: journals and postings, which nothing changes, and the lots that balances are read from."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)

from adapters.persistence.tables.base import identity, metadata, moment, version
from domain.loyalty.accounts import HOUSE_ACCOUNTS, MEMBER_ACCOUNTS
from domain.loyalty.journal import JournalKind, OriginKind


def _is_one_of(column: str, values: Iterable[StrEnum]) -> str:
    return f"{column} IN ({', '.join(sorted(repr(value.value) for value in values))})"


# Members and their points belong to no region. An origin names things of other subjects, and with regions
# on other servers also of other databases: no foreign keys to them.
journals = Table(
    "journals",
    metadata,
    identity(primary_key=True),
    Column("request_id", Text, nullable=False),
    Column("content_hash", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    moment("at"),
    Column("origin_kind", Text),
    identity("origin_reference"),
    identity("order_id"),
    Index("journals_request_id_key", "request_id", unique=True),
    CheckConstraint("octet_length(content_hash) = 32", name="content_hash_is_sha256"),
    CheckConstraint(_is_one_of("kind", JournalKind), name="kind_is_known"),
    CheckConstraint("(origin_kind IS NULL) = (origin_reference IS NULL)", name="origin_is_whole"),
)

lots = Table(
    "lots",
    metadata,
    identity(primary_key=True),
    identity("member_id", nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("remaining", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    moment("earned_at"),
    moment("pending_until"),
    moment("expires_at"),
    moment("matured_at", nullable=True),
    Column("origin_kind", Text, nullable=False),
    identity("origin_reference", nullable=False),
    identity("order_id"),
    Column("policy_version", Integer, nullable=False),
    version(),
    Index("lots_member_idx", "member_id", postgresql_where=text("(remaining + held) > 0")),
    Index(
        "lots_maturing_idx", "pending_until", postgresql_where=text("matured_at IS NULL AND remaining > 0")
    ),
    Index("lots_expiring_idx", "expires_at", postgresql_where=text("remaining > 0")),
    CheckConstraint("amount > 0", name="amount_is_positive"),
    CheckConstraint(_is_one_of("origin_kind", OriginKind), name="origin_kind_is_known"),
    CheckConstraint(
        "remaining >= 0 AND held >= 0 AND remaining + held <= amount", name="points_within_amount"
    ),
    CheckConstraint("earned_at <= pending_until AND pending_until < expires_at", name="moments_in_order"),
)

postings = Table(
    "postings",
    metadata,
    identity("journal_id", ForeignKey("journals.id"), primary_key=True),
    Column("seq", SmallInteger, primary_key=True, autoincrement=False),
    Column("account", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    identity("member_id"),
    identity("lot_id", ForeignKey("lots.id")),
    Index(
        "postings_member_idx",
        "member_id",
        text("journal_id DESC"),
        "seq",
        postgresql_where=text("member_id IS NOT NULL"),
    ),
    Index("postings_lot_idx", "lot_id", postgresql_where=text("lot_id IS NOT NULL")),
    CheckConstraint("amount <> 0", name="amount_is_not_zero"),
    CheckConstraint(
        f"(member_id IS NOT NULL AND lot_id IS NOT NULL AND {_is_one_of('account', MEMBER_ACCOUNTS)})"
        f" OR (member_id IS NULL AND lot_id IS NULL AND {_is_one_of('account', HOUSE_ACCOUNTS)})",
        name="account_fits_its_owner",
    ),
)

earning_policies = Table(
    "earning_policies",
    metadata,
    Column("currency", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    moment("effective_at"),
    Column("minor_per_point", BigInteger, nullable=False),
    Column("review_points", Integer, nullable=False),
    Column("cooling_off_days", Integer, nullable=False),
    Column("expiry_days", Integer, nullable=False),
    CheckConstraint("minor_per_point > 0", name="rate_is_positive"),
    CheckConstraint("cooling_off_days >= 0 AND cooling_off_days < expiry_days", name="days_in_order"),
)

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
        for table in ("journals", "postings", "earning_policies")
    ),
    "CREATE TRIGGER lots_stay BEFORE DELETE OR TRUNCATE ON lots"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()",
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
)
