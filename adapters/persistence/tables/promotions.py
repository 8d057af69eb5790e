"""Rule sets with their drafts, and coupons with how many of each batch are given."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from adapters.persistence.tables.base import identity, metadata, moment, version
from adapters.persistence.tables.loyalty import is_one_of
from domain.promotions.coupons.coupon import Status

rule_sets = Table(
    "rule_sets",
    metadata,
    identity("region_id", ForeignKey("regions.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content", JSONB, nullable=False),
    moment("effective_at"),
    identity("published_by", nullable=False),
    moment("published_at"),
    Column("note", Text, nullable=False),
    CheckConstraint("version > 0", name="version_is_above_zero"),
)

rule_drafts = Table(
    "rule_drafts",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("content", JSONB, nullable=False),
    identity("saved_by", nullable=False),
    moment("saved_at"),
    Column("tried", LargeBinary),
    version(),
    Index("rule_drafts_region_idx", "region_id", text("saved_at DESC"), text("id DESC")),
)

coupons = Table(
    "coupons",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("batch", Text, nullable=False),
    Column("promotion", Text, nullable=False),
    Column("code", Text, nullable=False),
    moment("given_at"),
    moment("expires_at"),
    Column("status", Text, nullable=False),
    identity("owner_id"),
    identity("order_id"),
    version(),
    Index("coupons_code_key", "code", unique=True),
    Index("coupons_owner_idx", "owner_id", "expires_at", postgresql_where=text("owner_id IS NOT NULL")),
    Index("coupons_order_idx", "order_id", postgresql_where=text("order_id IS NOT NULL")),
    Index(
        "coupons_lapsing_idx",
        "expires_at",
        "id",
        postgresql_where=text("status IN ('free', 'owned')"),
    ),
    CheckConstraint(is_one_of("status", Status), name="status_is_known"),
    CheckConstraint("(status IN ('reserved', 'used')) = (order_id IS NOT NULL)", name="order_is_told"),
    CheckConstraint("status <> 'owned' OR owner_id IS NOT NULL", name="owner_is_told"),
    CheckConstraint("status <> 'free' OR owner_id IS NULL", name="free_has_no_owner"),
)

coupon_stock = Table(
    "coupon_stock",
    metadata,
    identity("region_id", ForeignKey("regions.id"), primary_key=True),
    Column("batch", Text, primary_key=True),
    Column("given", Integer, nullable=False),
    CheckConstraint("given >= 0", name="given_is_not_negative"),
)

member_coupons = Table(
    "member_coupons",
    metadata,
    identity("region_id", ForeignKey("regions.id"), primary_key=True),
    Column("batch", Text, primary_key=True),
    identity("member_id", primary_key=True),
    Column("given", Integer, nullable=False),
    CheckConstraint("given >= 0", name="given_is_not_negative"),
)

EXTRA_DDL: Final = (
    "CREATE TRIGGER rule_sets_append_only BEFORE UPDATE OR DELETE ON rule_sets "
    "FOR EACH STATEMENT EXECUTE FUNCTION callout_refuse_change()",
)
