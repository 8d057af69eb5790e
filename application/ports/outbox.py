"""Messages to people, and the memory of which reaction was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.shared.errors import Conflict, NotFound
from domain.shared.ids import MessageId, OrderId
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class Message:
    """One line of somebody's inbox, in both languages."""

    id: MessageId
    account_id: UUID
    kind: str
    title: Text
    body: Text
    order_id: OrderId | None
    created_at: datetime


class Inbox(Protocol):
    def add(self, *messages: Message) -> None: ...

    def mark_read(self, message_id: MessageId, account_id: UUID, at: datetime) -> None:
        """No effect when it was read before; commit raises `MessageNotFound` when it is not theirs."""
        ...


class Reactions(Protocol):
    def done(self, event_id: UUID, reaction: str) -> None:
        """Remember it; commit raises `AlreadyReacted` when it was done before, so its effect is once."""
        ...


class MessageNotFound(NotFound):
    code = "message_not_found"


class AlreadyReacted(Conflict):
    """This reaction to this event was done before."""

    code = "already_reacted"
