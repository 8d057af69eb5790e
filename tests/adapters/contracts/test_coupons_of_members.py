"""What a manager sees of a member's coupons, on both stores: those of the manager's own region."""

from dataclasses import replace

import pytest
import pytest_asyncio

from application.access import NotInYourRegion
from application.promotions.coupons_of import MemberCoupons, MemberCouponsHandler
from application.promotions.give_coupons import ClaimCoupon, ClaimCouponHandler
from domain.shared.ids import AccountId, RegionId
from tests.adapters.contracts.programme_desk import Desk, shop_rules
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import ELSEWHERE, MANAGER, OTHER_OWNER, OWNER, REGION

pytestmark = pytest.mark.asyncio(loop_scope="package")

MIA = AccountId(OWNER.account_id)  # type: ignore[arg-type]
NIL = AccountId(OTHER_OWNER.account_id)  # type: ignore[arg-type]
FAR = RegionId(ELSEWHERE.region_id)  # type: ignore[arg-type]


@pytest_asyncio.fixture(loop_scope="package")
async def desk(stage: Stage) -> Desk:
    made = Desk(stage)
    await made.go_live(shop_rules())
    return made


async def test_a_manager_sees_a_members_coupons_of_one_region_and_nobody_elses(desk: Desk) -> None:
    coupon = await desk.made(ClaimCouponHandler)(ClaimCoupon(MIA, REGION, "flash"))
    look = desk.made(MemberCouponsHandler)
    (seen,) = (await look(MemberCoupons(MANAGER, REGION, MIA))).items
    assert (seen.coupon, seen.region_id, seen.is_usable) == (coupon, REGION, True)
    assert (await look(MemberCoupons(MANAGER, REGION, NIL))).items == ()
    assert (await look(MemberCoupons(replace(MANAGER, region_id=None), FAR, MIA))).items == ()


async def test_another_regions_coupons_do_not_exist_for_a_manager(desk: Desk) -> None:
    with pytest.raises(NotInYourRegion):
        await desk.made(MemberCouponsHandler)(MemberCoupons(MANAGER, FAR, MIA))
