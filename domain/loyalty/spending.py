"""Spending points and setting them aside. Soonest expiry first, then the oldest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.loyalty.accounts import Account
from domain.loyalty.holds import Hold, HoldPart, HoldTerms
from domain.loyalty.journal import Heading, Journal, JournalKind, Posting
from domain.loyalty.lots import Lot, LotState, require_points
from domain.loyalty.movements import Movement
from domain.loyalty.refusals import PointsNotEnough


@dataclass(frozen=True, slots=True)
class Take:
    """Points out of one lot."""

    lot: Lot
    amount: int

    @property
    def left(self) -> Lot:
        return self.lot.with_free(self.lot.remaining - self.amount)

    @property
    def posting(self) -> Posting:
        return Posting(self.lot.account, -self.amount, self.lot.member_id, self.lot.id)


def choose(lots: Iterable[Lot], amount: int, now: datetime, debt: int = 0) -> tuple[Take, ...]:
    """Which lots give the amount. What covers a debt cannot be spent: it stays behind.

    Raises `PointsNotEnough` when they cannot: nothing is taken then.
    """
    usable = [lot for lot in lots if lot.remaining and lot.state(now) is LotState.AVAILABLE]
    available = sum(lot.remaining for lot in usable) - debt
    if require_points(amount) > available:
        raise PointsNotEnough(needed=amount, available=available)
    missing, takes = amount, list[Take]()
    for lot in sorted(usable, key=lambda lot: (lot.expires_at, lot.earned_at, lot.id)):
        taken = min(lot.remaining, missing)
        takes.append(Take(lot, taken))
        missing -= taken
        if not missing:
            break
    return tuple(takes)


def spend(heading: Heading, lots: Sequence[Lot], amount: int, debt: int = 0) -> Movement:
    """Points leave at once. Raises `PointsNotEnough`, `PointsOutOfRange`."""
    takes = choose(lots, amount, heading.at, debt)
    postings = (*(take.posting for take in takes), Posting(Account.REDEEMED, amount))
    return Movement(Journal(heading, JournalKind.SPENT, postings), tuple(take.left for take in takes))


def hold(
    heading: Heading, lots: Sequence[Lot], amount: int, terms: HoldTerms, debt: int = 0
) -> tuple[Movement, Hold]:
    """Points are set aside: not to be spent otherwise, and not to expire. Raises as `spend`."""
    takes = choose(lots, amount, heading.at, debt)
    postings: list[Posting] = []
    for take in takes:
        postings.append(take.posting)
        postings.append(Posting(Account.HELD, take.amount, take.lot.member_id, take.lot.id))
    after = tuple(replace(take.left, held=take.lot.held + take.amount) for take in takes)
    made = Hold(
        id=terms.id,
        member_id=takes[0].lot.member_id,
        origin=terms.origin,
        parts=tuple(HoldPart(take.lot.id, take.amount) for take in takes),
        held_at=heading.at,
        lapses_at=terms.lapses_at,
        grace_days=terms.grace_days,
    )
    return Movement(Journal(heading, JournalKind.HELD, tuple(postings)), after), made
