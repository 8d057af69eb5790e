"""points ledger: debts, holds, adjustments, refunds, seals, and how points end"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = (
    "kind IN ('adjusted', 'captured', 'earned', 'expired', 'gifted', 'held', 'matured', 'refunded',"
    " 'released', 'repaid', 'reversed', 'spent')"
)
ORIGINS = "origin_kind IN ('adjustment', 'gift', 'order', 'refund', 'review')"
EXPIRIES = "expiry_kind IN ('activity', 'days', 'month_end', 'months', 'quarter_end')"
OWNERS = (
    "(member_id IS NOT NULL AND lot_id IS NOT NULL AND account IN ('available', 'held', 'pending'))"
    " OR (member_id IS NOT NULL AND lot_id IS NULL AND account = 'debt')"
    " OR (member_id IS NULL AND lot_id IS NULL AND account IN ('adjusted', 'breakage', 'clawback',"
    " 'issued', 'redeemed'))"
)
WITHIN = (
    "remaining >= 0 AND held >= 0 AND expired >= 0 AND reversed >= 0 AND owed >= 0"
    " AND remaining + held + expired + reversed <= amount AND reversed + owed <= amount"
)

# What was stored before seals gets them here, in the words of domain/loyalty/seals.py.
_US = "((extract(epoch from {0}) * 1000000)::bigint)::text"
SEAL_JOURNALS = f"""
UPDATE journals AS j SET seal = sha256(convert_to(
  concat_ws('|', j.id, j.request_id, encode(j.content_hash, 'hex'), j.kind, {_US.format("j.at")},
    coalesce(j.origin_kind, '-'), coalesce(j.origin_reference::text, '-'), coalesce(j.order_id::text, '-'))
  || E'\\n' || (SELECT string_agg(concat_ws('|', p.seq, p.account, p.amount,
      coalesce(p.member_id::text, '-'), coalesce(p.lot_id::text, '-')), E'\\n' ORDER BY p.seq)
    FROM postings AS p WHERE p.journal_id = j.id), 'UTF8'))
"""
SEAL_LOTS = f"""
UPDATE lots AS l SET seal = sha256(convert_to(
  concat_ws('|', l.id, l.member_id, l.amount, l.remaining, l.held, l.expired, l.reversed, l.owed,
    {_US.format("l.earned_at")}, {_US.format("l.pending_until")}, {_US.format("l.expires_at")},
    coalesce({_US.format("l.matured_at")}, '-'), l.origin_kind, l.origin_reference,
    coalesce(l.order_id::text, '-'), l.policy_version, '-', '-', l.version), 'UTF8'))
"""
EXPIRED_SO_FAR = """
UPDATE lots AS l SET expired = told.points FROM (
  SELECT p.lot_id, -sum(p.amount) AS points FROM postings AS p JOIN journals AS j ON j.id = p.journal_id
  WHERE j.kind = 'expired' AND p.lot_id IS NOT NULL GROUP BY p.lot_id) AS told
WHERE l.id = told.lot_id
"""
DEBTS_AGREE = """
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
DECIDED_STAYS = """
CREATE FUNCTION ledger_keeps_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'what is decided in ' || TG_TABLE_NAME
    || ' stays';
END
$$
"""
GUARDS = (
    DEBTS_AGREE,
    DECIDED_STAYS,
    "CREATE TRIGGER point_refunds_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON point_refunds"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()",
    *(
        f"CREATE TRIGGER {table}_stay BEFORE DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()"
        for table in ("debts", "holds", "adjustments")
    ),
    *(
        f"CREATE TRIGGER {table}_debts_agree_on_{event} AFTER {event} ON {table}"
        " REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger_checks_debts()"
        for table, event in (("postings", "insert"), ("debts", "insert"), ("debts", "update"))
    ),
    "CREATE TRIGGER adjustments_stay_decided BEFORE UPDATE ON adjustments FOR EACH ROW"
    " WHEN (OLD.status <> 'proposed') EXECUTE FUNCTION ledger_keeps_decided()",
    "CREATE TRIGGER holds_stay_ended BEFORE UPDATE ON holds FOR EACH ROW WHEN (OLD.status <> 'open' AND"
    " (NEW.status <> OLD.status OR NEW.captured <> OLD.captured OR NEW.amounts <> OLD.amounts))"
    " EXECUTE FUNCTION ledger_keeps_decided()",
)


def upgrade() -> None:
    _widen_journals_and_postings()
    _widen_lots()
    _widen_policies()
    _debts_and_holds()
    _papers()
    for statement in GUARDS:
        op.execute(statement)


def _widen_journals_and_postings() -> None:
    op.add_column("journals", sa.Column("seal", sa.LargeBinary(), nullable=True))
    op.execute("ALTER TABLE journals DISABLE TRIGGER journals_only_grow")
    op.execute(SEAL_JOURNALS)
    op.execute("ALTER TABLE journals ENABLE TRIGGER journals_only_grow")
    op.alter_column("journals", "seal", nullable=False)
    op.create_check_constraint(op.f("journals_seal_is_sha256"), "journals", "octet_length(seal) = 32")
    op.create_index("journals_at_idx", "journals", ["at"])
    _replace_check("journals", "journals_kind_is_known", KINDS)
    _replace_check("postings", "postings_account_fits_its_owner", OWNERS)
    where = sa.text("account = 'debt'")
    op.create_index("postings_debt_idx", "postings", ["member_id"], postgresql_where=where)


def _widen_lots() -> None:
    for name in ("expired", "reversed", "owed"):
        op.add_column("lots", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
        op.alter_column("lots", name, server_default=None)
    op.add_column("lots", sa.Column("sliding_days", sa.Integer(), nullable=True))
    op.add_column("lots", sa.Column("grace_of", sa.UUID(), nullable=True))
    op.add_column("lots", sa.Column("seal", sa.LargeBinary(), nullable=True))
    op.execute(EXPIRED_SO_FAR)
    op.execute(SEAL_LOTS)
    op.alter_column("lots", "seal", nullable=False)
    op.create_check_constraint(op.f("lots_seal_is_sha256"), "lots", "octet_length(seal) = 32")
    _replace_check("lots", "lots_points_within_amount", WITHIN)
    _replace_check("lots", "lots_origin_kind_is_known", ORIGINS)
    where = sa.text("order_id IS NOT NULL")
    op.create_index("lots_order_idx", "lots", ["order_id"], postgresql_where=where)


def _replace_check(table: str, name: str, condition: str) -> None:
    op.drop_constraint(op.f(name), table, type_="check")
    op.create_check_constraint(op.f(name), table, condition)


def _widen_policies() -> None:
    columns = (
        ("expiry_kind", sa.Text(), "'days'"),
        ("expiry_months", sa.Integer(), "12"),
        ("zone", sa.Text(), "'UTC'"),
        ("grace_days", sa.Integer(), "7"),
        ("pays_debt", sa.Boolean(), "true"),
        ("adjustment_limit", sa.BigInteger(), "1000"),
        ("thousand_worth_minor", sa.BigInteger(), "1000"),
    )
    for name, kind, usual in columns:
        column = sa.Column(name, kind, nullable=False, server_default=sa.text(usual))
        op.add_column("earning_policies", column)
    op.create_check_constraint(op.f("earning_policies_expiry_kind_is_known"), "earning_policies", EXPIRIES)


def _moment(name: str, *, nullable: bool = False) -> "sa.Column[sa.DateTime]":
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> "sa.Column[sa.UUID]":
    return sa.Column(name, sa.UUID(), nullable=nullable)


def _version() -> "sa.Column[int]":
    return sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)


def _debts_and_holds() -> None:
    op.create_table(
        "debts",
        _id("member_id"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _version(),
        sa.CheckConstraint("amount >= 0", name=op.f("debts_amount_is_not_negative")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("debts_pkey")),
    )
    op.create_table(
        "holds",
        _id("id"),
        _id("member_id"),
        sa.Column("origin_kind", sa.Text(), nullable=False),
        _id("origin_reference"),
        _id("order_id", nullable=True),
        sa.Column("lot_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        sa.Column("amounts", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("captured", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("refunded", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        _moment("held_at"),
        _moment("lapses_at", nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        _moment("ended_at", nullable=True),
        _version(),
        sa.CheckConstraint(ORIGINS, name=op.f("holds_origin_kind_is_known")),
        sa.CheckConstraint(
            "status IN ('captured', 'lapsed', 'open', 'released')", name=op.f("holds_status_is_known")
        ),
        sa.CheckConstraint("(status = 'open') = (ended_at IS NULL)", name=op.f("holds_end_is_told")),
        sa.CheckConstraint(
            "cardinality(lot_ids) > 0 AND cardinality(amounts) = cardinality(lot_ids)"
            " AND cardinality(captured) = cardinality(lot_ids)"
            " AND cardinality(refunded) = cardinality(lot_ids)",
            name=op.f("holds_parts_are_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("holds_pkey")),
    )
    is_open = sa.text("status = 'open'")
    op.create_index("holds_member_idx", "holds", ["member_id"], postgresql_where=is_open)
    op.create_index("holds_lapsing_idx", "holds", ["lapses_at"], postgresql_where=is_open)
    op.create_index("holds_one_per_order", "holds", ["order_id"], unique=True)


def _papers() -> None:
    op.create_table(
        "adjustments",
        _id("id"),
        _id("region_id"),
        _id("member_id"),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _id("proposed_by"),
        _moment("proposed_at"),
        sa.Column("status", sa.Text(), nullable=False),
        _id("decided_by", nullable=True),
        _moment("decided_at", nullable=True),
        _version(),
        sa.CheckConstraint(
            "status IN ('approved', 'proposed', 'refused')", name=op.f("adjustments_status_is_known")
        ),
        sa.CheckConstraint("points <> 0", name=op.f("adjustments_points_are_not_zero")),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)",
            name=op.f("adjustments_decision_is_told"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("adjustments_pkey")),
    )
    op.create_index("adjustments_region_idx", "adjustments", ["region_id", sa.text("id DESC")])
    op.create_table(
        "point_refunds",
        _id("id"),
        _id("order_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        _id("region_id"),
        _id("member_id"),
        sa.Column("lines", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("amounts_minor", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("points_back", sa.BigInteger(), nullable=False),
        sa.Column("points_taken", sa.BigInteger(), nullable=False),
        sa.Column("points_owed", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _id("granted_by"),
        _moment("granted_at"),
        sa.CheckConstraint(
            "points_back >= 0 AND points_taken >= points_owed AND points_owed >= 0",
            name=op.f("point_refunds_in_bounds"),
        ),
        sa.CheckConstraint(
            "cardinality(lines) = cardinality(amounts_minor)", name=op.f("point_refunds_lines_are_whole")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("point_refunds_pkey")),
    )
    op.create_index("point_refunds_number_key", "point_refunds", ["order_id", "number"], unique=True)


def downgrade() -> None:
    raise RuntimeError("the ledger only grows")
