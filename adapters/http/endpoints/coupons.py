"""Coupons and their batches."""

from adapters.http.endpoints.rules import region_in
from adapters.http.execution.call import Call
from adapters.http.models import coupons as wire
from adapters.http.models.fields import Nothing
from adapters.http.services import Services
from application.promotions.batches_of import BatchesOf
from application.promotions.coupons_of import ClaimableCoupons, CouponsOf, MemberCoupons
from application.promotions.give_coupons import ClaimCoupon, IssueCoupons
from application.promotions.print_codes import PrintCodes
from application.promotions.return_coupon import ReturnCoupon
from application.promotions.typed_codes import ClaimCode
from application.views.coupons import Batches, CouponList, CouponView, MyCoupons, PrintedCodes
from domain.promotions.coupons.coupon import CouponId
from domain.shared.ids import AccountId, RegionId


async def list_batches(services: Services, call: Call[None, None]) -> Batches:
    return await services.coupons.batches(BatchesOf(call.actor, region_in(call.ids)))


async def print_codes(services: Services, call: Call[wire.PrintCoupons, None]) -> PrintedCodes:
    body = call.body
    command = PrintCodes(call.actor, region_in(call.ids), body.batch, body.count, body.length)
    return await call.keyed(services.coupons.print_codes)(command)


async def issue(services: Services, call: Call[wire.IssueCoupons, None]) -> CouponList:
    members = tuple(map(AccountId, call.body.member_ids))
    command = IssueCoupons(call.actor, region_in(call.ids), call.body.batch, members)
    return await call.keyed(services.coupons.issue)(command)


async def give_back(services: Services, call: Call[Nothing, None]) -> CouponView:
    command = ReturnCoupon(call.actor, region_in(call.ids), CouponId(call.ids["coupon_id"]))
    return await call.keyed(services.coupons.give_back)(command)


async def list_of_member(services: Services, call: Call[None, None]) -> MyCoupons:
    asked = MemberCoupons(call.actor, region_in(call.ids), AccountId(call.ids["member_id"]))
    return await services.coupons.member_coupons(asked)


async def list_mine(services: Services, call: Call[None, None]) -> MyCoupons:
    return await services.coupons.coupons_of(CouponsOf(call.account_id))


async def list_claimable(services: Services, call: Call[None, wire.ClaimableQuery]) -> Batches:
    asked = ClaimableCoupons(call.account_id, RegionId(call.query.region_id))
    return await services.coupons.claimable(asked)


async def claim(services: Services, call: Call[wire.ClaimCoupon, None]) -> CouponView:
    command = ClaimCoupon(call.account_id, RegionId(call.body.region_id), call.body.batch, call.body.points)
    return await call.keyed(services.coupons.claim)(command)


async def claim_code(services: Services, call: Call[wire.ClaimCouponCode, None]) -> CouponView:
    command = ClaimCode(call.account_id, call.body.code, call.device)
    return await call.keyed(services.coupons.claim_code)(command)
