"""Photos: whose they are and which order they belong to. The pictures themselves are files."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, text

from adapters.persistence.tables.base import identity, metadata, moment

photos = Table(
    "photos",
    metadata,
    identity(primary_key=True),
    identity("account_id", ForeignKey("accounts.id"), nullable=False),
    identity("order_id", ForeignKey("orders.id")),
    Column("kind", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    moment("created_at"),
    Index("photos_order_idx", "order_id", "kind", "id", postgresql_where=text("order_id IS NOT NULL")),
    Index("photos_unattached_idx", "created_at", postgresql_where=text("order_id IS NULL")),
    CheckConstraint("width > 0 AND height > 0 AND size_bytes > 0", name="picture_has_a_size"),
    CheckConstraint("kind IN ('problem', 'before', 'after')", name="kind_is_known"),
)
