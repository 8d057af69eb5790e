"""What follows from events: outbox, reactions, stream, inbox, desk, idempotency, timers, clock."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from adapters.persistence.tables.base import identity, metadata, moment, words

# One row an event. `relayed_at` and `reacted_at` are real time; a row is deleted some days after both.
outbox = Table(
    "outbox",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    identity("event_id", nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    moment("relayed_at", nullable=True),
    moment("reacted_at", nullable=True),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    moment("retry_at", nullable=True),
    Column("error", Text),
    Index("outbox_to_relay_idx", "seq", postgresql_where=text("relayed_at IS NULL")),
    Index("outbox_to_react_idx", "seq", postgresql_where=text("reacted_at IS NULL")),
)

reactions_done = Table(
    "reactions_done",
    metadata,
    identity("event_id", primary_key=True),
    Column("reaction", Text, primary_key=True),
)

# What screens read from their cursor. `number` is given by the one relay, in the order of commits it saw.
stream_entries = Table(
    "stream_entries",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    identity("subject_id", nullable=False),
    Column("version", Integer, nullable=False),
    Column("event", Text, nullable=False),
    moment("at"),
    Column("account_ids", ARRAY(UUID(as_uuid=True)), nullable=False),
    identity("staff_of"),
    identity("workers_of"),
    moment("relayed_at"),
    Index("stream_entries_accounts_gin", "account_ids", postgresql_using="gin"),
)

stream_head = Table(
    "stream_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("oldest", BigInteger, nullable=False),
    CheckConstraint("id = 1", name="is_one_row"),
)

inbox_messages = Table(
    "inbox_messages",
    metadata,
    identity(primary_key=True),
    identity("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("kind", Text, nullable=False),
    words("title"),
    words("body"),
    identity("order_id"),
    moment("created_at"),
    moment("read_at", nullable=True),
    Index("inbox_messages_account_idx", "account_id", text("created_at DESC"), text("id DESC")),
)

desk_entries = Table(
    "desk_entries",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    identity("order_id", ForeignKey("orders.id"), nullable=False),
    Column("kind", Text, nullable=False),
    words("reason"),
    moment("opened_at"),
    moment("resolved_at", nullable=True),
    identity("resolved_by"),
    Column("note", Text),
    # The open ones first, then the newest resolved.
    Index(
        "desk_entries_region_idx",
        "region_id",
        text("COALESCE(resolved_at, 'infinity'::timestamp with time zone) DESC"),
        text("opened_at DESC"),
        text("id DESC"),
    ),
    Index(
        "desk_entries_one_open_per_kind",
        "order_id",
        "kind",
        unique=True,
        postgresql_where=text("resolved_at IS NULL"),
    ),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    identity("owner_id", primary_key=True),
    Column("route", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    moment("created_at"),
    Index("idempotency_keys_created_idx", "created_at"),
)

# Things that are due at a moment of business time and belong to no aggregate (orders carry their own).
timers = Table(
    "timers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    moment("due_at"),
    Index("timers_due_idx", "due_at"),
)

business_clock = Table(
    "business_clock",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    moment("real_anchor"),
    moment("business_anchor"),
    Column("rate", Double, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("id = 1", name="is_one_row"),
    CheckConstraint("rate > 0 AND rate <= 10000", name="rate_is_sane"),
)

# Raises SQLSTATE CA001 with the fragment's name: one statement can so judge all of its own parts.
EXTRA_DDL: Final = (
    """CREATE FUNCTION callout_expect(actual bigint, wanted bigint, fragment text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF actual <> wanted THEN
    RAISE EXCEPTION USING ERRCODE = 'CA001', MESSAGE = fragment,
      DETAIL = format('%s rows instead of %s', actual, wanted);
  END IF;
  RETURN true;
END $$""",
    "INSERT INTO stream_head (id, number, oldest) VALUES (1, 0, 0)",
    """CREATE FUNCTION callout_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'CA002';
END $$""",
    "CREATE TRIGGER order_events_append_only BEFORE UPDATE OR DELETE ON order_events "
    "FOR EACH STATEMENT EXECUTE FUNCTION callout_refuse_change()",
    "INSERT INTO business_clock (id, real_anchor, business_anchor, rate, version) "
    "VALUES (1, now(), now(), 1, 1)",
)
