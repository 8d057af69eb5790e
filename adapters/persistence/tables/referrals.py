"""Members' own codes, and who named whom."""

from sqlalchemy import CheckConstraint, Column, Index, Table, Text, text

from adapters.persistence.tables.base import identity, metadata, moment

referral_codes = Table(
    "referral_codes",
    metadata,
    identity("member_id", primary_key=True),
    Column("code", Text, nullable=False, unique=True),
)

referrals = Table(
    "referrals",
    metadata,
    identity("member_id", primary_key=True),
    identity("referrer_id", nullable=False),
    moment("said_at"),
    moment("referrer_awarded_at", nullable=True),
    moment("referred_awarded_at", nullable=True),
    Index("referrals_referrer_idx", "referrer_id"),
    Index(
        "referrals_open_idx",
        "member_id",
        postgresql_where=text("referrer_awarded_at IS NULL OR referred_awarded_at IS NULL"),
    ),
    CheckConstraint("member_id <> referrer_id", name="is_of_another"),
)
