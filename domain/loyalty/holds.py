"""Holds: points set aside for something not yet certain. A hold ends exactly once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from domain.loyalty.journal import LotId, Origin
from domain.loyalty.lots import Lot
from domain.loyalty.refusals import (
    CaptureExceedsHold,
    HoldHasLapsed,
    HoldIsOver,
    RefundExceedsCapture,
)
from domain.shared.ids import AccountId

HoldId = NewType("HoldId", UUID)


class HoldStatus(StrEnum):
    OPEN = "open"
    CAPTURED = "captured"
    RELEASED = "released"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class HoldTerms:
    """`lapses_at` None: it stays until what it is for ends. `grace_days` is the policy of that moment: how
    long points live that come back after their end; 0 lets them end with their lot.
    """

    id: HoldId
    origin: Origin
    lapses_at: datetime | None = None
    grace_days: int = 7


@dataclass(frozen=True, slots=True)
class HoldPart:
    """Points of one lot: `captured` of the `amount` were spent, `refunded` of those came back."""

    lot_id: LotId
    amount: int
    captured: int = 0
    refunded: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """`parts` in the order in which they were taken: soonest expiry first. `version` counts stored states."""

    id: HoldId
    member_id: AccountId
    origin: Origin
    parts: tuple[HoldPart, ...]
    held_at: datetime
    lapses_at: datetime | None = None
    grace_days: int = 7
    status: HoldStatus = HoldStatus.OPEN
    ended_at: datetime | None = None
    version: int = 0

    @property
    def amount(self) -> int:
        return sum(part.amount for part in self.parts)

    @property
    def captured(self) -> int:
        return sum(part.captured for part in self.parts)

    @property
    def refunded(self) -> int:
        return sum(part.refunded for part in self.parts)

    @property
    def is_open(self) -> bool:
        return self.status is HoldStatus.OPEN

    def is_due_to_lapse(self, now: datetime) -> bool:
        return self.is_open and self.lapses_at is not None and self.lapses_at <= now

    def require_open(self, now: datetime) -> None:
        """Raises `HoldIsOver`, and `HoldHasLapsed` by its own end, whether or not a run has booked that."""
        if self.status is HoldStatus.LAPSED or self.is_due_to_lapse(now):
            raise HoldHasLapsed()
        if not self.is_open:
            raise HoldIsOver(status=self.status.value)

    def capturing(self, amount: int, at: datetime) -> "Hold":
        """The hold once `amount` of it are spent. Raises `CaptureExceedsHold`."""
        if amount > self.amount:
            raise CaptureExceedsHold(needed=amount, held=self.amount)
        parts = list[HoldPart]()
        for part in self.parts:
            taken = min(part.amount, amount)
            parts.append(replace(part, captured=taken))
            amount -= taken
        return replace(self, parts=tuple(parts), status=HoldStatus.CAPTURED, ended_at=at)

    def refunding(self, amount: int) -> "Hold":
        """The hold once `amount` more came back, taken last returned first. Raises `RefundExceedsCapture`."""
        if amount > self.captured - self.refunded:
            raise RefundExceedsCapture(needed=amount, captured=self.captured - self.refunded)
        parts = list[HoldPart]()
        for part in reversed(self.parts):
            back = min(part.captured - part.refunded, amount)
            parts.append(replace(part, refunded=part.refunded + back))
            amount -= back
        return replace(self, parts=tuple(reversed(parts)))


@dataclass(frozen=True, slots=True)
class Grace:
    """How long points live that come back after their end, and the id of the lot that is made for them."""

    days: int
    lot_id: LotId


def came_back(lot: Lot, amount: int, at: datetime, grace: Grace) -> Lot | None:
    """The lot that points of `lot` return to: itself while it lives, and then, once, a new one of grace.

    None where there is no grace: the points end with their lot.
    """
    if at < lot.expires_at:
        return lot.with_free(lot.remaining + amount)
    if not grace.days or lot.grace_of is not None:
        return None
    return replace(
        lot,
        id=grace.lot_id,
        amount=amount,
        remaining=amount,
        held=0,
        expired=0,
        reversed=0,
        owed=0,
        expires_at=at + timedelta(days=grace.days),
        matured_at=at,
        sliding_days=None,
        grace_of=lot.id,
        version=0,
    )


def open_parts(holds: Iterable[Hold]) -> dict[LotId, int]:
    """How many points of each lot the open holds have set aside."""
    held: dict[LotId, int] = {}
    for hold in holds:
        for part in hold.parts if hold.is_open else ():
            held[part.lot_id] = held.get(part.lot_id, 0) + part.amount
    return held
