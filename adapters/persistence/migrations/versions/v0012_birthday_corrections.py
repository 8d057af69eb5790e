"""birthdays: the papers of corrections by staff (docs/adr/0158)"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "birthday_corrections",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("member_id", sa.UUID(), nullable=False),
        sa.Column("month", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.SmallInteger(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("before_month", sa.SmallInteger(), nullable=True),
        sa.Column("before_day", sa.SmallInteger(), nullable=True),
        sa.Column("before_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("corrected_by", sa.UUID(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("birthday_corrections_pkey")),
    )
    op.create_index(
        "birthday_corrections_member_idx", "birthday_corrections", ["member_id", sa.text("id DESC")]
    )
    op.execute(
        "CREATE TRIGGER birthday_corrections_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON"
        " birthday_corrections FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()"
    )


def downgrade() -> None:
    op.drop_table("birthday_corrections")
