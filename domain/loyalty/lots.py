"""Lots: points that were earned together, with one origin and one end; and the balance that they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.loyalty.accounts import Account
from domain.loyalty.journal import LotId, Origin
from domain.loyalty.refusals import LotOutOfBounds, PointsOutOfRange
from domain.shared.ids import AccountId

MAX_POINTS: Final = 10**12  # of one lot; sums of thousands of lots stay exact in a JSON number


def require_points(amount: int) -> int:
    """The amount itself. Raises `PointsOutOfRange` outside 1 .. `MAX_POINTS`."""
    if not 1 <= amount <= MAX_POINTS:
        raise PointsOutOfRange(amount=str(amount))
    return amount


class LotState(StrEnum):
    PENDING = "pending"
    AVAILABLE = "available"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Lot:
    """`amount` was earned; of it `remaining` is unspent and free, `held` is set aside; the rest is gone.

    Half-open life: pending in [earned_at, pending_until), available in [pending_until, expires_at),
    expired from then on, whether or not the clock's run has booked it (`matured_at` says that it has).
    `version` counts stored states; 0 is a lot not yet stored. Raises `LotOutOfBounds`.
    """

    id: LotId
    member_id: AccountId
    amount: int
    remaining: int
    earned_at: datetime
    pending_until: datetime
    expires_at: datetime
    origin: Origin
    policy_version: int
    held: int = 0
    matured_at: datetime | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if self.remaining < 0 or self.held < 0 or self.remaining + self.held > self.amount:
            raise LotOutOfBounds(self.id)
        if not self.earned_at <= self.pending_until < self.expires_at:
            raise LotOutOfBounds(self.id)

    def state(self, now: datetime) -> LotState:
        if now >= self.expires_at:
            return LotState.EXPIRED
        return LotState.AVAILABLE if now >= self.pending_until else LotState.PENDING

    @property
    def account(self) -> Account:
        """Where the ledger has its free points, which a late run may have left behind its state."""
        return Account.PENDING if self.matured_at is None else Account.AVAILABLE

    def is_due_to_mature(self, now: datetime) -> bool:
        return self.matured_at is None and self.remaining > 0 and self.state(now) is LotState.AVAILABLE

    def is_due_to_expire(self, now: datetime) -> bool:
        return self.remaining > 0 and self.state(now) is LotState.EXPIRED


@dataclass(frozen=True, slots=True)
class ExpiringPoints:
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Balance:
    """A member's points at a moment. `expiring_next` counts free points only, pending ones included."""

    available: int
    pending: int
    held: int
    expiring_next: ExpiringPoints | None

    @property
    def total(self) -> int:
        return self.available + self.pending + self.held


def balance_of(lots: Iterable[Lot], now: datetime) -> Balance:
    """Right at `now` even where maturing and expiry have not been booked yet. Held points do not expire."""
    everything = tuple(lots)
    free = [lot for lot in everything if lot.remaining and lot.state(now) is not LotState.EXPIRED]
    available = sum(lot.remaining for lot in free if lot.state(now) is LotState.AVAILABLE)
    return Balance(
        available=available,
        pending=sum(lot.remaining for lot in free) - available,
        held=sum(lot.held for lot in everything),
        expiring_next=_soonest(free),
    )


def _soonest(free: list[Lot]) -> ExpiringPoints | None:
    if not free:
        return None
    at = min(lot.expires_at for lot in free)
    return ExpiringPoints(sum(lot.remaining for lot in free if lot.expires_at == at), at)
