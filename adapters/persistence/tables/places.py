"""Regions, communities, addresses; policies per region by version."""

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, JSONB

from adapters.persistence.tables.base import identity, metadata, outline, place, version, words

regions = Table(
    "regions",
    metadata,
    identity(primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    words("name"),
    Column("country", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("currency_exponent", SmallInteger, nullable=False),
    *place(),
    Column("bounds", ARRAY(DOUBLE_PRECISION), nullable=False),
    Column("order_policy_version", Integer, nullable=False, server_default="1"),
    Column("dispatch_policy", JSONB, nullable=False, server_default="{}"),
    version(),
)

order_policies = Table(
    "order_policies",
    metadata,
    identity("region_id", ForeignKey("regions.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("policy", JSONB, nullable=False),
)

communities = Table(
    "communities",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("code", Text, nullable=False),
    words("name"),
    outline("area"),
    *place(),
    Column("population", Integer, nullable=False),
    Index("communities_region_id_idx", "region_id", "id"),
    Index("communities_area_gist", "area", postgresql_using="gist"),
)

addresses = Table(
    "addresses",
    metadata,
    identity(primary_key=True),
    identity("account_id", ForeignKey("accounts.id"), nullable=False),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    identity("community_id", ForeignKey("communities.id"), nullable=False),
    Column("line", Text, nullable=False),
    Column("unit", Text, nullable=False),
    *place(),
    version(),
    Index("addresses_account_id_idx", "account_id", "id"),
    Index("addresses_community_id_idx", "community_id"),
)
