"""By HTTP alone: two rules on one order give lots that end on two days; a refund takes both back."""

from datetime import datetime, timedelta
from typing import Any

from tests.e2e.test_points_story import completed
from tests.e2e.test_price_story import named, publish
from tests.support.product import Product

Json = dict[str, Any]


def rules(**quick: Any) -> Json:
    def earning(name: str, points: int, **terms: Any) -> Json:
        reward = {"type": "points", "points": points, **terms}
        return {**named(name), "trigger": "order_completed", "reward": reward}

    lasting = earning("lasting", 40, expiry={"kind": "quarter_end", "months": 6}, cooling_off_days=0)
    money: Json = {"version": 1, "currency": "CNY", "decimals": 2, "zone": "Asia/Shanghai"}
    return {**money, "promotions": [earning("quick", 25, **quick), lasting]}


async def test_two_rules_on_one_order_give_points_that_end_on_two_days(product: Product) -> None:
    owner, manager = await product.homeowner(), await product.staff("manager")
    drafts = f"/regions/{manager.account['region_id']}/rules/drafts"
    draft = (await manager.post(drafts, {"name": "too short"}))["row"]
    faulty = {"expected_version": draft["version"], "content": rules(expiry={"kind": "days", "days": 5})}
    headers = {"Authorization": f"Bearer {manager.token}", "Idempotency-Key": "too-short"}
    answer = await product.http.put(f"/api/v1{drafts}/{draft['id']}", json=faulty, headers=headers)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "rules_faulty")
    assert "promotions[0].reward.expiry: out_of_range" in str(problem)

    await publish(manager, rules(expiry={"kind": "days", "days": 10}, cooling_off_days=3))
    order = await completed(product, owner)
    balance = await product.until(owner, "/me/points", lambda one: one["pending"])
    assert (balance["pending"], balance["available"]) == (25, 40)
    lines = (await owner.get("/me/points/history"))["items"]
    earned = {line["rule"]["promotion"]: line for line in lines if line["kind"] == "earned"}
    assert set(earned) == {"quick", "lasting"}
    ends = {one["amount"]: one["at"] for one in (await owner.get("/me/points/expiring"))["items"]}
    at = datetime.fromisoformat(earned["quick"]["at"])
    assert datetime.fromisoformat(ends[25]) == at + timedelta(days=10)
    last = datetime.fromisoformat(ends[40]) + timedelta(hours=8)  # midnight in China
    assert (last.month % 3, last.day, last.hour) == (1, 1, 0)

    await product.advance(11 * 86_400)
    balance = await owner.get("/me/points")
    assert (balance["pending"], balance["available"]) == (0, 40)
    asked = {"expected_version": order["version"], "reason": "all of it"}
    refund = await manager.post(f"/orders/{order['id']}/refunds", asked)
    assert refund["points_taken"] == 65
    # What had ended unused is nobody's debt.
    balance = await owner.get("/me/points")
    assert (balance["pending"], balance["available"], balance["debt"]) == (0, 0, 0)
    assert (await manager.get("/points/audit"))["findings"] == []
