"""The caller: addresses, inbox and points."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.shared.geo import Point
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    id: UUID
    community_id: UUID
    community_name: Text
    line: str
    unit: str
    point: Point
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxMessage:
    id: UUID
    kind: str
    title: Text
    body: Text
    order_id: UUID | None
    created_at: datetime
    read_at: datetime | None
