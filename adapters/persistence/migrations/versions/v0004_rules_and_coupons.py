"""rule sets with drafts, coupons with their stock"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ONLY_GROWS = (
    "CREATE TRIGGER rule_sets_append_only BEFORE UPDATE OR DELETE ON rule_sets "
    "FOR EACH STATEMENT EXECUTE FUNCTION callout_refuse_change()"
)


def _id(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.UUID(), nullable=nullable)


def _moment(name: str) -> "sa.Column[object]":
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=False)


def _of_a_region(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f(f"{table}_region_id_fkey"))


def upgrade() -> None:
    _create_rules()
    _create_coupons()
    for table, owner in (("coupon_stock", ()), ("member_coupons", ("member_id",))):
        op.create_table(
            table,
            _id("region_id"),
            sa.Column("batch", sa.Text(), nullable=False),
            *map(_id, owner),
            sa.Column("given", sa.Integer(), nullable=False),
            sa.CheckConstraint("given >= 0", name=op.f(f"{table}_given_is_not_negative")),
            _of_a_region(table),
            sa.PrimaryKeyConstraint("region_id", "batch", *owner, name=op.f(f"{table}_pkey")),
        )


def _create_rules() -> None:
    op.create_table(
        "rule_sets",
        _id("region_id"),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        _moment("effective_at"),
        _id("published_by"),
        _moment("published_at"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("rule_sets_version_is_above_zero")),
        _of_a_region("rule_sets"),
        sa.PrimaryKeyConstraint("region_id", "version", name=op.f("rule_sets_pkey")),
    )
    op.execute(ONLY_GROWS)
    op.create_table(
        "rule_drafts",
        _id("id"),
        _id("region_id"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        _id("saved_by"),
        _moment("saved_at"),
        sa.Column("tried", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        _of_a_region("rule_drafts"),
        sa.PrimaryKeyConstraint("id", name=op.f("rule_drafts_pkey")),
    )
    op.create_index(
        "rule_drafts_region_idx", "rule_drafts", ["region_id", sa.text("saved_at DESC"), sa.text("id DESC")]
    )


def _create_coupons() -> None:
    op.create_table(
        "coupons",
        _id("id"),
        _id("region_id"),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("promotion", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        _moment("given_at"),
        _moment("expires_at"),
        sa.Column("status", sa.Text(), nullable=False),
        _id("owner_id", nullable=True),
        _id("order_id", nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(f"coupons_{name}")) for name, rule in COUPON_RULES.items()),
        _of_a_region("coupons"),
        sa.PrimaryKeyConstraint("id", name=op.f("coupons_pkey")),
    )
    op.create_index("coupons_code_key", "coupons", ["code"], unique=True)
    for name, columns, where in COUPON_INDEXES:
        op.create_index(f"coupons_{name}_idx", "coupons", columns, postgresql_where=sa.text(where))


COUPON_RULES = {
    "status_is_known": "status IN ('free', 'lapsed', 'owned', 'reserved', 'used')",
    "order_is_told": "(status IN ('reserved', 'used')) = (order_id IS NOT NULL)",
    "owner_is_told": "status <> 'owned' OR owner_id IS NOT NULL",
    "free_has_no_owner": "status <> 'free' OR owner_id IS NULL",
}
COUPON_INDEXES = (
    ("owner", ["owner_id", "expires_at"], "owner_id IS NOT NULL"),
    ("order", ["order_id"], "order_id IS NOT NULL"),
    ("lapsing", ["expires_at", "id"], "status IN ('free', 'owned')"),
)


def downgrade() -> None:
    for table in ("member_coupons", "coupon_stock", "coupons", "rule_drafts", "rule_sets"):
        op.drop_table(table)
