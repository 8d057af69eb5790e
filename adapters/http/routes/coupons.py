"""Coupons: batches and codes for managers, the wallet for homeowners."""

from typing import Final

from adapters.http.contract.route import Route
from adapters.http.endpoints import coupons as endpoints
from adapters.http.models import coupons
from adapters.http.models.fields import Nothing
from domain.identity.roles import Role

TAG: Final = "coupons"
MANAGERS: Final = frozenset({Role.MANAGER})
HOMEOWNERS: Final = frozenset({Role.HOMEOWNER})

ROUTES: Final = (
    Route(
        method="GET",
        path="/regions/{region_id}/coupon-batches",
        name="list_coupon_batches",
        endpoint=endpoints.list_batches,
        summary="Coupon batches of the rules in force, with how many are given",
        tag=TAG,
        access=MANAGERS,
        output=coupons.CouponBatchList,
    ),
    Route(
        method="POST",
        path="/regions/{region_id}/coupons/print",
        name="print_coupons",
        endpoint=endpoints.print_codes,
        summary="Make codes in bulk",
        tag=TAG,
        access=MANAGERS,
        body=coupons.PrintCoupons,
        output=coupons.PrintedCoupons,
        status=201,
        detail="All or none. The codes are in this answer and nowhere else.",
    ),
    Route(
        method="POST",
        path="/regions/{region_id}/coupons/issue",
        name="issue_coupons",
        endpoint=endpoints.issue,
        summary="Give a coupon to each of these members",
        tag=TAG,
        access=MANAGERS,
        body=coupons.IssueCoupons,
        output=coupons.CouponList,
        status=201,
    ),
    Route(
        method="GET",
        path="/regions/{region_id}/members/{member_id}/coupons",
        name="list_member_coupons",
        endpoint=endpoints.list_of_member,
        summary="A member's coupons of a region: usable now first, then the others",
        tag=TAG,
        access=MANAGERS,
        output=coupons.MyCouponList,
    ),
    Route(
        method="POST",
        path="/regions/{region_id}/coupons/{coupon_id}/return",
        name="return_coupon",
        endpoint=endpoints.give_back,
        summary="Give a used coupon back to its member",
        tag=TAG,
        access=MANAGERS,
        body=Nothing,
        output=coupons.Coupon,
        may_conflict=True,
    ),
    Route(
        method="GET",
        path="/me/coupons",
        name="list_my_coupons",
        endpoint=endpoints.list_mine,
        summary="My coupons: usable now first, those that end soonest before",
        tag=TAG,
        access=HOMEOWNERS,
        output=coupons.MyCouponList,
    ),
    Route(
        method="GET",
        path="/me/coupons/claimable",
        name="list_claimable_coupons",
        endpoint=endpoints.list_claimable,
        summary="Coupons of a region that are there to be claimed now",
        tag=TAG,
        access=HOMEOWNERS,
        query=coupons.ClaimableQuery,
        output=coupons.CouponBatchList,
    ),
    Route(
        method="POST",
        path="/me/coupons/claim",
        name="claim_coupon",
        endpoint=endpoints.claim,
        summary="Claim a coupon of a batch, or buy it with points",
        tag=TAG,
        access=HOMEOWNERS,
        body=coupons.ClaimCoupon,
        output=coupons.Coupon,
        status=201,
        may_conflict=True,
        detail="However many claim at once, no more are given than there are; points are paid at once.",
    ),
    Route(
        method="POST",
        path="/me/coupons/claim-code",
        name="claim_coupon_code",
        endpoint=endpoints.claim_code,
        summary="Put the coupon behind a printed code into my wallet",
        tag=TAG,
        access=HOMEOWNERS,
        body=coupons.ClaimCouponCode,
        output=coupons.Coupon,
        may_conflict=True,
        takes_device=True,
        detail="Twenty tries an hour, forty on one device.",
    ),
)
