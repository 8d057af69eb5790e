"""To whom a gift goes: members know each other by their codes, programs by account."""

from dataclasses import dataclass

from application.identity.counting import AttemptCounter
from application.ports.unit_of_work import NewUnit
from application.promotions.refer import read_referral_code
from application.promotions.typed_codes import count_typed_code
from domain.loyalty.refusals import GiftNeedsOneReceiver, GiftToSelf
from domain.promotions.programme.referrals import ReferralCodeUnknown
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class GiftReceiver:
    """Named by account or by `code`, as it was typed: by one of both."""

    giver_id: AccountId
    account_id: AccountId | None
    code: str | None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class GiftReceiverHandler:
    new_uow: NewUnit
    counter: AttemptCounter

    async def __call__(self, query: GiftReceiver) -> AccountId:
        """Raises `GiftNeedsOneReceiver`, and for codes `RateLimited`, `ReferralCodeUnknown`, `GiftToSelf`."""
        if query.code is None and query.account_id is not None:
            return query.account_id
        if query.code is None or query.account_id is not None:
            raise GiftNeedsOneReceiver()
        await count_typed_code(self.counter, query.giver_id, query.device)
        code = read_referral_code(query.code)
        async with self.new_uow() as uow:
            found = await uow.referrals.by_code(code)
        if found is None:
            raise ReferralCodeUnknown()
        if found.member_id == query.giver_id:
            raise GiftToSelf()
        return found.member_id
