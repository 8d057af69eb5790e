"""Accounts, their sessions and tokens (hashes only), one-time codes and rate limits."""

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
from sqlalchemy.dialects.postgresql import ARRAY

from adapters.persistence.tables.base import identity, metadata, moment, version

accounts = Table(
    "accounts",
    metadata,
    identity(primary_key=True),
    Column("roles", ARRAY(Text), nullable=False),
    identity("region_id", ForeignKey("regions.id")),
    Column("phone", Text, unique=True),
    Column("username", Text, unique=True),
    Column("password_hash", Text),
    Column("totp_secret", Text),
    Column("totp_step", BigInteger, nullable=False, server_default=text("0")),
    Column("locale", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    version(),
    # Written with the membership: newcomers are looked for every few seconds, among those without it.
    Column("is_member", Boolean, nullable=False, server_default=text("false")),
    Index(
        "accounts_newcomers_idx",
        "id",
        postgresql_where=text("NOT is_member AND is_active AND 'homeowner' = ANY (roles)"),
    ),
    CheckConstraint("phone IS NOT NULL OR username IS NOT NULL", name="can_be_named"),
    CheckConstraint("cardinality(roles) > 0", name="has_a_role"),
)

sessions = Table(
    "sessions",
    metadata,
    identity(primary_key=True),
    identity("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("uses_cookie", Boolean, nullable=False),
    moment("opened_at"),
    moment("revoked_at", nullable=True),
    Column("ending", Text),
    Index("sessions_account_id_idx", "account_id"),
    CheckConstraint("(revoked_at IS NULL) = (ending IS NULL)", name="ending_has_a_reason"),
)

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    identity("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    moment("expires_at"),
    Index("access_tokens_session_id_idx", "session_id"),
    Index("access_tokens_expires_at_idx", "expires_at"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    identity("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("seed", LargeBinary, nullable=False),
    moment("expires_at"),
    moment("used_at", nullable=True),
    Index("refresh_tokens_session_id_idx", "session_id"),
    Index("refresh_tokens_expires_at_idx", "expires_at"),
)

one_time_codes = Table(
    "one_time_codes",
    metadata,
    Column("phone_key", LargeBinary, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    moment("expires_at"),
    Column("attempts", SmallInteger, nullable=False),
    moment("used_at", nullable=True),
    Index("one_time_codes_expires_at_idx", "expires_at"),
)

rate_limits = Table(
    "rate_limits",
    metadata,
    Column("bucket", Text, primary_key=True),
    Column("hits", Integer, nullable=False),
    moment("window_ends_at"),
    Index("rate_limits_window_ends_at_idx", "window_ends_at"),
)
