"""What all uses of points share: a request is booked once, on a purse that is right at this moment."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from application.ports.ids import Ids
from application.ports.ledger import Ledger, LoyaltyWork, OpenPurse
from domain.loyalty.events import told_by
from domain.loyalty.holds import Hold
from domain.loyalty.journal import Heading, JournalId, LotId, Origin
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt, Movement, after
from domain.loyalty.refusals import (
    DebtChanged,
    HoldChanged,
    JournalAlreadyPosted,
    LotChanged,
    RefundNumberTaken,
    RequestIdReused,
)
from domain.loyalty.settling import Settled, lapse
from domain.promotions.coupons.refusals import CouponChanged
from domain.promotions.programme.refusals import UsesOvertaken
from domain.shared.ids import AccountId

Answer = TypeVar("Answer")

TRIES: Final = 12
OVERTAKEN: Final = (
    LotChanged,
    DebtChanged,
    HoldChanged,
    JournalAlreadyPosted,
    RefundNumberTaken,
    CouponChanged,
    UsesOvertaken,
)


async def insist(attempt: Callable[[bool], Awaitable[Answer]]) -> Answer:
    """Try again, each time in a unit of work of its own, when somebody else was faster on the same points.

    The attempt is told whether it is a later one: then it waits for its turn (`Ledger.wait_for`).
    """
    for number in range(TRIES - 1):
        try:
            return await attempt(number > 0)
        except OVERTAKEN:
            continue
    return await attempt(True)


async def is_new(ledger: Ledger, request_id: str, asked: bytes) -> bool:
    """False where it was booked before. Raises `RequestIdReused` when that was for something else."""
    posted = await ledger.posted(request_id)
    if posted is not None and posted != asked:
        raise RequestIdReused()
    return posted is None


@dataclass(frozen=True, slots=True)
class Request:
    """The name of a request, the hash of what it asks (`asked_hash`), when, and what for."""

    id: str
    asked: bytes
    at: datetime
    origin: Origin | None = None

    def heading(self, ids: Ids) -> Heading:
        return Heading(JournalId(ids.new()), self.id, self.at, self.origin, self.asked)


@dataclass(slots=True)
class Purse:
    """A member's lots, debt and open holds, and what this unit of work does to them, step by step."""

    member_id: AccountId
    lots: dict[LotId, Lot]
    debt: Debt
    holds: tuple[Hold, ...]
    movements: list[Movement] = field(default_factory=list)
    kept: list[Hold] = field(default_factory=list)

    @property
    def own_lots(self) -> list[Lot]:
        return [lot for lot in self.lots.values() if lot.member_id == self.member_id]

    def move(self, *movements: Movement) -> None:
        for movement in movements:
            self.movements.append(movement)
            self.lots = after(self.lots.values(), movement)
            if movement.debt is not None:
                self.debt = movement.debt

    def settle(self, settled: Settled) -> None:
        self.move(*settled.movements)
        self.kept.append(settled.hold)

    def touch(self, lots: tuple[Lot, ...]) -> None:
        """New ends of lots, stored with the last movement."""
        if lots:
            last = self.movements[-1]
            self.movements[-1] = Movement(last.journal, last.lots + lots, last.debt)
            self.lots |= {lot.id: lot for lot in lots}

    def book(self, work: LoyaltyWork) -> None:
        """Stage everything in the unit of work, and tell whose points move."""
        work.ledger.post(*self.movements)
        for hold in self.kept:
            work.ledger.keep(hold)
        for movement in self.movements:
            work.record(told_by(movement.journal))


async def open_purse(work: LoyaltyWork, ids: Ids, request: Request, member_id: AccountId) -> Purse | None:
    """The purse for a new request; None where it was booked before. Raises `RequestIdReused`."""
    found = await work.ledger.opened(member_id, request.id)
    if found.posted is not None:
        if found.posted != request.asked:
            raise RequestIdReused()
        return None
    return await settled(work, ids, member_id, found, request.at)


async def purse_of(work: LoyaltyWork, ids: Ids, member_id: AccountId, now: datetime) -> Purse:
    """The member's points at this moment: holds whose end has come are released first, in the same commit."""
    return await settled(work, ids, member_id, await work.ledger.opened(member_id, ""), now)


async def settled(
    work: LoyaltyWork, ids: Ids, member_id: AccountId, found: OpenPurse, now: datetime
) -> Purse:
    """What was found of a member's points, with the lapses that are due until now."""
    is_due = found.lapses_at is not None and found.lapses_at <= now
    holds = await work.ledger.holds_of(member_id) if is_due else ()
    purse = Purse(member_id, {lot.id: lot for lot in found.lots}, found.debt, holds)
    for hold in holds:
        if hold.is_due_to_lapse(now):
            purse.settle(lapse(lapse_heading(ids, hold, now), hold, purse.lots))
    return purse


def lapse_heading(ids: Ids, hold: Hold, now: datetime) -> Heading:
    return Heading(JournalId(ids.new()), f"lapse:{hold.id}", now, hold.origin)
