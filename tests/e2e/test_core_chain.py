"""One order from placing to points, by HTTP alone, in a town that nothing in the code knows."""

from tests.e2e.ordering import act, approve, place, released, serve
from tests.support.product import Product


async def test_an_order_walks_the_core_chain_by_http(product: Product) -> None:
    owner, manager = await product.homeowner(), await product.staff("manager")
    receipt = await place(product, owner)
    assert (receipt["status"], receipt["allowed_actions"]) == ("PENDING_REVIEW", ["cancel"])
    receipt = await approve(product, receipt)
    path = f"/orders/{receipt['order_id']}"
    await released(product, await owner.get(path))

    offered = await product.until(manager, path, lambda order: order["status"] == "OFFERED")
    offer = offered["offers"][0]
    worker = await product.worker(offer["worker_id"])
    job = await worker.get(f"/jobs/{receipt['order_id']}")
    assert job["address"] is None, "no phone and no door before acceptance"
    assert job["allowed_actions"] == ["accept", "decline"]
    card = (await manager.get(f"{path}/decision-cards"))["items"][0]
    assert card["chosen"][0]["worker_id"] == offer["worker_id"]

    await worker.post(f"/offers/{offer['id']}/accept")
    job = await worker.get(f"/jobs/{receipt['order_id']}")
    assert job["address"]["phone"]
    assert job["navigation"]["links"]
    receipt = await serve(product, worker, receipt["order_id"])
    assert receipt["status"] == "AWAITING_CONFIRMATION"

    shown = await owner.get(path)
    assert {"confirm", "not_done"} <= set(shown["allowed_actions"])
    receipt = await act(owner, "confirm", shown)
    receipt = await act(owner, "review", receipt, stars=2, tags=["on_time"], text="Fine")
    points = await product.until(owner, "/me/points", lambda one: one["pending"] > 0)
    assert points["available"] == 0
    history = (await owner.get(f"{path}/history", limit=100))["items"]
    assert [entry["seq"] for entry in history] == list(range(1, len(history) + 1))
    assert history[-1]["to_status"] == (await owner.get(path))["status"] == "COMPLETED"
    await product.until(owner, "/me/inbox", lambda page: any(m["kind"] == "confirm" for m in page["items"]))

    await product.advance(8 * 86_400)
    points = await owner.get("/me/points")
    assert points["pending"] == 0
    assert points["available"] > 0
