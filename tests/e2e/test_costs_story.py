"""By HTTP alone: what a campaign cost its funder in money and points, from one order to its refund."""

from typing import Any

import pytest

from bootstrap.demo_day.client import Refused
from tests.e2e.ordering import service_of
from tests.e2e.test_points_story import completed
from tests.e2e.test_price_story import named, publish
from tests.support.product import Product

Json = dict[str, Any]
PERIOD = {"start": "2000-01-01T00:00:00Z", "end": "2100-01-01T00:00:00Z"}


def rules(funder: str) -> Json:
    earned = {"type": "points", "points": 90, "cooling_off_days": 0}
    spring = {**named("spring"), "funded_by": funder, "state": "published"}
    tenth = {"trigger": "auto", "campaign": "spring", "reward": {"type": "percent", "bp": 1_000}}
    ninety = {"trigger": "order_completed", "campaign": "spring", "reward": earned}
    return {
        "version": 1,
        "currency": "CNY",
        "decimals": 2,
        "zone": "Asia/Shanghai",
        "points_worth": {"points": 1, "minor": 10},
        "campaigns": [spring],
        "promotions": [{**named("tenth"), **tenth}, {**named("ninety"), **ninety}],
    }


async def test_a_campaign_costs_its_funder_money_off_and_points_that_were_used(product: Product) -> None:
    owner, manager = await product.homeowner(), await product.staff("manager")
    price = (await service_of(product, owner))["price_minor"]
    tenth, costs = price // 10, f"/regions/{manager.account['region_id']}/campaigns/costs"
    await publish(manager, rules("=Tap & Co"))
    first = await completed(product, owner)
    await product.until(owner, "/me/points", lambda one: one["available"] == 90)
    await publish(manager, rules("platform"))
    second = await completed(product, owner, points=60)  # they pay 600 of it
    await product.until(owner, "/me/points", lambda one: one["held"] == 0 and one["available"] == 120)

    asked: Json = {**PERIOD, "thousand_worth_minor": 10_000}
    seen = await manager.get(costs, **asked)
    rows = {row["funded_by"]: row["costs"] for row in seen["items"]}
    tap, house = rows["=Tap & Co"], rows["platform"]
    assert (tap["given_minor"], tap["points_issued"], tap["points_used"]) == (tenth, 90, 60)
    assert (tap["points_cost_minor"], tap["total_minor"]) == (600, tenth + 600)
    assert (tap["points_open"], tap["points_open_minor"]) == (30, 300)
    assert (house["given_minor"], house["points_used"], house["total_minor"]) == (tenth, 0, tenth)
    assert seen["total"]["total_minor"] == 2 * tenth + 600
    assert [one["costs"] for one in seen["by_funder"]] == [tap, house]
    assert {row["name"]["en"] for row in seen["items"]} == {"The spring"}

    # Its single uses: the price and the award of the first order.
    uses = f"/regions/{manager.account['region_id']}/campaigns/uses"
    found = (await manager.get(uses, campaign="spring", funded_by="=Tap & Co", **PERIOD))["items"]
    assert [(one["promotion"], one["order_id"]) for one in found] == [
        ("tenth", first["id"]),
        ("ninety", first["id"]),
    ]
    assert sum(one["minor"] for one in found) == tap["given_minor"]

    # The second order goes back as a whole: its funder has no cost left, the points were not used after all.
    refund = {"expected_version": second["version"], "reason": "all of it"}
    await manager.post(f"/orders/{second['id']}/refunds", refund)
    after = {row["funded_by"]: row["costs"] for row in (await manager.get(costs, **asked))["items"]}
    assert (after["platform"]["net_minor"], after["platform"]["total_minor"]) == (0, 0)
    assert (after["platform"]["uses"], after["platform"]["ended"]) == (2, 2)
    assert (after["=Tap & Co"]["points_used"], after["=Tap & Co"]["total_minor"]) == (0, tenth)

    headers = {"Authorization": f"Bearer {manager.token}"}
    export = await product.http.get(f"/api/v1{costs}/export", params=asked, headers=headers)
    lines = export.text.splitlines()
    assert export.headers["content-type"].startswith("text/csv")
    assert (len(lines), lines[1].split(",")[:5]) == (
        4,
        ["campaign", "spring", "spring", "The spring", "'=Tap & Co"],
    )
    assert lines[-1].endswith(f",{tenth}")
    with pytest.raises(Refused) as refusal:
        await owner.get(costs, **asked)
    assert refusal.value.status == 403
