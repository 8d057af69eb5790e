"""Somebody has read a message of the inbox."""

from dataclasses import dataclass

from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.shared.ids import AccountId, MessageId


@dataclass(frozen=True, slots=True)
class ReadMessage:
    account_id: AccountId
    message_id: MessageId


@dataclass(frozen=True, slots=True)
class ReadMessageHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: ReadMessage) -> None:
        """Raises `MessageNotFound`, also for somebody else's."""
        async with self.new_uow() as uow:
            uow.inbox.mark_read(cmd.message_id, cmd.account_id, self.clock.now())
            await uow.commit()
