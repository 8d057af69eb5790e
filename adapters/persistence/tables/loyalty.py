"""Points: journals and postings, which nothing changes, and the lots that balances are read from."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    text,
)

from adapters.persistence.tables.base import identity, metadata, moment, version
from domain.loyalty.accounts import HOUSE_ACCOUNTS, LOT_ACCOUNTS
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.journal import JournalKind, OriginKind


def is_one_of(column: str, values: Iterable[StrEnum]) -> str:
    return f"{column} IN ({', '.join(sorted(repr(value.value) for value in values))})"


# Members and their points belong to no region. An origin names things of other subjects, and with regions
# on other servers also of other databases: no foreign keys to them.
journals = Table(
    "journals",
    metadata,
    identity(primary_key=True),
    Column("request_id", Text, nullable=False),
    Column("content_hash", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    Column("kind", Text, nullable=False),
    moment("at"),
    Column("origin_kind", Text),
    identity("origin_reference"),
    identity("order_id"),
    Index("journals_request_id_key", "request_id", unique=True),
    Index("journals_at_idx", "at"),
    CheckConstraint("octet_length(content_hash) = 32", name="content_hash_is_sha256"),
    CheckConstraint("octet_length(seal) = 32", name="seal_is_sha256"),
    CheckConstraint(is_one_of("kind", JournalKind), name="kind_is_known"),
    CheckConstraint("(origin_kind IS NULL) = (origin_reference IS NULL)", name="origin_is_whole"),
)

lots = Table(
    "lots",
    metadata,
    identity(primary_key=True),
    identity("member_id", nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("remaining", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    moment("earned_at"),
    moment("pending_until"),
    moment("expires_at"),
    moment("matured_at", nullable=True),
    Column("origin_kind", Text, nullable=False),
    identity("origin_reference", nullable=False),
    identity("order_id"),
    Column("policy_version", Integer, nullable=False),
    version(),
    Column("expired", BigInteger, nullable=False),
    Column("reversed", BigInteger, nullable=False),
    Column("owed", BigInteger, nullable=False),
    Column("sliding_days", Integer),
    identity("grace_of"),
    Column("seal", LargeBinary, nullable=False),
    Index("lots_member_idx", "member_id", postgresql_where=text("(remaining + held) > 0")),
    Index(
        "lots_maturing_idx", "pending_until", postgresql_where=text("matured_at IS NULL AND remaining > 0")
    ),
    Index("lots_expiring_idx", "expires_at", postgresql_where=text("remaining > 0")),
    Index("lots_order_idx", "order_id", postgresql_where=text("order_id IS NOT NULL")),
    CheckConstraint("amount > 0", name="amount_is_positive"),
    CheckConstraint(is_one_of("origin_kind", OriginKind), name="origin_kind_is_known"),
    CheckConstraint(
        "remaining >= 0 AND held >= 0 AND expired >= 0 AND reversed >= 0 AND owed >= 0"
        " AND remaining + held + expired + reversed <= amount AND reversed + owed <= amount",
        name="points_within_amount",
    ),
    CheckConstraint("octet_length(seal) = 32", name="seal_is_sha256"),
    CheckConstraint("earned_at <= pending_until AND pending_until < expires_at", name="moments_in_order"),
)

postings = Table(
    "postings",
    metadata,
    identity("journal_id", ForeignKey("journals.id"), primary_key=True),
    Column("seq", SmallInteger, primary_key=True, autoincrement=False),
    Column("account", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    identity("member_id"),
    identity("lot_id", ForeignKey("lots.id")),
    Index(
        "postings_member_idx",
        "member_id",
        text("journal_id DESC"),
        "seq",
        postgresql_where=text("member_id IS NOT NULL"),
    ),
    Index("postings_debt_idx", "member_id", postgresql_where=text("account = 'debt'")),
    Index("postings_lot_idx", "lot_id", postgresql_where=text("lot_id IS NOT NULL")),
    CheckConstraint("amount <> 0", name="amount_is_not_zero"),
    CheckConstraint(
        f"(member_id IS NOT NULL AND lot_id IS NOT NULL AND {is_one_of('account', LOT_ACCOUNTS)})"
        " OR (member_id IS NOT NULL AND lot_id IS NULL AND account = 'debt')"
        f" OR (member_id IS NULL AND lot_id IS NULL AND {is_one_of('account', HOUSE_ACCOUNTS)})",
        name="account_fits_its_owner",
    ),
)

earning_policies = Table(
    "earning_policies",
    metadata,
    Column("currency", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    moment("effective_at"),
    Column("minor_per_point", BigInteger, nullable=False),
    Column("review_points", Integer, nullable=False),
    Column("cooling_off_days", Integer, nullable=False),
    Column("expiry_days", Integer, nullable=False),
    Column("expiry_kind", Text, nullable=False, server_default=text("'days'")),
    Column("expiry_months", Integer, nullable=False, server_default=text("12")),
    Column("zone", Text, nullable=False, server_default=text("'UTC'")),
    Column("grace_days", Integer, nullable=False, server_default=text("7")),
    Column("pays_debt", Boolean, nullable=False, server_default=text("true")),
    Column("adjustment_limit", BigInteger, nullable=False, server_default=text("1000")),
    Column("thousand_worth_minor", BigInteger, nullable=False, server_default=text("1000")),
    Column("refund_limit_minor", BigInteger),
    CheckConstraint("minor_per_point > 0", name="rate_is_positive"),
    CheckConstraint(is_one_of("expiry_kind", ExpiryKind), name="expiry_kind_is_known"),
    CheckConstraint("cooling_off_days >= 0 AND cooling_off_days < expiry_days", name="days_in_order"),
)
