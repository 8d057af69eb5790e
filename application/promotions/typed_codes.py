"""Codes that members type: each try is counted, so that nobody finds one by trying."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from application.identity.counting import AttemptCounter, Counted
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.views.coupons import CouponView, coupon_view
from domain.identity.limits import Limit
from domain.promotions.coupons.codes import read_code
from domain.promotions.coupons.refusals import CouponNotYours
from domain.shared.ids import AccountId

CODES_PER_MEMBER: Final = Limit(hits=20, window_s=3600)
CODES_PER_DEVICE: Final = Limit(hits=40, window_s=3600)  # a household may share one


async def count_typed_code(counter: AttemptCounter, member_id: AccountId, device: str | None = None) -> None:
    """Raises `RateLimited`. Wherever a typed code is looked up, it is counted here first.

    `device` is a digest: also with many accounts nobody tries codes by the thousand on one phone.
    """
    counted = [Counted("coupon-codes", str(member_id), CODES_PER_MEMBER)]
    if device is not None:
        counted.append(Counted("device-codes", device, CODES_PER_DEVICE))
    await counter(*counted)


class CodeGuard(Protocol):
    async def __call__(self, member_id: AccountId) -> None:
        """A code was typed that nobody knows. Raises `RateLimited`."""
        ...


@dataclass(frozen=True, slots=True)
class CountedCodes:
    """The guard of a server."""

    counter: AttemptCounter

    async def __call__(self, member_id: AccountId) -> None:
        await count_typed_code(self.counter, member_id)


class NobodyGuesses:
    """The guard where all members are of one's own making, as in a simulation."""

    async def __call__(self, member_id: AccountId) -> None:
        return None


@dataclass(frozen=True, slots=True)
class ClaimCode:
    """`code` as it was typed, on that device."""

    member_id: AccountId
    code: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimCodeHandler:
    new_uow: NewUnit
    counter: AttemptCounter
    clock: Clock

    async def __call__(self, cmd: ClaimCode) -> CouponView:
        """Into the member's wallet; one's own again changes nothing. Raises `RateLimited`, `CodeMalformed`,
        `CouponNotYours` (also for one that somebody else has), `CouponExpired`, `CouponStepIllegal`.
        """
        await count_typed_code(self.counter, cmd.member_id, cmd.device)
        code, now = read_code(cmd.code), self.clock.now()
        async with self.new_uow() as uow:
            found = await uow.coupons.by_code(code)
            if found is None or found.coupon.owner not in (None, cmd.member_id):
                raise CouponNotYours()
            coupon = found.coupon.claim(cmd.member_id, now)
            if coupon != found.coupon:
                uow.coupons.keep(coupon)
                coupon = replace(coupon, version=coupon.version + 1)
            claimed = coupon_view(coupon, now)
            await uow.commit(claimed)
        return claimed
