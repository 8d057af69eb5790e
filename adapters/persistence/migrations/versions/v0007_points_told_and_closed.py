"""points: who was told of an end, seals on holds and debts, closings over all journals"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None

# "Not sealed yet": the key is not known here. `callout migrate` goes on and seals (adapters/persistence/loyalty).
UNSEALED = sa.text("decode(repeat('00', 32), 'hex')")


def upgrade() -> None:
    _notices()
    _seals()
    _closings()


def _notices() -> None:
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


def _seals() -> None:
    for table in ("debts", "holds"):
        op.add_column(table, sa.Column("seal", sa.LargeBinary(), nullable=False, server_default=UNSEALED))
        op.alter_column(table, "seal", server_default=None)
        op.create_check_constraint(op.f(f"{table}_seal_is_sha256"), table, "octet_length(seal) = 32")


def _closings() -> None:
    op.add_column("journals", sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False))
    op.create_index("journals_number_key", "journals", ["number"], unique=True)
    op.create_table(
        "journal_closings",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.Column("journals", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number > 0 AND journals > 0", name=op.f("journal_closings_numbers_are_positive")),
        sa.CheckConstraint("octet_length(digest) = 32", name=op.f("journal_closings_digest_is_sha256")),
        sa.PrimaryKeyConstraint("number", name=op.f("journal_closings_pkey")),
    )
    _only_grows("journal_closings")


def _only_grows(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()"
    )


def downgrade() -> None:
    raise RuntimeError("the ledger only grows")
