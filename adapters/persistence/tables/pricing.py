"""How orders were priced, what promotions gave, and the counts that this stands against."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from adapters.persistence.tables.base import identity, metadata, moment, version, words
from adapters.persistence.tables.loyalty import is_one_of
from domain.promotions.programme.uses import TallyKind
from domain.promotions.rules.limits import Measure
from domain.promotions.rules.model import Trigger

order_pricings = Table(
    "order_pricings",
    metadata,
    identity("order_id", primary_key=True),
    identity("region_id", nullable=False),
    identity("member_id", nullable=False),
    moment("priced_at"),
    Column("rules_version", Integer, nullable=False),
    Column("is_best", Boolean, nullable=False),
    Column("listed_minor", BigInteger, nullable=False),
    Column("discount_minor", BigInteger, nullable=False),
    Column("points_used", BigInteger, nullable=False),
    Column("due_minor", BigInteger, nullable=False),
    Column("names", JSONB, nullable=False),
    Column("basket", JSONB, nullable=False),
    Column("priced", JSONB, nullable=False),
    Index("order_pricings_region_idx", "region_id", "priced_at", "order_id"),
)

# A campaign's budget is one row more: all counts of an order are locked in one order by one statement.
promotion_tallies = Table(
    "promotion_tallies",
    metadata,
    identity("region_id", primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("measure", Text, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("count", BigInteger, nullable=False),
    CheckConstraint("count >= 0", name="count_is_not_negative"),
    CheckConstraint(is_one_of("kind", TallyKind), name="kind_is_known"),
    CheckConstraint(is_one_of("measure", Measure), name="measure_is_known"),
)

promotion_uses = Table(
    "promotion_uses",
    metadata,
    identity("source_id", primary_key=True),
    Column("promotion", Text, primary_key=True),
    identity("region_id", nullable=False),
    identity("member_id", nullable=False),
    identity("order_id"),
    moment("at"),
    Column("campaign", Text),
    Column("minor", BigInteger, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("coupons", BigInteger, nullable=False),
    Column("minor_back", BigInteger, nullable=False),
    Column("points_back", BigInteger, nullable=False),
    Column("coupons_back", BigInteger, nullable=False),
    Column("is_over", Boolean, nullable=False),
    Column("tallies", JSONB, nullable=False),
    version(),
    Index("promotion_uses_order_idx", "order_id"),
    Index("promotion_uses_region_idx", "region_id", "at"),
    CheckConstraint(
        "0 <= minor_back AND minor_back <= minor AND 0 <= points_back AND points_back <= points"
        " AND 0 <= coupons_back AND coupons_back <= coupons",
        name="in_bounds",
    ),
)

promotion_occasions = Table(
    "promotion_occasions",
    metadata,
    identity("id", primary_key=True),
    identity("region_id", nullable=False),
    identity("member_id", nullable=False),
    identity("order_id"),
    Column("trigger", Text, nullable=False),
    moment("at"),
    Column("rules_version", Integer, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("occasion", JSONB, nullable=False),
    Column("awarded", JSONB, nullable=False),
    Index("promotion_occasions_order_idx", "order_id", "trigger"),
    Index("promotion_occasions_member_idx", "member_id", "trigger", "at"),
    Index("promotion_occasions_region_idx", "region_id", "at", "id"),
    CheckConstraint(is_one_of("trigger", Trigger), name="trigger_is_known"),
)

tier_activities = Table(
    "tier_activities",
    metadata,
    identity("id", primary_key=True),
    identity("region_id", nullable=False),
    identity("member_id", nullable=False),
    moment("at"),
    Column("points", BigInteger, nullable=False),
    Column("spent_minor", BigInteger, nullable=False),
    Column("orders", Integer, nullable=False),
    Index("tier_activities_member_idx", "member_id", "region_id", "at"),
)

check_ins = Table(
    "check_ins",
    metadata,
    identity("member_id", primary_key=True),
    Column("day", Date, primary_key=True),
    moment("at"),
)

# By which promotion a lot was given; what a member reads about the lot names it.
lot_rules = Table(
    "lot_rules",
    metadata,
    identity("lot_id", primary_key=True),
    identity("region_id", nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("promotion", Text, nullable=False),
    words("name"),
)

EXTRA_DDL: Final = (
    "CREATE TRIGGER order_pricings_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON order_pricings"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()",
    "CREATE TRIGGER promotion_occasions_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON promotion_occasions"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()",
    "CREATE TRIGGER lot_rules_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON lot_rules"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses_change()",
)
