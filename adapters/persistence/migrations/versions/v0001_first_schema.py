"""first schema"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geography, Geometry
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


FUNCTIONS_TRIGGERS_ROWS = (
    """CREATE FUNCTION callout_expect(actual bigint, wanted bigint, fragment text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  IF actual <> wanted THEN
    RAISE EXCEPTION USING ERRCODE = 'CA001', MESSAGE = fragment,
      DETAIL = format('%s rows instead of %s', actual, wanted);
  END IF;
  RETURN true;
END $$""",
    """INSERT INTO stream_head (id, number, oldest) VALUES (1, 0, 0)""",
    """CREATE FUNCTION callout_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'CA002';
END $$""",
    """CREATE TRIGGER order_events_append_only BEFORE UPDATE OR DELETE ON order_events FOR EACH STATEMENT EXECUTE FUNCTION callout_refuse_change()""",
    """INSERT INTO business_clock (id, real_anchor, business_anchor, rate, version) VALUES (1, now(), now(), 1, 1)""",
    """
CREATE FUNCTION ledger_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_TABLE_NAME || ' only grows';
END
$$
""",
    """CREATE TRIGGER journals_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON journals FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()""",
    """CREATE TRIGGER postings_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON postings FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()""",
    """CREATE TRIGGER earning_policies_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON earning_policies FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()""",
    """CREATE TRIGGER lots_stay BEFORE DELETE OR TRUNCATE ON lots FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()""",
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
    """CREATE TRIGGER postings_sum_to_zero AFTER INSERT ON postings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_journals()""",
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
    """CREATE CONSTRAINT TRIGGER journals_have_postings AFTER INSERT ON journals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_misses_postings()""",
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
    """CREATE TRIGGER postings_agree_on_insert AFTER insert ON postings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_lots()""",
    """CREATE TRIGGER lots_agree_on_insert AFTER insert ON lots REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_lots()""",
    """CREATE TRIGGER lots_agree_on_update AFTER update ON lots REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_lots()""",
)


def upgrade() -> None:
    op.create_table(
        "business_clock",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("real_anchor", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("business_anchor", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("business_clock_is_one_row")),
        sa.CheckConstraint("rate > 0 AND rate <= 10000", name=op.f("business_clock_rate_is_sane")),
        sa.PrimaryKeyConstraint("id", name=op.f("business_clock_pkey")),
    )
    op.create_table(
        "earning_policies",
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("effective_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("minor_per_point", sa.BigInteger(), nullable=False),
        sa.Column("review_points", sa.Integer(), nullable=False),
        sa.Column("cooling_off_days", sa.Integer(), nullable=False),
        sa.Column("expiry_days", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cooling_off_days >= 0 AND cooling_off_days < expiry_days",
            name=op.f("earning_policies_days_in_order"),
        ),
        sa.CheckConstraint("minor_per_point > 0", name=op.f("earning_policies_rate_is_positive")),
        sa.PrimaryKeyConstraint("currency", "version", name=op.f("earning_policies_pkey")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("owner_id", sa.UUID(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", "route", "key", name=op.f("idempotency_keys_pkey")),
    )
    op.create_index("idempotency_keys_created_idx", "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "journals",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("origin_kind", sa.Text(), nullable=True),
        sa.Column("origin_reference", sa.UUID(), nullable=True),
        sa.Column("order_id", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('captured', 'earned', 'expired', 'held', 'matured', 'released', 'spent')",
            name=op.f("journals_kind_is_known"),
        ),
        sa.CheckConstraint(
            "(origin_kind IS NULL) = (origin_reference IS NULL)", name=op.f("journals_origin_is_whole")
        ),
        sa.CheckConstraint("octet_length(content_hash) = 32", name=op.f("journals_content_hash_is_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("journals_pkey")),
    )
    op.create_index("journals_request_id_key", "journals", ["request_id"], unique=True)
    op.create_table(
        "lots",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("member_id", sa.UUID(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("earned_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("pending_until", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("matured_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("origin_kind", sa.Text(), nullable=False),
        sa.Column("origin_reference", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("origin_kind IN ('order', 'review')", name=op.f("lots_origin_kind_is_known")),
        sa.CheckConstraint("amount > 0", name=op.f("lots_amount_is_positive")),
        sa.CheckConstraint(
            "earned_at <= pending_until AND pending_until < expires_at", name=op.f("lots_moments_in_order")
        ),
        sa.CheckConstraint(
            "remaining >= 0 AND held >= 0 AND remaining + held <= amount",
            name=op.f("lots_points_within_amount"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("lots_pkey")),
    )
    op.create_index(
        "lots_expiring_idx", "lots", ["expires_at"], unique=False, postgresql_where=sa.text("remaining > 0")
    )
    op.create_index(
        "lots_maturing_idx",
        "lots",
        ["pending_until"],
        unique=False,
        postgresql_where=sa.text("matured_at IS NULL AND remaining > 0"),
    )
    op.create_index(
        "lots_member_idx",
        "lots",
        ["member_id"],
        unique=False,
        postgresql_where=sa.text("(remaining + held) > 0"),
    )
    op.create_table(
        "one_time_codes",
        sa.Column("phone_key", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("used_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("phone_key", name=op.f("one_time_codes_pkey")),
    )
    op.create_index("one_time_codes_expires_at_idx", "one_time_codes", ["expires_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("relayed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("reacted_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("attempts", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("retry_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("outbox_pkey")),
        sa.UniqueConstraint("event_id", name=op.f("outbox_event_id_key")),
    )
    op.create_index(
        "outbox_to_react_idx", "outbox", ["seq"], unique=False, postgresql_where=sa.text("reacted_at IS NULL")
    )
    op.create_index(
        "outbox_to_relay_idx", "outbox", ["seq"], unique=False, postgresql_where=sa.text("relayed_at IS NULL")
    )
    op.create_table(
        "rate_limits",
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("rate_limits_pkey")),
    )
    op.create_index("rate_limits_window_ends_at_idx", "rate_limits", ["window_ends_at"], unique=False)
    op.create_table(
        "reactions_done",
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "reaction", name=op.f("reactions_done_pkey")),
    )
    op.create_geospatial_table(
        "regions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("currency_exponent", sa.SmallInteger(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column(
            "location",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            sa.Computed("(st_setsrid(st_makepoint(lon, lat), 4326))::geography", persisted=True),
            nullable=True,
        ),
        sa.Column("bounds", postgresql.ARRAY(sa.DOUBLE_PRECISION()), nullable=False),
        sa.Column("order_policy_version", sa.Integer(), server_default="1", nullable=False),
        sa.Column(
            "dispatch_policy", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("regions_pkey")),
        sa.UniqueConstraint("code", name=op.f("regions_code_key")),
    )
    op.create_table(
        "service_categories",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("service_categories_pkey")),
        sa.UniqueConstraint("code", name=op.f("service_categories_code_key")),
    )
    op.create_table(
        "skill_kinds",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("skill_kinds_pkey")),
    )
    op.create_table(
        "stream_entries",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("account_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        sa.Column("staff_of", sa.UUID(), nullable=True),
        sa.Column("workers_of", sa.UUID(), nullable=True),
        sa.Column("relayed_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("stream_entries_pkey")),
    )
    op.create_index(
        "stream_entries_accounts_gin", "stream_entries", ["account_ids"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "stream_head",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("oldest", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("stream_head_is_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("stream_head_pkey")),
    )
    op.create_table(
        "timers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("due_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("timers_pkey")),
    )
    op.create_index("timers_due_idx", "timers", ["due_at"], unique=False)
    op.create_table(
        "accounts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("cardinality(roles) > 0", name=op.f("accounts_has_a_role")),
        sa.CheckConstraint("phone IS NOT NULL OR username IS NOT NULL", name=op.f("accounts_can_be_named")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("accounts_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("accounts_pkey")),
        sa.UniqueConstraint("phone", name=op.f("accounts_phone_key")),
        sa.UniqueConstraint("username", name=op.f("accounts_username_key")),
    )
    op.create_geospatial_table(
        "communities",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "area",
            Geometry(
                geometry_type="POLYGON",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column(
            "location",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            sa.Computed("(st_setsrid(st_makepoint(lon, lat), 4326))::geography", persisted=True),
            nullable=True,
        ),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("communities_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("communities_pkey")),
    )
    op.create_geospatial_index(
        "communities_area_gist",
        "communities",
        ["area"],
        unique=False,
        postgresql_using="gist",
        postgresql_ops={},
    )
    op.create_index("communities_region_id_idx", "communities", ["region_id", "id"], unique=False)
    op.create_table(
        "dispatch_runs",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.UUID(), nullable=True),
        sa.Column("order_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("lease_until", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ended_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("dispatch_runs_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("dispatch_runs_pkey")),
    )
    op.create_index(
        "dispatch_runs_queued_idx",
        "dispatch_runs",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("status = 'queued'"),
    )
    op.create_index(
        "dispatch_runs_region_idx",
        "dispatch_runs",
        ["region_id", sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_table(
        "order_policies",
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("policy", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("order_policies_region_id_fkey")),
        sa.PrimaryKeyConstraint("region_id", "version", name=op.f("order_policies_pkey")),
    )
    op.create_table(
        "postings",
        sa.Column("journal_id", sa.UUID(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.UUID(), nullable=True),
        sa.Column("lot_id", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "(member_id IS NOT NULL AND lot_id IS NOT NULL AND account IN ('available', 'held', 'pending')) OR (member_id IS NULL AND lot_id IS NULL AND account IN ('breakage', 'clawback', 'issued', 'redeemed'))",
            name=op.f("postings_account_fits_its_owner"),
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("postings_amount_is_not_zero")),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name=op.f("postings_journal_id_fkey")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("postings_lot_id_fkey")),
        sa.PrimaryKeyConstraint("journal_id", "seq", name=op.f("postings_pkey")),
    )
    op.create_index(
        "postings_lot_idx",
        "postings",
        ["lot_id"],
        unique=False,
        postgresql_where=sa.text("lot_id IS NOT NULL"),
    )
    op.create_index(
        "postings_member_idx",
        "postings",
        ["member_id", sa.literal_column("journal_id DESC"), "seq"],
        unique=False,
        postgresql_where=sa.text("member_id IS NOT NULL"),
    )
    op.create_table(
        "services",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("category_id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("scope", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("min_level", sa.SmallInteger(), nullable=False),
        sa.Column("duration_s", sa.Integer(), nullable=False),
        sa.Column("duration_spread_s", sa.Integer(), nullable=False),
        sa.Column("photos_before", sa.SmallInteger(), nullable=False),
        sa.Column("photos_after", sa.SmallInteger(), nullable=False),
        sa.Column("warranty_days", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "duration_s > 0 AND duration_spread_s >= 0", name=op.f("services_duration_is_positive")
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["service_categories.id"], name=op.f("services_category_id_fkey")
        ),
        sa.ForeignKeyConstraint(["skill"], ["skill_kinds.code"], name=op.f("services_skill_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("services_pkey")),
        sa.UniqueConstraint("code", name=op.f("services_code_key")),
    )
    op.create_geospatial_table(
        "addresses",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("community_id", sa.UUID(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column(
            "location",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            sa.Computed("(st_setsrid(st_makepoint(lon, lat), 4326))::geography", persisted=True),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("addresses_account_id_fkey")),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name=op.f("addresses_community_id_fkey")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("addresses_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("addresses_pkey")),
    )
    op.create_index("addresses_account_id_idx", "addresses", ["account_id", "id"], unique=False)
    op.create_index("addresses_community_id_idx", "addresses", ["community_id"], unique=False)
    op.create_table(
        "inbox_messages",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("read_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("inbox_messages_account_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("inbox_messages_pkey")),
    )
    op.create_index(
        "inbox_messages_account_idx",
        "inbox_messages",
        ["account_id", sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_geospatial_table(
        "orders",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("homeowner_id", sa.UUID(), nullable=False),
        sa.Column("service_id", sa.UUID(), nullable=False),
        sa.Column("community_id", sa.UUID(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("is_in_hall", sa.Boolean(), nullable=False),
        sa.Column("is_escalated", sa.Boolean(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("rounds", sa.SmallInteger(), nullable=False),
        sa.Column("not_done_count", sa.SmallInteger(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("terms", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("place", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column(
            "location",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            sa.Computed("(st_setsrid(st_makepoint(lon, lat), 4326))::geography", persisted=True),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("unassigned_reason", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("queued_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ready_since", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("completed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deadline_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("on_expiry", sa.Text(), nullable=True),
        sa.Column("review_id", sa.UUID(), nullable=True),
        sa.Column("window_start", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("window_end", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=True),
        sa.CheckConstraint("version > 0", name=op.f("orders_version_is_positive")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("orders_community_id_fkey")),
        sa.ForeignKeyConstraint(["homeowner_id"], ["accounts.id"], name=op.f("orders_homeowner_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("orders_region_id_fkey")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("orders_service_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("orders_pkey")),
    )
    op.create_index(
        "orders_due_idx",
        "orders",
        ["deadline_at"],
        unique=False,
        postgresql_where=sa.text("deadline_at IS NOT NULL"),
    )
    op.create_geospatial_index(
        "orders_hall_gist",
        "orders",
        ["location"],
        unique=False,
        postgresql_using="gist",
        postgresql_where=sa.text("is_in_hall"),
        postgresql_ops={},
    )
    op.create_index(
        "orders_homeowner_idx",
        "orders",
        ["homeowner_id", sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "orders_region_deadline_idx",
        "orders",
        [
            "region_id",
            "status",
            sa.literal_column("COALESCE(deadline_at, 'infinity'::timestamp with time zone)"),
            "id",
        ],
        unique=False,
    )
    op.create_index(
        "orders_region_idx",
        "orders",
        ["region_id", sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "orders_region_status_idx",
        "orders",
        ["region_id", "status", sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index("orders_region_window_idx", "orders", ["region_id", "window_start", "id"], unique=False)
    op.create_index(
        "orders_worker_idx",
        "orders",
        ["worker_id", "status", "window_start", "id"],
        unique=False,
        postgresql_where=sa.text("worker_id IS NOT NULL"),
    )
    op.create_table(
        "service_prices",
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("service_id", sa.UUID(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("band_low_minor", sa.Integer(), nullable=False),
        sa.Column("band_high_minor", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "price_minor >= 0 AND 0 <= band_low_minor AND band_low_minor <= band_high_minor",
            name=op.f("service_prices_band_is_upright"),
        ),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("service_prices_region_id_fkey")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("service_prices_service_id_fkey")),
        sa.PrimaryKeyConstraint("region_id", "service_id", name=op.f("service_prices_pkey")),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("uses_cookie", sa.Boolean(), nullable=False),
        sa.Column("opened_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (ending IS NULL)", name=op.f("sessions_ending_has_a_reason")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("sessions_account_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("sessions_pkey")),
    )
    op.create_index("sessions_account_id_idx", "sessions", ["account_id"], unique=False)
    op.create_geospatial_table(
        "workers",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column(
            "location",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            sa.Computed("(st_setsrid(st_makepoint(lon, lat), 4326))::geography", persisted=True),
            nullable=True,
        ),
        sa.Column("travel_mode", sa.Text(), nullable=False),
        sa.Column("is_on_duty", sa.Boolean(), nullable=False),
        sa.Column("position_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("position_lon", sa.Double(), nullable=True),
        sa.Column("position_lat", sa.Double(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["accounts.id"], name=op.f("workers_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("workers_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("workers_pkey")),
    )
    op.create_geospatial_index(
        "workers_location_gist",
        "workers",
        ["location"],
        unique=False,
        postgresql_using="gist",
        postgresql_ops={},
    )
    op.create_index("workers_region_id_idx", "workers", ["region_id", "id"], unique=False)
    op.create_table(
        "access_tokens",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.UUID(), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("access_tokens_session_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("access_tokens_pkey")),
    )
    op.create_index("access_tokens_expires_at_idx", "access_tokens", ["expires_at"], unique=False)
    op.create_index("access_tokens_session_id_idx", "access_tokens", ["session_id"], unique=False)
    op.create_table(
        "decision_cards",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("run_id", sa.UUID(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("card", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("decision_cards_order_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("decision_cards_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("decision_cards_pkey")),
    )
    op.create_index(
        "decision_cards_order_idx",
        "decision_cards",
        ["order_id", sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_table(
        "desk_entries",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("opened_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("resolved_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.UUID(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("desk_entries_order_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("desk_entries_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("desk_entries_pkey")),
    )
    op.create_index(
        "desk_entries_one_open_per_kind",
        "desk_entries",
        ["order_id", "kind"],
        unique=True,
        postgresql_where=sa.text("resolved_at IS NULL"),
    )
    op.create_index(
        "desk_entries_region_idx",
        "desk_entries",
        [
            "region_id",
            sa.literal_column("COALESCE(resolved_at, 'infinity'::timestamp with time zone) DESC"),
            sa.literal_column("opened_at DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
    )
    op.create_table(
        "leaves",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("leaves_region_id_fkey")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("leaves_worker_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("leaves_pkey")),
    )
    op.create_index(
        "leaves_region_during_gist", "leaves", ["region_id", "during"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "order_events",
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.UUID(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("worker_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("order_events_order_id_fkey")),
        sa.PrimaryKeyConstraint("order_id", "seq", name=op.f("order_events_pkey")),
    )
    op.create_table(
        "photos",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("account_id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('problem', 'before', 'after')", name=op.f("photos_kind_is_known")),
        sa.CheckConstraint(
            "width > 0 AND height > 0 AND size_bytes > 0", name=op.f("photos_picture_has_a_size")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("photos_account_id_fkey")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("photos_order_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("photos_pkey")),
    )
    op.create_index(
        "photos_order_idx",
        "photos",
        ["order_id", "kind", "id"],
        unique=False,
        postgresql_where=sa.text("order_id IS NOT NULL"),
    )
    op.create_index(
        "photos_unattached_idx",
        "photos",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("order_id IS NULL"),
    )
    op.create_table(
        "refresh_tokens",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("session_id", sa.UUID(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("used_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("refresh_tokens_session_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("refresh_tokens_pkey")),
    )
    op.create_index("refresh_tokens_expires_at_idx", "refresh_tokens", ["expires_at"], unique=False)
    op.create_index("refresh_tokens_session_id_idx", "refresh_tokens", ["session_id"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("homeowner_id", sa.UUID(), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=True),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("reviews_stars_within_scale")),
        sa.ForeignKeyConstraint(["homeowner_id"], ["accounts.id"], name=op.f("reviews_homeowner_id_fkey")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("reviews_order_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("reviews_pkey")),
        sa.UniqueConstraint("order_id", name=op.f("reviews_order_id_key")),
    )
    op.create_index("reviews_worker_idx", "reviews", ["worker_id", "created_at"], unique=False)
    op.create_geospatial_table(
        "service_areas",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column(
            "area",
            Geometry(
                geometry_type="POLYGON",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                nullable=False,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("service_areas_region_id_fkey")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("service_areas_worker_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("service_areas_pkey")),
    )
    op.create_index("service_areas_region_id_idx", "service_areas", ["region_id"], unique=False)
    op.create_index("service_areas_worker_id_idx", "service_areas", ["worker_id"], unique=False)
    op.create_table(
        "shifts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("worker_id"), "="),
            (sa.column("during"), "&&"),
            using="gist",
            name="shifts_do_not_overlap",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("shifts_region_id_fkey")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("shifts_worker_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("shifts_pkey")),
    )
    op.create_index(
        "shifts_region_during_gist", "shifts", ["region_id", "during"], unique=False, postgresql_using="gist"
    )
    op.create_table(
        "visits",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("seq", sa.SmallInteger(), nullable=False),
        sa.Column("window_start", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("window_end", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=True),
        sa.Column("starts_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ends_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("block_from", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("travel_s", sa.Integer(), nullable=True),
        sa.Column("road_m", sa.Integer(), nullable=True),
        sa.Column(
            "block",
            postgresql.TSTZRANGE(),
            sa.Computed("tstzrange(block_from, ends_at, '[)'::text)", persisted=True),
            nullable=True,
        ),
        sa.Column("departed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("arrived_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("started_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("completed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("closed_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("worker_id"), "="),
            (sa.column("block"), "&&"),
            where=sa.text("is_live AND worker_id IS NOT NULL"),
            deferrable=True,
            initially="IMMEDIATE",
            using="gist",
            name="visits_firm_blocks_do_not_overlap",
        ),
        sa.CheckConstraint(
            "(worker_id IS NULL) = (block_from IS NULL)", name=op.f("visits_firm_visits_have_a_plan")
        ),
        sa.CheckConstraint("window_start < window_end", name=op.f("visits_window_is_not_empty")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("visits_order_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("visits_region_id_fkey")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("visits_worker_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visits_pkey")),
    )
    op.create_index(
        "visits_one_live_per_order", "visits", ["order_id"], unique=True, postgresql_where=sa.text("is_live")
    )
    op.create_index(
        "visits_one_under_way_per_worker",
        "visits",
        ["worker_id"],
        unique=True,
        postgresql_where=sa.text("is_live AND departed_at IS NOT NULL AND arrived_at IS NULL"),
    )
    op.create_index("visits_order_idx", "visits", ["order_id", "seq"], unique=True)
    op.create_index(
        "visits_region_block_gist", "visits", ["region_id", "block"], unique=False, postgresql_using="gist"
    )
    op.create_geospatial_table(
        "worker_skills",
        sa.Column("worker_id", sa.UUID(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column(
            "location",
            Geography(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeogFromText",
                name="geography",
            ),
            sa.Computed("(st_setsrid(st_makepoint(lon, lat), 4326))::geography", persisted=True),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("worker_skills_region_id_fkey")),
        sa.ForeignKeyConstraint(["skill"], ["skill_kinds.code"], name=op.f("worker_skills_skill_fkey")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("worker_skills_worker_id_fkey")),
        sa.PrimaryKeyConstraint("worker_id", "skill", name=op.f("worker_skills_pkey")),
    )
    op.create_index(
        "worker_skills_skill_location_gist",
        "worker_skills",
        ["skill", "location"],
        unique=False,
        postgresql_using="gist",
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("visit_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("worker_id", sa.UUID(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("starts_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("block_from", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("travel_s", sa.Integer(), nullable=False),
        sa.Column("road_m", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.UUID(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("answered_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("reason_code", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("offers_order_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("offers_region_id_fkey")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("offers_visit_id_fkey")),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], name=op.f("offers_worker_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("offers_pkey")),
    )
    op.create_index(
        "offers_one_live_per_worker",
        "offers",
        ["visit_id", "worker_id"],
        unique=True,
        postgresql_where=sa.text("status = 'live'"),
    )
    op.create_index("offers_order_idx", "offers", ["order_id"], unique=False)
    op.create_index("offers_visit_idx", "offers", ["visit_id"], unique=False)
    op.create_index(
        "offers_worker_live_idx",
        "offers",
        ["worker_id", "expires_at"],
        unique=False,
        postgresql_where=sa.text("status = 'live'"),
    )
    for statement in FUNCTIONS_TRIGGERS_ROWS:
        op.execute(sa.text(statement))


def downgrade() -> None:
    raise RuntimeError("the first schema has nothing before it")
