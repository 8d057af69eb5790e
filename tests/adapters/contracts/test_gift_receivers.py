"""To whom a gift of points goes, on both stores: by code as it was typed, or by account, never by both."""

import pytest

from application.loyalty.gift_receiver import GiftReceiver, GiftReceiverHandler
from application.promotions.refer import ReferralOf, ReferralOfHandler
from application.promotions.typed_codes import CODES_PER_DEVICE
from domain.identity.refusals import RateLimited
from domain.loyalty.refusals import GiftNeedsOneReceiver, GiftToSelf
from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import ReferralCodeUnknown
from domain.shared.ids import AccountId
from tests.adapters.contracts.programme_desk import Desk
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_welcome import ANNA, BO
from tests.domain.orders.making import NOON, REGION, an_id

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return Desk(stage)


async def code_of(desk: Desk, who: AccountId) -> str:
    async with desk.new_uow() as uow:
        uow.members.join(Membership(who, REGION, NOON))
        await uow.commit()
    code = (await desk.made(ReferralOfHandler)(ReferralOf(who))).code
    assert isinstance(code, str)
    return code


async def receiver(desk: Desk, code: str | None, account_id: AccountId | None = None) -> AccountId:
    found: AccountId = await desk.made(GiftReceiverHandler)(GiftReceiver(ANNA, account_id, code))
    return found


async def test_a_code_is_read_however_it_was_typed(desk: Desk) -> None:
    code = await code_of(desk, BO)
    for typed in (code, code.lower(), f" {code.replace('-', '')} ", code.replace("-", " ")):
        assert await receiver(desk, typed) == BO


async def test_an_account_is_taken_as_it_is(desk: Desk) -> None:
    assert await receiver(desk, None, BO) == BO


async def test_one_receiver_is_told_neither_none_nor_two(desk: Desk) -> None:
    code = await code_of(desk, BO)
    for told in ((None, None), (code, BO)):
        with pytest.raises(GiftNeedsOneReceiver):
            await receiver(desk, *told)


async def test_nobodys_code_and_no_code_at_all_get_the_same_answer_and_ones_own_another(desk: Desk) -> None:
    own = await code_of(desk, ANNA)
    for typed in ("2222-2222-2222", "no code"):
        with pytest.raises(ReferralCodeUnknown):
            await receiver(desk, typed)
    with pytest.raises(GiftToSelf):
        await receiver(desk, own)


async def test_codes_are_tried_twenty_times_an_hour_and_accounts_are_not_counted(desk: Desk) -> None:
    code = await code_of(desk, BO)
    for _ in range(20):
        with pytest.raises(ReferralCodeUnknown):
            await receiver(desk, "2222-2222-2222")
    with pytest.raises(RateLimited):
        await receiver(desk, code)
    assert await receiver(desk, None, BO) == BO


async def test_tries_are_counted_by_device_too_whoever_holds_it(desk: Desk) -> None:
    """Forty on one phone, twenty of each member, whatever else is said of other phones."""
    await code_of(desk, BO)
    look = desk.made(GiftReceiverHandler)
    for number in range(CODES_PER_DEVICE.hits):
        who = AccountId(an_id(f"member {number // 10}"))
        with pytest.raises(ReferralCodeUnknown):
            await look(GiftReceiver(who, None, "2222-2222-2222", "phone"))
    fresh = AccountId(an_id("somebody else"))
    with pytest.raises(RateLimited):
        await look(GiftReceiver(fresh, None, "2222-2222-2222", "phone"))
    for device in (None, "another phone"):
        with pytest.raises(ReferralCodeUnknown):
            await look(GiftReceiver(fresh, None, "2222-2222-2222", device))
