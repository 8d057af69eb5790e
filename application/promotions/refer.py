"""A member's own code, and who referred this member."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from application.identity.counting import AttemptCounter
from application.ports.time import Clock
from application.ports.tokens import Randomness
from application.ports.unit_of_work import NewUnit
from application.promotions.typed_codes import count_typed_code
from application.views.membership import ReferralView, referral_view
from domain.promotions.coupons.codes import CodeMalformed, new_codes, read_code
from domain.promotions.programme.referrals import (
    ReferralCodeTaken,
    ReferralCodeUnknown,
    Standing,
    referral,
)
from domain.shared.ids import AccountId

LENGTH: Final = 12
TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class ReferralOf:
    member_id: AccountId


@dataclass(frozen=True, slots=True)
class ReferralOfHandler:
    """A member has a code for good from the first time it is asked for."""

    new_uow: NewUnit
    randomness: Randomness

    async def __call__(self, query: ReferralOf) -> ReferralView:
        for _ in range(TRIES):
            known = await self._standing(query.member_id)
            if known.code is not None or known.membership is None:
                break
            (code,) = new_codes(1, LENGTH, self.randomness.token_bytes)
            with suppress(ReferralCodeTaken):  # somebody else has this one, or another process was faster
                async with self.new_uow() as uow:
                    uow.referrals.give_code(query.member_id, code)
                    await uow.commit()
        return referral_view(await self._standing(query.member_id))

    async def _standing(self, member_id: AccountId) -> Standing:
        async with self.new_uow() as uow:
            return await uow.referrals.standing(member_id)


@dataclass(frozen=True, slots=True)
class SayReferrer:
    """`code` as it was typed, on that device."""

    member_id: AccountId
    code: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class SayReferrerHandler:
    new_uow: NewUnit
    counter: AttemptCounter
    clock: Clock

    async def __call__(self, cmd: SayReferrer) -> ReferralView:
        """Raises `RateLimited`, `ReferralCodeUnknown`, `ReferralKnown`, `ReferralTooLate`,
        `ReferralOfOneself`, `ReferrerNotEarlier`.
        """
        await count_typed_code(self.counter, cmd.member_id, cmd.device)
        code = read_referral_code(cmd.code)
        async with self.new_uow() as uow:
            mine = await uow.referrals.standing(cmd.member_id)
            said = referral(cmd.member_id, mine, await uow.referrals.by_code(code), self.clock.now())
            uow.referrals.say(said)
            view = referral_view(mine, said)
            await uow.commit(view)
        return view


def read_referral_code(typed: str) -> str:
    """As it is stored. Raises `ReferralCodeUnknown`, also for what cannot be a code."""
    try:
        return read_code(typed)
    except CodeMalformed:
        raise ReferralCodeUnknown() from None
