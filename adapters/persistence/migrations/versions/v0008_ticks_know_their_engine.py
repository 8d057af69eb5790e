"""dispatch ticks: which engine answered, and a digest of what was written"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("engine", "digest"):
        op.add_column("dispatch_ticks", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.alter_column("dispatch_ticks", name, server_default=None)


def downgrade() -> None:
    for name in ("digest", "engine"):
        op.drop_column("dispatch_ticks", name)
