"""accounts: who is a member, so that newcomers are found without looking at everybody (docs/adr/0158)"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "accounts", sa.Column("is_member", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.execute(
        "UPDATE accounts SET is_member = true FROM memberships WHERE memberships.member_id = accounts.id"
    )
    op.create_index(
        "accounts_newcomers_idx",
        "accounts",
        ["id"],
        postgresql_where=sa.text("NOT is_member AND is_active AND 'homeowner' = ANY (roles)"),
    )


def downgrade() -> None:
    op.drop_index("accounts_newcomers_idx", "accounts")
    op.drop_column("accounts", "is_member")
