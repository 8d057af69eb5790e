"""Who belongs to the programme, and what members say about themselves."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, Table, Text, text

from adapters.persistence.tables.base import identity, metadata, moment

memberships = Table(
    "memberships",
    metadata,
    identity("member_id", primary_key=True),
    identity("region_id", nullable=False),
    moment("joined_at"),
)

# `celebrated` is the last year in which a birthday was.
birthdays = Table(
    "birthdays",
    metadata,
    identity("member_id", primary_key=True),
    Column("month", SmallInteger, nullable=False),
    Column("day", SmallInteger, nullable=False),
    moment("given_at"),
    Column("celebrated", SmallInteger, nullable=False, server_default=text("0")),
    Index("birthdays_day_idx", "month", "day"),
    CheckConstraint("make_date(2000, month, day) IS NOT NULL", name="day_exists"),
)

# The paper of each correction by staff: what stood before, what is right, who says so and why.
birthday_corrections = Table(
    "birthday_corrections",
    metadata,
    identity(primary_key=True),
    identity("member_id", nullable=False),
    Column("month", SmallInteger, nullable=False),
    Column("day", SmallInteger, nullable=False),
    moment("at"),
    Column("before_month", SmallInteger),
    Column("before_day", SmallInteger),
    moment("before_at", nullable=True),
    identity("corrected_by", nullable=False),
    Column("reason", Text, nullable=False),
    Index("birthday_corrections_member_idx", "member_id", text("id DESC")),
)

EXTRA_DDL: Final = (
    "CREATE TRIGGER birthday_corrections_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON"
    " birthday_corrections FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()",
)
