"""Story O7 by HTTP alone: earn, cool off, hold, give back, spend, refund half after spending everything."""

from typing import Any

import pytest

from bootstrap.commands.loyalty import audited
from bootstrap.demo_day.client import Client, Refused
from tests.e2e.ordering import act, approve, place, released, serve
from tests.support.product import Product


async def completed(product: Product, owner: Client, **more: Any) -> dict[str, Any]:
    """An order from placing to its confirmation; as its owner reads it then."""
    receipt = await approve(product, await place(product, owner, **more))
    path = f"/orders/{receipt['order_id']}"
    await released(product, await owner.get(path))
    offered = await product.until(owner, path, lambda order: order["status"] != "READY")
    manager = await product.staff("manager")
    offered = await product.until(manager, path, lambda order: order["offers"])
    worker = await product.worker(offered["offers"][0]["worker_id"])
    await worker.post(f"/offers/{offered['offers'][0]['id']}/accept")
    await serve(product, worker, receipt["order_id"])
    await act(owner, "confirm", await owner.get(path))
    order: dict[str, Any] = await owner.get(path)
    return order


async def test_points_from_the_first_order_to_a_debt_in_plain_sight(product: Product) -> None:
    owner, manager = await product.homeowner(), await product.staff("manager")
    member = f"/members/{owner.account['id']}/points"
    first = await completed(product, owner)
    earned = (await product.until(owner, "/me/points", lambda one: one["pending"]))["pending"]
    await product.advance(8 * 86_400)
    assert (await owner.get("/me/points"))["available"] == earned
    assert (await owner.get("/me/points/expiring"))["items"][0]["amount"] == earned

    with pytest.raises(Refused) as refusal:
        await place(product, owner, points=earned + 1)
    assert refusal.value.code == "points_not_enough"
    held = await place(product, owner, points=earned)
    assert (await owner.get("/me/points"))["held"] == earned
    await act(owner, "cancel", held, reason="plans_changed")
    await product.until(owner, "/me/points", lambda one: one["available"] == earned)

    region = manager.account["region_id"]
    proposal = {"region_id": region, "points": -earned, "reason": "counted twice"}
    proposed = await manager.post(f"{member}/adjustments", proposal)
    if proposed["status"] == "proposed":
        decide = f"/points/adjustments/{proposed['id']}/decide"
        with pytest.raises(Refused) as refusal:
            await manager.post(decide, {"is_approved": True})
        assert refusal.value.code == "adjustment_needs_another"
        await (await product.staff("reviewer")).post(decide, {"is_approved": True})
    assert (await owner.get("/me/points"))["available"] == 0

    half = {"line": "service", "amount_minor": first["price_minor"] // 2}
    asked = {"expected_version": first["version"], "reason": "half was done", "lines": [half]}
    refund = await manager.post(f"/orders/{first['id']}/refunds", asked)
    assert refund["points_taken"] == refund["points_owed"] == earned // 2
    points = await owner.get("/me/points")
    assert (points["available"], points["debt"]) == (-(earned // 2), earned // 2)
    assert [one["id"] for one in (await owner.get(f"/orders/{first['id']}/refunds"))["items"]] == [
        refund["id"]
    ]

    lines = (await owner.get("/me/points/history"))["items"]
    kinds = [line["kind"] for line in lines]
    assert {"earned", "held", "released", "adjusted", "reversed"} <= set(kinds)
    earning = next(line for line in lines if line["kind"] == "earned")
    assert (earning["order_id"], earning["lot_id"] is not None) == (first["id"], True)
    assert (await manager.get(f"{member}/history"))["items"] == lines

    wallet = await manager.get(member)
    assert wallet["balance"] == points
    before = await manager.get(member, at=earning["at"])
    assert (before["balance"]["pending"], before["balance"]["debt"]) == (earned, 0)

    period = {"start": "2000-01-01T00:00:00Z", "end": "2100-01-01T00:00:00Z"}
    report = await manager.get("/points/report", **period)
    assert report["totals"]["issued"] == earned
    assert report["closing"]["net"] == -(earned // 2)
    rows = await manager.get("/points/report/rows", total="reversed", **period)
    assert [row["points"] for row in rows["items"]] == [earned // 2]
    audit = await manager.get("/points/audit")
    assert (audit["findings"], audit["journals"] >= 5) == ([], True)
    lines, is_clean = await audited(product.settings)
    assert (is_clean, lines[0].endswith("everything fits.")) == (True, True)

    headers = {"Authorization": f"Bearer {manager.token}"}
    export = await product.http.get("/api/v1/points/report/export", params=period, headers=headers)
    assert export.headers["content-type"].startswith("text/csv")
    figures = {tuple(line.split(",")[:2]): line.split(",")[2] for line in export.text.splitlines()}
    assert figures["totals", "reversed"] == str(earned // 2)
    assert figures["closing", "net"] == str(-(earned // 2))
