"""Rows that know more than the record that was handed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports.desk import DeskEntry
from application.ports.dispatching import Run
from application.ports.outbox import Message


@dataclass(frozen=True, slots=True)
class DeskRow:
    entry: DeskEntry
    resolved_at: datetime | None = None
    resolved_by: UUID | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class MessageRow:
    message: Message
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    run: Run
    lease_until: datetime | None = None
