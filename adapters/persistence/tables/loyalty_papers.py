"""Points: what members owe, what is set aside, and the papers behind adjustments and refunds."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import UUID

from adapters.persistence.tables.base import identity, metadata, moment, version
from adapters.persistence.tables.loyalty import is_one_of
from domain.loyalty.adjusting import AdjustmentStatus
from domain.loyalty.holds import HoldStatus
from domain.loyalty.journal import OriginKind

debts = Table(
    "debts",
    metadata,
    identity("member_id", primary_key=True),
    Column("amount", BigInteger, nullable=False),
    version(),
    CheckConstraint("amount >= 0", name="amount_is_not_negative"),
)

# The parts of a hold lie beside one another in arrays: they are only ever read and written together.
holds = Table(
    "holds",
    metadata,
    identity(primary_key=True),
    identity("member_id", nullable=False),
    Column("origin_kind", Text, nullable=False),
    identity("origin_reference", nullable=False),
    identity("order_id"),
    Column("lot_ids", ARRAY(UUID(as_uuid=True)), nullable=False),
    Column("amounts", ARRAY(BigInteger), nullable=False),
    Column("captured", ARRAY(BigInteger), nullable=False),
    Column("refunded", ARRAY(BigInteger), nullable=False),
    moment("held_at"),
    moment("lapses_at", nullable=True),
    Column("grace_days", Integer, nullable=False),
    Column("status", Text, nullable=False),
    moment("ended_at", nullable=True),
    version(),
    Index("holds_member_idx", "member_id", postgresql_where=text("status = 'open'")),
    Index("holds_lapsing_idx", "lapses_at", postgresql_where=text("status = 'open'")),
    Index("holds_one_per_order", "order_id", unique=True),
    CheckConstraint(is_one_of("origin_kind", OriginKind), name="origin_kind_is_known"),
    CheckConstraint(is_one_of("status", HoldStatus), name="status_is_known"),
    CheckConstraint("(status = 'open') = (ended_at IS NULL)", name="end_is_told"),
    CheckConstraint(
        "cardinality(lot_ids) > 0 AND cardinality(amounts) = cardinality(lot_ids)"
        " AND cardinality(captured) = cardinality(lot_ids) AND cardinality(refunded) = cardinality(lot_ids)",
        name="parts_are_whole",
    ),
)

adjustments = Table(
    "adjustments",
    metadata,
    identity(primary_key=True),
    identity("region_id", nullable=False),
    identity("member_id", nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    identity("proposed_by", nullable=False),
    moment("proposed_at"),
    Column("status", Text, nullable=False),
    identity("decided_by"),
    moment("decided_at", nullable=True),
    version(),
    Index("adjustments_region_idx", "region_id", text("id DESC")),
    CheckConstraint(is_one_of("status", AdjustmentStatus), name="status_is_known"),
    CheckConstraint("points <> 0", name="points_are_not_zero"),
    CheckConstraint(
        "(status = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)",
        name="decision_is_told",
    ),
)

point_refunds = Table(
    "point_refunds",
    metadata,
    identity(primary_key=True),
    identity("order_id", nullable=False),
    Column("number", Integer, nullable=False),
    identity("region_id", nullable=False),
    identity("member_id", nullable=False),
    Column("lines", ARRAY(Text), nullable=False),
    Column("amounts_minor", ARRAY(BigInteger), nullable=False),
    Column("points_back", BigInteger, nullable=False),
    Column("points_taken", BigInteger, nullable=False),
    Column("points_owed", BigInteger, nullable=False),
    # What the points that came back had paid: the rest of the amounts is money.
    Column("points_minor", BigInteger, nullable=False, server_default=text("0")),
    Column("reason", Text, nullable=False),
    identity("granted_by", nullable=False),
    moment("granted_at"),
    Index("point_refunds_number_key", "order_id", "number", unique=True),
    CheckConstraint(
        "points_back >= 0 AND points_taken >= points_owed AND points_owed >= 0", name="in_bounds"
    ),
    CheckConstraint("cardinality(lines) = cardinality(amounts_minor)", name="lines_are_whole"),
)
