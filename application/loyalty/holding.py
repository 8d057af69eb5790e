"""Points are set aside, and then spent or given back, once."""

from dataclasses import dataclass
from datetime import datetime

from application.loyalty.booking import Purse, Request, is_new, open_purse
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.earning import extended
from domain.loyalty.holds import Hold, HoldId, HoldTerms
from domain.loyalty.journal import asked_hash
from domain.loyalty.settling import capture, refund, release
from domain.loyalty.spending import hold as set_aside
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class HoldPoints:
    """`terms` name the hold, what it is for and when it ends by itself."""

    member_id: AccountId
    amount: int
    terms: HoldTerms
    at: datetime

    @property
    def request(self) -> Request:
        terms = self.terms
        what = (self.member_id, self.amount, terms.origin.reference, terms.lapses_at)
        return Request(f"hold:{terms.id}", asked_hash("hold", *what), self.at, terms.origin)


@dataclass(frozen=True, slots=True)
class EndHold:
    """`amount` is how much is spent: None for everything, 0 for nothing, so that all goes back."""

    request_id: str
    hold_id: HoldId
    amount: int | None
    at: datetime

    @property
    def request(self) -> Request:
        return Request(self.request_id, asked_hash("end", self.hold_id, self.amount), self.at)


async def hold_points(work: LoyaltyWork, ids: Ids, cmd: HoldPoints) -> bool:
    """Stage it; false where it stands already. Setting points aside is an activity of the member.

    Raises `PointsNotEnough`, `PointsOutOfRange`, `RequestIdReused`. The commit may raise what the ledger's
    `post` and `keep` say: try again.
    """
    request = cmd.request
    purse = await open_purse(work, ids, request, cmd.member_id)
    if purse is None:
        return False
    movement, made = set_aside(request.heading(ids), purse.own_lots, cmd.amount, cmd.terms, purse.debt.amount)
    purse.move(movement)
    purse.kept.append(made)
    purse.touch(extended(purse.own_lots, cmd.at))
    purse.book(work)
    return True


async def end_hold(work: LoyaltyWork, ids: Ids, cmd: EndHold, hold: Hold) -> bool:
    """Stage the end of the hold; false where this very end stands already.

    Raises `HoldIsOver`, `HoldHasLapsed`, `CaptureExceedsHold`, `RequestIdReused`.
    """
    request = cmd.request
    if not await is_new(work.ledger, request.id, request.asked):
        return False
    purse = await _with_lots_of(work, hold)
    heading = Request(request.id, request.asked, cmd.at, hold.origin).heading(ids)
    if cmd.amount == 0:
        purse.settle(release(heading, hold, purse.lots))
    else:
        purse.settle(capture(heading, hold, purse.lots, cmd.amount))
    purse.book(work)
    return True


@dataclass(frozen=True, slots=True)
class RefundHold:
    """`amount` of the points that were spent come back."""

    request_id: str
    hold_id: HoldId
    amount: int
    at: datetime

    @property
    def request(self) -> Request:
        return Request(self.request_id, asked_hash("refund", self.hold_id, self.amount), self.at)


async def refund_hold(work: LoyaltyWork, ids: Ids, cmd: RefundHold, hold: Hold) -> bool:
    """Stage it; false where it stands already. Raises `RefundExceedsCapture`, `RequestIdReused`."""
    request = cmd.request
    if not await is_new(work.ledger, request.id, request.asked):
        return False
    purse = await _with_lots_of(work, hold)
    heading = Request(request.id, request.asked, cmd.at, hold.origin).heading(ids)
    purse.settle(refund(heading, hold, purse.lots, cmd.amount))
    purse.book(work)
    return True


async def _with_lots_of(work: LoyaltyWork, hold: Hold) -> Purse:
    lots = await work.ledger.lots([part.lot_id for part in hold.parts])
    debt = await work.ledger.debt_of(hold.member_id)
    return Purse(hold.member_id, {lot.id: lot for lot in lots}, debt, (hold,))
