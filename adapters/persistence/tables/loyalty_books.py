"""Points: what stands beside the books: who was told of an end."""

from sqlalchemy import CheckConstraint, Column, Index, Table, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

from adapters.persistence.tables.base import identity, metadata
from adapters.persistence.tables.loyalty import is_one_of
from domain.loyalty.notices import EndingKind

# An end that moves is told anew. `message_id` is a UUIDv7: it tells how old the note is, for forgetting it.
expiry_notices = Table(
    "expiry_notices",
    metadata,
    identity("subject_id", primary_key=True),
    Column("ends_at", TIMESTAMP(timezone=True), primary_key=True),
    Column("kind", Text, nullable=False),
    identity("message_id", nullable=False),
    Index("expiry_notices_message_idx", "message_id"),
    CheckConstraint(is_one_of("kind", EndingKind), name="kind_is_known"),
)
