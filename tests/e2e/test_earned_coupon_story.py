"""By HTTP alone: the coupon that an order earned goes with its refund; one that was used stays."""

from typing import Any

from bootstrap.demo_day.client import Client
from tests.e2e.test_points_story import completed
from tests.e2e.test_price_story import named, publish
from tests.support.product import Product

Json = dict[str, Any]


def rules() -> Json:
    won = {"trigger": "order_completed", "reward": {"type": "coupon", "batch": "wallet"}}
    batch = {"promotion": "gift", "kind": "issued", "state": "published", "size": 9, "per_member": 2}
    return {
        "version": 1,
        "currency": "CNY",
        "decimals": 2,
        "zone": "Asia/Shanghai",
        "promotions": [
            {**named("won"), **won},
            {**named("gift"), "trigger": "code", "reward": {"type": "amount", "minor": 500}},
        ],
        "batches": [{**named("wallet"), **batch, "valid_days": 60}],
    }


async def coupons(owner: Client) -> dict[str, str]:
    """Status by id."""
    return {one["coupon"]["id"]: one["coupon"]["status"] for one in (await owner.get("/me/coupons"))["items"]}


async def refunded(manager: Client, order: Json) -> None:
    asked = {"expected_version": order["version"], "reason": "it broke again"}
    await manager.post(f"/orders/{order['id']}/refunds", asked)


async def test_a_coupon_goes_with_the_order_that_earned_it_unless_it_was_used(product: Product) -> None:
    owner, manager = await product.homeowner(), await product.staff("manager")
    await publish(manager, rules())
    first = await completed(product, owner)
    await product.until(owner, "/me/coupons", lambda seen: seen["items"])
    (one,) = await coupons(owner)
    second = await completed(product, owner, coupon_ids=[one])
    await product.until(owner, "/me/coupons", lambda seen: len(seen["items"]) == 2)
    (other,) = set(await coupons(owner)) - {one}
    assert await coupons(owner) == {one: "used", other: "owned"}

    await refunded(manager, first)  # which earned the one that the second order used
    assert await coupons(owner) == {one: "used", other: "owned"}
    price = await owner.get(f"/orders/{second['id']}/price")
    assert price["price"]["totals"]["discount_minor"] == 500

    await refunded(manager, second)  # which earned the other, and used the first one
    assert await coupons(owner) == {one: "revoked", other: "revoked"}
    region = manager.account["region_id"]
    (batch,) = (await manager.get(f"/regions/{region}/coupon-batches"))["items"]
    assert batch["given"] == 1
    assert (await manager.get("/points/audit"))["findings"] == []
