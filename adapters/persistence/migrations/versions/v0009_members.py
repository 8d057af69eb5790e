"""who belongs to the programme, what members say about themselves, who brought whom"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Who lived here before sign-ups were awarded is a member and gets nothing for it.
_KNOWN = """
INSERT INTO memberships (member_id, region_id, joined_at)
SELECT a.id, home.region_id, now() FROM accounts AS a
  JOIN LATERAL (SELECT region_id FROM addresses WHERE account_id = a.id ORDER BY id LIMIT 1) AS home ON true
 WHERE 'homeowner' = ANY (a.roles)"""


def _triggers(more: str) -> None:
    name = op.f("promotion_occasions_trigger_is_known")
    op.drop_constraint(name, "promotion_occasions", type_="check")
    known = f"'auto', 'birthday', 'check_in', 'code', 'manual', 'order_completed', 'referral',{more}"
    op.create_check_constraint(
        name, "promotion_occasions", f"trigger IN ({known} 'review_published', 'sign_up', 'streak')"
    )


def upgrade() -> None:
    op.create_table(
        "memberships",
        sa.Column("member_id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("joined_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("memberships_pkey")),
    )
    op.execute(_KNOWN)
    op.create_table(
        "birthdays",
        sa.Column("member_id", sa.UUID(), nullable=False),
        sa.Column("month", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("given_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("celebrated", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("make_date(2000, month, day) IS NOT NULL", name=op.f("birthdays_day_exists")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("birthdays_pkey")),
    )
    op.create_index("birthdays_day_idx", "birthdays", ["month", "day"])
    _referrals()
    _triggers(" 'referred',")


def _referrals() -> None:
    op.create_table(
        "referral_codes",
        sa.Column("member_id", sa.UUID(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("referral_codes_pkey")),
        sa.UniqueConstraint("code", name=op.f("referral_codes_code_key")),
    )
    op.create_table(
        "referrals",
        sa.Column("member_id", sa.UUID(), nullable=False),
        sa.Column("referrer_id", sa.UUID(), nullable=False),
        sa.Column("said_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("referrer_awarded_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("referred_awarded_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("member_id <> referrer_id", name=op.f("referrals_is_of_another")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("referrals_pkey")),
    )
    op.create_index("referrals_referrer_idx", "referrals", ["referrer_id"])
    op.create_index(
        "referrals_open_idx",
        "referrals",
        ["member_id"],
        postgresql_where=sa.text("referrer_awarded_at IS NULL OR referred_awarded_at IS NULL"),
    )


def downgrade() -> None:
    _triggers("")
    op.drop_table("referrals")
    op.drop_table("referral_codes")
    op.drop_table("birthdays")
    op.drop_table("memberships")
