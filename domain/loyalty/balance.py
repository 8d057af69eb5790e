"""What a member has at a moment, whatever the clock's runs have booked until then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid5

from domain.loyalty.holds import Grace, Hold, came_back
from domain.loyalty.journal import LotId
from domain.loyalty.lots import Lot, LotState


@dataclass(frozen=True, slots=True)
class ExpiringPoints:
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Balance:
    """A member's points at a moment. `available` is what can be spent: net of `debt`, so below zero while a
    debt is larger than the points. `expiring_next` counts free points only, pending ones included.
    """

    available: int
    pending: int
    held: int
    expiring_next: ExpiringPoints | None
    debt: int = 0

    @property
    def total(self) -> int:
        return self.available + self.pending + self.held


def balance_of(lots: Iterable[Lot], now: datetime, debt: int = 0, holds: Iterable[Hold] = ()) -> Balance:
    """Right at `now` even where maturing, expiry and lapsing have not been booked yet.

    `holds` are the member's open ones; those without an end of their own may be left out.
    """
    everything = _with_lapsed(lots, now, holds)
    free = _free(everything, now)
    available = sum(lot.remaining for lot in free if lot.state(now) is LotState.AVAILABLE)
    coming = expiring(everything, now)
    return Balance(
        available=available - debt,
        pending=sum(lot.remaining for lot in free) - available,
        held=sum(lot.held for lot in everything),
        expiring_next=coming[0] if coming else None,
        debt=debt,
    )


def expiring(lots: Iterable[Lot], now: datetime) -> tuple[ExpiringPoints, ...]:
    """Which free points end when, soonest first; one entry for each moment."""
    amounts: dict[datetime, int] = {}
    for lot in _free(lots, now):
        amounts[lot.expires_at] = amounts.get(lot.expires_at, 0) + lot.remaining
    return tuple(ExpiringPoints(amount, at) for at, amount in sorted(amounts.items()))


def _free(lots: Iterable[Lot], now: datetime) -> list[Lot]:
    return [lot for lot in lots if lot.remaining and lot.state(now) is not LotState.EXPIRED]


def _with_lapsed(lots: Iterable[Lot], now: datetime, holds: Iterable[Hold]) -> tuple[Lot, ...]:
    """The lots as they will stand once lapses that are due have been booked."""
    found = {lot.id: lot for lot in lots}
    for hold in holds:
        at = hold.lapses_at
        if at is None or now < at or not hold.is_open:
            continue
        for part in hold.parts:
            if part.lot_id in found:
                lot = found[part.lot_id]
                found[lot.id] = replace(lot, held=lot.held - part.amount)
                back = came_back(found[lot.id], part.amount, at, _grace(hold, lot))
                found |= {} if back is None else {back.id: back}
    return tuple(found.values())


def _grace(hold: Hold, lot: Lot) -> Grace:
    return Grace(hold.grace_days, LotId(uuid5(lot.id, str(hold.id))))
