"""Dispatch runs, the decision cards that every offer keeps, and what planners were asked."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text
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

# A question to the planner and its answer, kept some weeks for replays. `question` is gzipped JSON.
dispatch_ticks = Table(
    "dispatch_ticks",
    metadata,
    identity(primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    moment("asked_at"),
    identity("run_id"),
    Column("policy_version", Integer, nullable=False),
    Column("question", LargeBinary, nullable=False),
    Column("assigned", JSONB, nullable=False),
    Column("plan", JSONB, nullable=False),
    Column("solver", Text, nullable=False),
    Column("solver_reason", Text, nullable=False),
    Column("solve_ms", Integer, nullable=False),
    Column("streets", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("dispatch_ticks_region_idx", "region_id", "asked_at", "id"),
    Index("dispatch_ticks_asked_idx", "asked_at"),
)
