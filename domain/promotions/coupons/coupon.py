"""The life of one coupon: free, owned, reserved for an order, used; or lapsed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from domain.promotions.coupons.refusals import CouponExpired, CouponNotYours, CouponStepIllegal
from domain.shared.ids import AccountId, OrderId
from domain.shared.time import require_aware

CouponId = NewType("CouponId", UUID)


class Status(StrEnum):
    """FREE is a printed code in nobody's name: whoever types it may use it."""

    FREE = "free"
    OWNED = "owned"
    RESERVED = "reserved"
    USED = "used"
    LAPSED = "lapsed"


class Standing(StrEnum):
    """How a coupon stands for whoever looks at it: its status, and of what is over, why."""

    FREE = "free"
    OWNED = "owned"
    RESERVED = "reserved"
    USED = "used"
    LAPSED = "lapsed"
    REVOKED = "revoked"


class Step(StrEnum):
    CLAIM = "claim"
    RESERVE = "reserve"
    RELEASE = "release"
    USE = "use"
    RETURN = "return"
    LAPSE = "lapse"
    REVOKE = "revoke"


STEPS: Final[Mapping[tuple[Status, Step], Status]] = {
    (Status.FREE, Step.CLAIM): Status.OWNED,
    (Status.FREE, Step.RESERVE): Status.RESERVED,
    (Status.OWNED, Step.RESERVE): Status.RESERVED,
    (Status.RESERVED, Step.RELEASE): Status.OWNED,
    (Status.RESERVED, Step.USE): Status.USED,
    (Status.USED, Step.RETURN): Status.OWNED,
    (Status.FREE, Step.LAPSE): Status.LAPSED,
    (Status.OWNED, Step.LAPSE): Status.LAPSED,
    (Status.OWNED, Step.REVOKE): Status.LAPSED,
    (Status.LAPSED, Step.REVOKE): Status.LAPSED,
    (Status.RESERVED, Step.REVOKE): Status.RESERVED,
    (Status.USED, Step.REVOKE): Status.USED,
}
"""A coupon without an owner goes back to FREE where the table says OWNED."""


@dataclass(frozen=True, slots=True)
class Coupon:
    """`promotion` is what it unlocks. Usable in [given_at, expires_at); `version` counts stored states.

    `owner` has it in the wallet; `order` is the one that it is reserved for or was used by. One that was
    revoked ends when it was given: in use it stays so, and once it comes back it is over.
    """

    id: CouponId
    batch: str
    promotion: str
    code: str
    given_at: datetime
    expires_at: datetime
    status: Status = Status.FREE
    owner: AccountId | None = None
    order: OrderId | None = None
    version: int = 0

    def __post_init__(self) -> None:
        require_aware(self.given_at)
        require_aware(self.expires_at)

    def is_over(self, now: datetime) -> bool:
        """Right also where the run that books it is late; what is reserved or used does not lapse."""
        return now >= self.expires_at and self.status in (Status.FREE, Status.OWNED)

    @property
    def is_in_use(self) -> bool:
        return self.status in (Status.RESERVED, Status.USED)

    @property
    def is_revoked(self) -> bool:
        return self.expires_at <= self.given_at

    def standing(self, now: datetime) -> Standing:
        """What is over and not booked yet has lapsed; what was revoked says so once it is not in use."""
        if self.is_revoked and not self.is_in_use:
            return Standing.REVOKED
        return Standing.LAPSED if self.is_over(now) else Standing(self.status.value)

    def claim(self, member: AccountId, now: datetime) -> "Coupon":
        """Into the member's wallet; again by the same member changes nothing."""
        if self.status is Status.OWNED and self.owner == member:
            return self
        return replace(self._alive(now), status=self._next(Step.CLAIM), owner=member)

    def reserve(self, member: AccountId, order: OrderId, now: datetime) -> "Coupon":
        """For this order; again for it changes nothing. Raises `CouponNotYours`, `CouponExpired`."""
        if self.owner not in (None, member):
            raise CouponNotYours()
        if self.status is Status.RESERVED and self.order == order:
            return self
        return replace(self._alive(now), status=self._next(Step.RESERVE), order=order)

    def use(self, order: OrderId) -> "Coupon":
        """The order is certain; also after the end, since it was reserved in time."""
        if self.status is Status.USED and self.order == order:
            return self
        return replace(self, status=self._of_order(Step.USE, order))

    def release(self, order: OrderId) -> "Coupon":
        """The order came to nothing: back to where it was, with its own end."""
        return replace(self, status=self._back(Step.RELEASE, order), order=None)

    def give_back(self, order: OrderId, now: datetime, grace_days: int) -> "Coupon":
        """The order was cancelled or wholly refunded: usable again, for `grace_days` at least."""
        status = self._back(Step.RETURN, order)
        grace = timedelta() if self.is_revoked else now + timedelta(days=grace_days) - self.expires_at
        return replace(self, status=status, order=None, expires_at=self.expires_at + max(grace, timedelta()))

    def lapse(self, now: datetime) -> "Coupon":
        """Books that its time is over. Raises `CouponStepIllegal` before."""
        status = self._next(Step.LAPSE)
        if not self.is_over(now):
            raise CouponStepIllegal(status=self.status.value, step=Step.LAPSE.value)
        return replace(self, status=status)

    def revoke(self) -> "Coupon":
        """What it was given for came undone. Again it changes nothing."""
        return replace(self, status=self._next(Step.REVOKE), expires_at=self.given_at)

    def _next(self, step: Step) -> Status:
        try:
            return STEPS[self.status, step]
        except KeyError:
            raise CouponStepIllegal(status=self.status.value, step=step.value) from None

    def _of_order(self, step: Step, order: OrderId) -> Status:
        status = self._next(step)
        if self.order != order:
            raise CouponStepIllegal(status=self.status.value, step=step.value)
        return status

    def _back(self, step: Step, order: OrderId) -> Status:
        status = self._of_order(step, order)
        return Status.FREE if self.owner is None else status

    def _alive(self, now: datetime) -> "Coupon":
        if self.is_over(now) or self.status is Status.LAPSED:
            raise CouponExpired()
        return self
