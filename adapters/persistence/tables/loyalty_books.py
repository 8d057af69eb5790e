"""Points: what stands beside the books: who was told of an end, the closings."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import TIMESTAMP

from adapters.persistence.tables.base import identity, metadata, moment
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

# `closed_at` is real time. Each row counts on the one before it (domain/loyalty/closings.py).
journal_closings = Table(
    "journal_closings",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("upto", BigInteger, nullable=False),
    Column("journals", BigInteger, nullable=False),
    moment("closed_at"),
    Column("digest", LargeBinary, nullable=False),
    CheckConstraint("number > 0 AND journals > 0", name="numbers_are_positive"),
    CheckConstraint("octet_length(digest) = 32", name="digest_is_sha256"),
)
