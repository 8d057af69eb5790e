"""Coupons for points: each test runs in memory and on PostgreSQL."""

import asyncio
from uuid import UUID

import pytest

from application.loyalty.giving import Gift, give
from application.promotions.coupons_of import ClaimableCoupons, ClaimableCouponsHandler
from application.promotions.give_coupons import ClaimCoupon, ClaimCouponHandler
from application.views.coupons import CouponView
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.refusals import PointsNotEnough
from domain.promotions.coupons.refusals import BatchExhausted, CouponPriceChanged
from domain.shared.ids import AccountId
from tests.adapters.contracts.programme_desk import Desk, batch, shop_rules
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import OWNER, REGION

pytestmark = pytest.mark.asyncio(loop_scope="package")

MIA = AccountId(OWNER.account_id)  # type: ignore[arg-type]


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    made = Desk(stage)
    await made.go_live(shop_rules(batches=[batch("shop", "claimed", points=30, size=3, per_member=3)]))
    return made
