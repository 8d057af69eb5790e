"""Who belongs to the programme, and what members say about themselves."""

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, Table, text

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
