"""Priced by HTTP alone: a campaign, a coupon and points on one order; done, refunded; another cancelled."""

from datetime import datetime, timedelta
from typing import Any

from bootstrap.demo_day.client import Client
from tests.e2e.ordering import act, place, service_of
from tests.e2e.test_points_story import completed
from tests.support.product import Product

Json = dict[str, Any]


def named(name: str) -> Json:
    return {"id": name, "name": {"zh": name, "en": f"The {name}"}}


def rules(price_minor: int) -> Json:
    """A tenth off for everybody, a coupon of 500, points worth 10 fen each, one point per yuan."""
    return {
        "version": 1,
        "currency": "CNY",
        "decimals": 2,
        "zone": "Asia/Shanghai",
        "points_worth": {"points": 1, "minor": 10},
        "campaigns": [
            {
                **named("spring"),
                "funded_by": "platform",
                "state": "published",
                "budget": {"measure": "minor", "at_most": price_minor},
            }
        ],
        "promotions": [
            {
                **named("tenth"),
                "trigger": "auto",
                "campaign": "spring",
                "reward": {"type": "percent", "bp": 1_000},
                "limits": [{"scope": "member", "at_most": 2}],
            },
            {**named("gift"), "trigger": "code", "reward": {"type": "amount", "minor": 500}},
            {
                **named("earn"),
                "trigger": "order_completed",
                "reward": {"type": "points_per_money", "points": 1, "per_minor": 100},
            },
        ],
        "batches": [
            {
                **named("wallet"),
                "promotion": "gift",
                "kind": "claimed",
                "state": "published",
                "size": 5,
                "per_member": 1,
                "valid_days": 60,
            }
        ],
    }


async def publish(manager: Client, content: Json) -> None:
    path = f"/regions/{manager.account['region_id']}/rules/drafts"
    draft = (await manager.post(path, {"name": "spring"}))["row"]
    one = f"{path}/{draft['id']}"
    saved = (await manager.put(one, {"expected_version": draft["version"], "content": content}))["row"]
    period = {"start": "2026-01-01T00:00:00Z", "end": "2026-01-02T00:00:00Z"}
    tried = await manager.post(f"{one}/dry-run", {"expected_version": saved["version"], **period})
    asked = {"expected_version": tried["draft"]["version"], "note": "spring"}
    await manager.post(f"{one}/publish", asked)


async def quoted(product: Product, owner: Client, **more: Any) -> Json:
    service = await service_of(product, owner)
    address = (await owner.get("/me/addresses"))["items"][0]
    manager = await product.staff("manager")
    now = datetime.fromisoformat((await manager.get("/clock"))["business_now"])
    start, end = (now + timedelta(hours=hours) for hours in (24, 26))
    window = {"window_start": start.isoformat(), "window_end": end.isoformat()}
    answer: Json = await owner.post(
        "/quotes", {"service_id": service["id"], "address_id": address["id"], **window, **more}
    )
    return answer


async def spending(manager: Client) -> int:
    found = await manager.get(f"/regions/{manager.account['region_id']}/campaigns")
    (spring,) = found["items"]
    spent: int = spring["budget"]["spent"]
    return spent


async def coupon_of(owner: Client) -> Json:
    (mine,) = (await owner.get("/me/coupons"))["items"]
    coupon: Json = mine["coupon"]
    return coupon


async def test_a_campaign_a_coupon_and_points_on_one_order(product: Product) -> None:
    owner, manager = await product.homeowner(), await product.staff("manager")
    price = (await service_of(product, owner))["price_minor"]
    await publish(manager, rules(price))
    region = manager.account["region_id"]
    proposal = {"region_id": region, "points": 300, "reason": "to begin with"}
    await manager.post(f"/members/{owner.account['id']}/points/adjustments", proposal)
    await owner.post("/me/coupons/claim", {"region_id": region, "batch": "wallet"})

    # A quote finds the best of wallet and points, and says what to send with the order.
    quote = await quoted(product, owner, best=True, codes=["NEVER-HEARD-OF"])
    tenth = price // 10
    totals = quote["price"]["totals"]
    assert (totals["listed_minor"], totals["discount_minor"]) == (price, tenth + 500)
    assert (totals["points_used"], totals["points_minor"]) == (300, 3_000)
    assert [one["name"]["en"] for one in quote["price"]["applied"]] == ["The tenth", "The gift"]
    assert [one["reason"] for one in quote["price"]["refused"]] == ["code_unknown"]
    assert (quote["gap_minor"], totals["due_minor"]) == (0, price - tenth - 3_500)

    order = await completed(product, owner, **quote["to_place"])
    told = await owner.get(f"/orders/{order['id']}/price")
    assert (told["price"]["totals"], told["refunded_minor"]) == (totals, 0)
    assert await manager.get(f"/orders/{order['id']}/price") == told
    assert (await coupon_of(owner))["order_id"] == order["id"]
    assert await spending(manager) == tenth

    # Done: the coupon is used, points are spent and earned on the price; each line names its rule.
    earned = (price - tenth - 500) // 100
    points = await product.until(owner, "/me/points", lambda one: one["pending"] == earned)
    assert (points["held"], points["available"]) == (0, 0)
    assert (await coupon_of(owner))["status"] == "used"
    lines = (await owner.get("/me/points/history"))["items"]
    earning = next(line for line in lines if line["kind"] == "earned")
    assert (earning["rule"]["promotion"], earning["rule"]["rules_version"]) == ("earn", 1)
    assert (earning["order_id"], earning["lot_id"] is not None) == (order["id"], True)

    # Half goes back: money, points and the discount's share, all in proportion.
    half = (price - tenth - 500) // 2
    asked = {"expected_version": order["version"], "reason": "half was done"}
    refund = await manager.post(
        f"/orders/{order['id']}/refunds", {**asked, "lines": [{"line": "service", "amount_minor": half}]}
    )
    assert refund["amount_minor"] + refund["points_minor"] == half
    assert refund["points_back"] in (149, 150)
    assert refund["points_taken"] in (earned // 2 - 1, earned // 2)
    assert await spending(manager) in (tenth - tenth // 2, tenth - tenth // 2 + 1)

    # Another order takes the member's second use, and gives it back when it is cancelled.
    again = await quoted(product, owner, points=100)
    assert (again["to_place"]["points"], len(again["price"]["applied"])) == (100, 1)
    before = await spending(manager)
    second = await place(product, owner, **again["to_place"])
    assert (await spending(manager), (await owner.get("/me/points"))["held"]) == (before + tenth, 100)
    assert (await quoted(product, owner))["price"]["applied"] == []
    await act(owner, "cancel", second, reason="plans_changed")
    await product.until(owner, "/me/points", lambda one: one["held"] == 0)
    await product.until(
        manager, f"/regions/{region}/campaigns", lambda seen: seen["items"][0]["budget"]["spent"] == before
    )
    assert len((await quoted(product, owner))["price"]["applied"]) == 1

    # The rest goes back: nothing of the discount stays spent, the coupon can be used again.
    rest = await manager.post(f"/orders/{order['id']}/refunds", asked)
    assert refund["amount_minor"] + rest["amount_minor"] == totals["due_minor"]
    assert refund["points_back"] + rest["points_back"] == 300
    assert refund["points_taken"] + rest["points_taken"] == earned
    assert (await coupon_of(owner))["status"] == "owned"
    assert await spending(manager) == 0
    assert (await manager.get("/points/audit"))["findings"] == []
