"""who belongs to the programme, and what members say about themselves"""

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


def downgrade() -> None:
    op.drop_table("birthdays")
    op.drop_table("memberships")
