"""Who belongs to the programme."""

from sqlalchemy import Table

from adapters.persistence.tables.base import identity, metadata, moment

memberships = Table(
    "memberships",
    metadata,
    identity("member_id", primary_key=True),
    identity("region_id", nullable=False),
    moment("joined_at"),
)
