"""Dispatch runs and the decision cards that every offer keeps."""

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from adapters.persistence.tables.base import identity, metadata, moment

dispatch_runs = Table(
    "dispatch_runs",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    identity("requested_by"),
    Column("order_ids", JSONB),
    Column("result", JSONB),
    moment("created_at"),
    moment("lease_until", nullable=True),
    moment("ended_at", nullable=True),
    Index("dispatch_runs_region_idx", "region_id", text("created_at DESC"), text("id DESC")),
    Index("dispatch_runs_queued_idx", "created_at", postgresql_where=text("status = 'queued'")),
)

decision_cards = Table(
    "decision_cards",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    identity("order_id", ForeignKey("orders.id"), nullable=False),
    identity("run_id"),
    Column("mode", Text, nullable=False),
    Column("card", JSONB, nullable=False),
    moment("created_at"),
    Index("decision_cards_order_idx", "order_id", text("created_at DESC"), text("id DESC")),
)
