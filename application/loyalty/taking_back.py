"""What an award gave is taken back: an order that was refunded, a review that was moderated out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.loyalty.booking import Purse, Request, is_new, purse_of
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
    purse = await purse_with(work, ids, (cmd.lot,), cmd.at)
    owed = purse.debt.amount
    purse.move(reverse(request.heading(ids), purse.lots[cmd.lot.id], cmd.amount, purse.debt))
    purse.book(work)
    return purse.debt.amount - owed


async def purse_with(work: LoyaltyWork, ids: Ids, lots: Sequence[Lot], now: datetime) -> Purse:
    """The purse of the lots' member, with those lots in it even where they are spent.

    What has lapsed of them counts as theirs again: so it makes no difference whether that was booked.
    """
    purse = await purse_of(work, ids, lots[0].member_id, now)
    purse.lots = {lot.id: lot for lot in lots} | purse.lots
    return purse
