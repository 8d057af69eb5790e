"""Spending points and setting them aside. Soonest expiry first, then the oldest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.loyalty.accounts import Account
from domain.loyalty.earning import Movement
from domain.loyalty.journal import Heading, Journal, JournalKind, LotId, Posting
from domain.loyalty.lots import Lot, LotState, require_points
from domain.loyalty.refusals import HoldIsOver, PointsNotEnough

HoldId = NewType("HoldId", UUID)


class HoldStatus(StrEnum):
    OPEN = "open"
    CAPTURED = "captured"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Take:
    """Points out of one lot."""

    lot: Lot
    amount: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Points set aside for something not yet certain; `parts` says how many of which lot. It ends once."""

    id: HoldId
    parts: tuple[tuple[LotId, int], ...]
    status: HoldStatus = HoldStatus.OPEN

    @property
    def amount(self) -> int:
        return sum(amount for _, amount in self.parts)


def choose(lots: Iterable[Lot], amount: int, now: datetime) -> tuple[Take, ...]:
    """Which lots give the amount. Raises `PointsNotEnough` when they cannot: nothing is taken then."""
    usable = [lot for lot in lots if lot.remaining and lot.state(now) is LotState.AVAILABLE]
    missing, takes = require_points(amount), list[Take]()
    for lot in sorted(usable, key=lambda lot: (lot.expires_at, lot.earned_at, lot.id)):
        taken = min(lot.remaining, missing)
        takes.append(Take(lot, taken))
        missing -= taken
        if not missing:
            return tuple(takes)
    raise PointsNotEnough(needed=amount, available=amount - missing)


def spend(heading: Heading, lots: Sequence[Lot], amount: int) -> Movement:
    """Points leave at once. Raises `PointsNotEnough`, `PointsOutOfRange`."""
    takes = choose(lots, amount, heading.at)
    postings = [Posting(t.lot.account, -t.amount, t.lot.member_id, t.lot.id) for t in takes]
    postings.append(Posting(Account.REDEEMED, amount))
    after = tuple(replace(t.lot, remaining=t.lot.remaining - t.amount) for t in takes)
    return Movement(Journal(heading, JournalKind.SPENT, tuple(postings)), after)


def hold(heading: Heading, lots: Sequence[Lot], amount: int, hold_id: HoldId) -> tuple[Movement, Hold]:
    """Points are set aside: not to be spent otherwise, and not to expire. Raises as `spend`."""
    takes = choose(lots, amount, heading.at)
    postings: list[Posting] = []
    for take in takes:
        postings.append(Posting(take.lot.account, -take.amount, take.lot.member_id, take.lot.id))
        postings.append(Posting(Account.HELD, take.amount, take.lot.member_id, take.lot.id))
    after = tuple(
        replace(t.lot, remaining=t.lot.remaining - t.amount, held=t.lot.held + t.amount) for t in takes
    )
    movement = Movement(Journal(heading, JournalKind.HELD, tuple(postings)), after)
    return movement, Hold(hold_id, tuple((take.lot.id, take.amount) for take in takes))


def capture(heading: Heading, held: Hold, lots: Mapping[LotId, Lot]) -> tuple[Movement, Hold]:
    """The held points are spent. `lots` has every lot of the hold. Raises `HoldIsOver`."""
    takes = _parts_of(held, lots)
    postings = [Posting(Account.HELD, -t.amount, t.lot.member_id, t.lot.id) for t in takes]
    postings.append(Posting(Account.REDEEMED, held.amount))
    after = tuple(replace(t.lot, held=t.lot.held - t.amount) for t in takes)
    movement = Movement(Journal(heading, JournalKind.CAPTURED, tuple(postings)), after)
    return movement, replace(held, status=HoldStatus.CAPTURED)


def release(heading: Heading, held: Hold, lots: Mapping[LotId, Lot]) -> tuple[Movement, Hold]:
    """The held points go back to their lots, each with its own end. Raises `HoldIsOver`."""
    takes = _parts_of(held, lots)
    postings: list[Posting] = []
    for take in takes:
        postings.append(Posting(Account.HELD, -take.amount, take.lot.member_id, take.lot.id))
        postings.append(Posting(take.lot.account, take.amount, take.lot.member_id, take.lot.id))
    after = tuple(
        replace(t.lot, remaining=t.lot.remaining + t.amount, held=t.lot.held - t.amount) for t in takes
    )
    movement = Movement(Journal(heading, JournalKind.RELEASED, tuple(postings)), after)
    return movement, replace(held, status=HoldStatus.RELEASED)


def _parts_of(held: Hold, lots: Mapping[LotId, Lot]) -> tuple[Take, ...]:
    if held.status is not HoldStatus.OPEN:
        raise HoldIsOver(status=held.status.value)
    return tuple(Take(lots[lot_id], amount) for lot_id, amount in held.parts)
