"""points: the checks of the books are planned once (docs/adr/0139)"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

CHECKS = (
    "ledger_checks_journals",
    "ledger_misses_postings",
    "ledger_checks_lots",
    "ledger_checks_posted_lots",
    "ledger_checks_debts",
)


def upgrade() -> None:
    for name in CHECKS:
        op.execute(f"ALTER FUNCTION {name}() SET plan_cache_mode = force_generic_plan")


def downgrade() -> None:
    for name in CHECKS:
        op.execute(f"ALTER FUNCTION {name}() RESET plan_cache_mode")
