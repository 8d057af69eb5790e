"""What can be ordered, and what it costs in a region."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, SmallInteger, Table, Text

from adapters.persistence.tables.base import identity, metadata, version, words

skill_kinds = Table(
    "skill_kinds",
    metadata,
    Column("code", Text, primary_key=True),
    words("name"),
)

service_categories = Table(
    "service_categories",
    metadata,
    identity(primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    words("name"),
    Column("icon", Text, nullable=False),
    Column("position", SmallInteger, nullable=False),
)

services = Table(
    "services",
    metadata,
    identity(primary_key=True),
    identity("category_id", ForeignKey("service_categories.id"), nullable=False),
    Column("code", Text, nullable=False, unique=True),
    words("name"),
    words("scope"),
    Column("skill", Text, ForeignKey("skill_kinds.code"), nullable=False),
    Column("min_level", SmallInteger, nullable=False),
    Column("duration_s", Integer, nullable=False),
    Column("duration_spread_s", Integer, nullable=False),
    Column("photos_before", SmallInteger, nullable=False),
    Column("photos_after", SmallInteger, nullable=False),
    Column("warranty_days", Integer, nullable=False),
    Column("position", SmallInteger, nullable=False),
    Column("is_active", Boolean, nullable=False, server_default="true"),
    version(),
    CheckConstraint("duration_s > 0 AND duration_spread_s >= 0", name="duration_is_positive"),
)

service_prices = Table(
    "service_prices",
    metadata,
    identity("region_id", ForeignKey("regions.id"), primary_key=True),
    identity("service_id", ForeignKey("services.id"), primary_key=True),
    Column("price_minor", Integer, nullable=False),
    Column("band_low_minor", Integer, nullable=False),
    Column("band_high_minor", Integer, nullable=False),
    version(),
    CheckConstraint(
        "price_minor >= 0 AND 0 <= band_low_minor AND band_low_minor <= band_high_minor",
        name="band_is_upright",
    ),
)
