"""Lots: points that were earned together, with one origin and one end."""

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
    """`amount` was earned; of it `remaining` is unspent and free, `held` is set aside, `expired` ended
    unused, `reversed` was taken back with its award; the rest is used. What an award's reversal could not
    find here any more is `owed`: it became the member's debt.

    Half-open life: pending in [earned_at, pending_until), available in [pending_until, expires_at),
    expired from then on, whether or not the clock's run has booked it (`matured_at` says that it has).
    `sliding_days`: each activity of its member moves the end to that many days later. `grace_of`: a lot of
    points that came back after the end of that lot. `version` counts stored states; 0 is a lot not yet
    stored. Raises `LotOutOfBounds`.
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
    expired: int = 0
    reversed: int = 0
    owed: int = 0
    sliding_days: int | None = None
    grace_of: LotId | None = None

    def __post_init__(self) -> None:
        remaining, held, expired = self.remaining, self.held, self.expired
        used = self.amount - remaining - held - expired - self.reversed
        if remaining < 0 or held < 0 or expired < 0 or self.reversed < 0 or self.owed < 0 or used < 0:
            raise LotOutOfBounds(self.id)
        if self.reversed + self.owed > self.amount:
            raise LotOutOfBounds(self.id)
        if not self.earned_at <= self.pending_until < self.expires_at:
            raise LotOutOfBounds(self.id)

    @property
    def used(self) -> int:
        """Spent, given away, or gone into a debt."""
        return self.amount - self.remaining - self.held - self.expired - self.reversed

    @property
    def reversible(self) -> int:
        """What can still be taken back of the award."""
        return self.amount - self.reversed - self.owed

    def with_free(self, remaining: int, *, expired: int = 0) -> "Lot":
        """With so many free points, and `expired` more of them ended. Written out, as the clock's runs make
        thousands of these: `replace` looks at each field by its name.
        """
        return Lot(
            self.id,
            self.member_id,
            self.amount,
            remaining,
            self.earned_at,
            self.pending_until,
            self.expires_at,
            self.origin,
            self.policy_version,
            self.held,
            self.matured_at,
            self.version,
            self.expired + expired,
            self.reversed,
            self.owed,
            self.sliding_days,
            self.grace_of,
        )

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
