"""What an award gave is taken back: an order that was refunded, a review that was moderated out."""

from dataclasses import dataclass
from datetime import datetime

from application.loyalty.booking import Purse, Request, is_new
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.journal import Origin, asked_hash
from domain.loyalty.lots import Lot
from domain.loyalty.reversing import reverse


@dataclass(frozen=True, slots=True)
class TakeBack:
    """`amount` points of what the lot's award gave."""

    request_id: str
    lot: Lot
    amount: int
    origin: Origin
    at: datetime

    @property
    def request(self) -> Request:
        asked = asked_hash("take back", self.lot.id, self.amount)
        return Request(self.request_id, asked, self.at, self.origin)


async def take_back(work: LoyaltyWork, ids: Ids, cmd: TakeBack) -> int | None:
    """Stage it; how many of the points are owed now, None where it stands already.

    Raises `ReversalExceedsAward`, `RequestIdReused`, and on commit what the ledger's `post` says.
    """
    request = cmd.request
    if not await is_new(work.ledger, request.id, request.asked):
        return None
    member_id = cmd.lot.member_id
    debt = await work.ledger.debt_of(member_id)
    purse = Purse(member_id, {cmd.lot.id: cmd.lot}, debt, ())
    purse.move(reverse(request.heading(ids), cmd.lot, cmd.amount, debt))
    purse.book(work)
    return purse.debt.amount - debt.amount
