"""prices of orders, uses of promotions, and what was awarded for what"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ORIGINS = "origin_kind IN ('adjustment', 'gift', 'order', 'programme', 'refund', 'review')"
TRIGGERS = (
    "trigger IN ('auto', 'birthday', 'check_in', 'code', 'manual', 'order_completed', 'referral',"
    " 'review_published', 'sign_up', 'streak')"
)
ONLY_GROW = ("order_pricings", "promotion_occasions", "lot_rules")


def upgrade() -> None:
    for table in ("lots", "holds"):
        name = op.f(f"{table}_origin_kind_is_known")
        op.drop_constraint(name, table, type_="check")
        op.create_check_constraint(name, table, ORIGINS)
    op.add_column(
        "point_refunds",
        sa.Column("points_minor", sa.BigInteger(), nullable=False, server_default=sa.text("0")),
    )
    op.add_column("earning_policies", sa.Column("refund_limit_minor", sa.BigInteger(), nullable=True))
    _pricings()
    _uses()
    _occasions()
    _members()
    for table in ONLY_GROW:
        op.execute(
            f"CREATE TRIGGER {table}_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()"
        )


def _moment(name: str) -> "sa.Column[sa.DateTime]":
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=False)


def _id(name: str, *, nullable: bool = False) -> "sa.Column[sa.UUID]":
    return sa.Column(name, sa.UUID(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=nullable)


def _amounts(*names: str) -> "list[sa.Column[int]]":
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def _json(*names: str) -> "list[sa.Column[object]]":
    return [sa.Column(name, postgresql.JSONB(), nullable=False) for name in names]


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False)


def _day(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Date(), nullable=False)


def _pricings() -> None:
    op.create_table(
        "order_pricings",
        _id("order_id"),
        _id("region_id"),
        _id("member_id"),
        _moment("priced_at"),
        _number("rules_version"),
        _flag("is_best"),
        *_amounts("listed_minor", "discount_minor", "points_used", "due_minor"),
        *_json("names", "basket", "priced"),
        sa.PrimaryKeyConstraint("order_id", name=op.f("order_pricings_pkey")),
    )
    op.create_index("order_pricings_region_idx", "order_pricings", ["region_id", "priced_at", "order_id"])


def _uses() -> None:
    key = ("region_id", "kind", "owner", "scope", "subject", "measure", "since")
    op.create_table(
        "promotion_tallies",
        _id("region_id"),
        *(_text(name) for name in key[1:-1]),
        _day("since"),
        *_amounts("count"),
        sa.CheckConstraint("count >= 0", name=op.f("promotion_tallies_count_is_not_negative")),
        sa.CheckConstraint("kind IN ('budget', 'counter')", name=op.f("promotion_tallies_kind_is_known")),
        sa.CheckConstraint(
            "measure IN ('minor', 'points', 'uses')", name=op.f("promotion_tallies_measure_is_known")
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("promotion_tallies_pkey")),
    )
    op.create_table(
        "promotion_uses",
        _id("source_id"),
        _text("promotion"),
        _id("region_id"),
        _id("member_id"),
        _id("order_id", nullable=True),
        _moment("at"),
        _text("campaign", nullable=True),
        *_amounts("minor", "points", "coupons", "minor_back", "points_back", "coupons_back"),
        _flag("is_over"),
        *_json("tallies"),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "0 <= minor_back AND minor_back <= minor AND 0 <= points_back AND points_back <= points"
            " AND 0 <= coupons_back AND coupons_back <= coupons",
            name=op.f("promotion_uses_in_bounds"),
        ),
        sa.PrimaryKeyConstraint("source_id", "promotion", name=op.f("promotion_uses_pkey")),
    )
    op.create_index("promotion_uses_order_idx", "promotion_uses", ["order_id"])
    op.create_index("promotion_uses_region_idx", "promotion_uses", ["region_id", "at"])


def _occasions() -> None:
    op.create_table(
        "promotion_occasions",
        _id("id"),
        _id("region_id"),
        _id("member_id"),
        _id("order_id", nullable=True),
        _text("trigger"),
        _moment("at"),
        _number("rules_version"),
        *_amounts("points"),
        *_json("occasion", "awarded"),
        sa.CheckConstraint(TRIGGERS, name=op.f("promotion_occasions_trigger_is_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("promotion_occasions_pkey")),
    )
    table = "promotion_occasions"
    op.create_index("promotion_occasions_order_idx", table, ["order_id", "trigger"])
    op.create_index("promotion_occasions_member_idx", table, ["member_id", "trigger", "at"])
    op.create_index("promotion_occasions_region_idx", table, ["region_id", "at", "id"])
    op.create_table(
        "lot_rules",
        _id("lot_id"),
        _id("region_id"),
        _number("rules_version"),
        _text("promotion"),
        *_json("name"),
        sa.PrimaryKeyConstraint("lot_id", name=op.f("lot_rules_pkey")),
    )


def _members() -> None:
    op.create_table(
        "tier_activities",
        _id("id"),
        _id("region_id"),
        _id("member_id"),
        _moment("at"),
        *_amounts("points", "spent_minor"),
        _number("orders"),
        sa.PrimaryKeyConstraint("id", name=op.f("tier_activities_pkey")),
    )
    op.create_index("tier_activities_member_idx", "tier_activities", ["member_id", "region_id", "at"])
    op.create_table(
        "check_ins",
        _id("member_id"),
        _day("day"),
        _moment("at"),
        sa.PrimaryKeyConstraint("member_id", "day", name=op.f("check_ins_pkey")),
    )


def downgrade() -> None:
    raise RuntimeError("what was priced and given stays")
