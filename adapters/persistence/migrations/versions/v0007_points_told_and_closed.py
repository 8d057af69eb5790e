"""points: who was told of an end"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expiry_notices",
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("ends_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message_id", sa.UUID(), nullable=False),
        sa.CheckConstraint("kind IN ('points')", name=op.f("expiry_notices_kind_is_known")),
        sa.PrimaryKeyConstraint("subject_id", "ends_at", name=op.f("expiry_notices_pkey")),
    )
    op.create_index("expiry_notices_message_idx", "expiry_notices", ["message_id"])


def downgrade() -> None:
    op.drop_table("expiry_notices")
