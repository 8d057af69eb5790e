"""Points are spent at once: one request, or many of different members in one commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from application.loyalty.booking import Purse, Request, insist, open_purse, settled
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork, NewLoyaltyWork
from domain.loyalty.earning import extended
from domain.loyalty.events import PointsMoved
from domain.loyalty.journal import Heading, JournalKind, Origin, asked_hash
from domain.loyalty.refusals import RequestIdReused
from domain.loyalty.spending import spend
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId

BATCHES: Final = AccountId(UUID(int=0))
"""The name under which batches queue; nobody's account."""


@dataclass(frozen=True, slots=True)
class SpendPoints:
    """`request_id` names it for good; `origin` says what for."""

    request_id: str
    member_id: AccountId
    amount: int
    origin: Origin
    at: datetime

    @property
    def request(self) -> Request:
        asked = asked_hash("spend", self.member_id, self.amount, self.origin.reference)
        return Request(self.request_id, asked, self.at, self.origin)


async def spend_points(work: LoyaltyWork, ids: Ids, cmd: SpendPoints) -> bool:
    """Stage it; false where it stands already. Raises `PointsNotEnough`, `RequestIdReused`."""
    request = cmd.request
    purse = await open_purse(work, ids, request, cmd.member_id)
    if purse is None:
        return False
    _spend(purse, request.heading(ids), cmd.amount)
    purse.book(work)
    return True


def _spend(purse: Purse, heading: Heading, amount: int) -> None:
    purse.move(spend(heading, purse.own_lots, amount, purse.debt.amount))
    purse.touch(extended(purse.own_lots, heading.at))


@dataclass(frozen=True, slots=True)
class SpendMany:
    """Up to a few hundred requests that need not wait for one another."""

    requests: tuple[SpendPoints, ...]


@dataclass(frozen=True, slots=True)
class SpendManyHandler:
    """The batched path: one select and one durable statement for all of them.

    Batches go one after the other: two that share a member would only undo each other's work.
    """

    new_work: NewLoyaltyWork
    ids: Ids

    async def __call__(self, cmd: SpendMany) -> tuple[DomainError | None, ...]:
        """What became of each, in their order: None for spent (now or before), else why not."""
        return await insist(lambda _: self._attempt(cmd.requests))

    async def _attempt(self, requests: Sequence[SpendPoints]) -> tuple[DomainError | None, ...]:
        async with self.new_work() as work:
            await work.ledger.wait_for(BATCHES)
            purses, posted = await self._opened(work, requests)
            answers = tuple(self._answer(purses[cmd.member_id], posted, cmd) for cmd in requests)
            _book(work, purses)
            await work.commit()
        return answers

    async def _opened(
        self, work: LoyaltyWork, requests: Sequence[SpendPoints]
    ) -> tuple[dict[AccountId, Purse], dict[str, bytes]]:
        """The members' purses, and which of the requests were posted before."""
        at = {cmd.member_id: cmd.at for cmd in requests}
        found = await work.ledger.opened_many(tuple(at), [cmd.request_id for cmd in requests])
        purses = {
            member_id: await settled(work, self.ids, member_id, one, at[member_id])
            for member_id, one in found.by_member.items()
        }
        return purses, dict(found.posted)

    def _answer(self, purse: Purse, posted: dict[str, bytes], cmd: SpendPoints) -> DomainError | None:
        known, request = posted.get(cmd.request_id), cmd.request
        if known is not None:
            return None if known == request.asked else RequestIdReused()
        try:
            _spend(purse, request.heading(self.ids), cmd.amount)
        except DomainError as refusal:
            return refusal
        posted[cmd.request_id] = request.asked
        return None


def _book(work: LoyaltyWork, purses: dict[AccountId, Purse]) -> None:
    """Everything in one post, told in one event."""
    moved = {member_id: purse for member_id, purse in purses.items() if purse.movements}
    movements = [movement for purse in moved.values() for movement in purse.movements]
    if not movements:
        return
    work.ledger.post(*movements)
    for purse in moved.values():
        for hold in purse.kept:
            work.ledger.keep(hold)
    latest = max(movement.journal.heading.at for movement in movements)
    work.record(PointsMoved(tuple(moved), JournalKind.SPENT, latest))
