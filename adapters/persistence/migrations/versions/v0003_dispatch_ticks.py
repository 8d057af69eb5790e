"""dispatch ticks"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dispatch_ticks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("region_id", sa.UUID(), nullable=False),
        sa.Column("asked_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("run_id", sa.UUID(), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("assigned", postgresql.JSONB(), nullable=False),
        sa.Column("plan", postgresql.JSONB(), nullable=False),
        sa.Column("solver", sa.Text(), nullable=False),
        sa.Column("solver_reason", sa.Text(), nullable=False),
        sa.Column("solve_ms", sa.Integer(), nullable=False),
        sa.Column("streets", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("dispatch_ticks_region_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("dispatch_ticks_pkey")),
    )
    op.create_index("dispatch_ticks_region_idx", "dispatch_ticks", ["region_id", "asked_at", "id"])
    op.create_index("dispatch_ticks_asked_idx", "dispatch_ticks", ["asked_at"])


def downgrade() -> None:
    op.drop_table("dispatch_ticks")
