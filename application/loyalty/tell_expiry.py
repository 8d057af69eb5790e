"""Members hear of points that end soon: one message a member, each end once, however often it runs."""

from dataclasses import dataclass
from typing import Final

from application.ports.ids import Ids
from application.ports.outbox import Message
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.upkeep.events import MessageArrived
from domain.loyalty.notices import Notice, NoticeGiven, horizon
from domain.shared.ids import MessageId

KIND: Final = "points_expiring"


@dataclass(frozen=True, slots=True)
class TellExpiry:
    """At most `chunks` times `members` members, each chunk in a commit of its own."""

    members: int = 200
    chunks: int = 20


@dataclass(frozen=True, slots=True)
class ToldOfExpiry:
    """`is_done` is false where more members may be waiting: run again."""

    members: int
    is_done: bool


@dataclass(frozen=True, slots=True)
class TellExpiryHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: TellExpiry) -> ToldOfExpiry:
        """A run that is late tells what is still to come; what has ended meanwhile needs no notice."""
        told = 0
        for _ in range(cmd.chunks):
            try:
                members = await self._chunk(cmd.members)
            except NoticeGiven:  # another process is at it
                return ToldOfExpiry(told, is_done=False)
            told += members
            if members < cmd.members:
                return ToldOfExpiry(told, is_done=True)
        return ToldOfExpiry(told, is_done=False)

    async def _chunk(self, members: int) -> int:
        async with self.new_uow() as uow:
            found = await uow.notices.untold(horizon(self.clock.now()), members)
            if not found:
                return 0
            messages = [self._message(notice) for notice in found]
            uow.inbox.add(*messages)
            pairs = tuple(zip(found, messages, strict=True))
            uow.notices.told({message.id: notice.endings for notice, message in pairs})
            for notice, message in pairs:
                uow.record(MessageArrived(message.id, notice.member_id, KIND, message.created_at))
            await uow.commit()
            return len(found)

    def _message(self, notice: Notice) -> Message:
        title, body = notice.words
        return Message(
            id=MessageId(self.ids.new()),
            account_id=notice.member_id,
            kind=KIND,
            title=title,
            body=body,
            order_id=None,
            created_at=self.clock.now(),
        )
