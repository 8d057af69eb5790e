"""Why a visit has nobody, and what would let it in: by HTTP alone, where a dispatcher looks."""

import asyncio
from typing import Any

import pytest

from bootstrap.demo_day.client import Client, Refused
from tests.e2e.ordering import approve, place, released
from tests.support.product import Product


async def change_policy(manager: Client, **wanted: Any) -> None:
    path = f"/regions/{manager.account['region_id']}/dispatch-policy"
    now = await manager.get(path)
    version = now.pop("version")
    await manager.put(path, {**now, **wanted, "expected_version": version})


async def left_without_anybody(product: Product, manager: Client) -> dict[str, Any]:
    """An order in a region where nobody may go farther than a few steps, after a round of dispatch."""
    owner = await product.homeowner()
    receipt = await place(product, owner)
    await change_policy(manager, radius_m=100)
    receipt = await approve(product, receipt)
    path = f"/orders/{receipt['order_id']}"
    await released(product, await owner.get(path))
    await product.until(manager, f"{path}/decision-cards", lambda page: page["items"], within_s=60)
    order: dict[str, Any] = await manager.get(path)
    return order


async def test_the_board_and_the_card_say_what_would_let_a_visit_in(product: Product) -> None:
    manager = await product.staff("manager")
    order = await left_without_anybody(product, manager)
    region_id, day = manager.account["region_id"], order["window_start"][:10]
    board = await manager.get("/board", region_id=region_id, day=day)
    row = next(one for one in board["unassigned"] if one["id"] == order["id"])
    (way,) = row["ways_in"]
    assert way["worker_name"]
    assert [one["code"] for one in way["breaks"]] == ["too_far"]
    assert all(one["text"]["zh"] and one["text"]["en"] for one in way["breaks"])
    assert way["is_confirmed"]
    (card,) = (await manager.get(f"/orders/{order['id']}/decision-cards"))["items"]
    assert (card["mode"], card["ways_in"]) == ("unserved", row["ways_in"])
    assert card["reason"] == row["unassigned_reason"]

    await change_policy(manager, radius_m=None)
    path = f"/orders/{order['id']}"
    await product.until(manager, path, lambda one: one["status"] == "OFFERED", within_s=60)
    (card,) = (await manager.get(f"{path}/decision-cards"))["items"]
    assert (card["mode"], card["ways_in"], card["rule"]) == ("offer", [], "match")
    assert sum(card["terms"].values()) == card["chosen"][0]["score"]["total"]
    if card["runner_up"]:
        assert card["runner_up"]["worker_id"] in [one["worker_id"] for one in card["losses"]]


async def first_kept(manager: Client) -> dict[str, Any]:
    """A round is kept a moment after it was carried out."""
    async with asyncio.timeout(30):
        while True:
            page = await manager.get(
                "/dispatch-ticks", region_id=manager.account["region_id"], kind="round", limit=5
            )
            if page["items"]:
                row: dict[str, Any] = page["items"][-1]
                return row
            await asyncio.sleep(0.05)


async def test_a_round_is_replayed_by_api_to_the_same_answer(product: Product) -> None:
    manager, reviewer = await product.staff("manager"), await product.staff("reviewer")
    order = await left_without_anybody(product, manager)
    kept = await first_kept(manager)
    assert (kept["given"], kept["run_id"]) == (0, None)
    found = await manager.post(f"/dispatch-ticks/{kept['id']}/replay")
    assert (found["is_same"], found["causes"], found["is_intact"]) == (True, [], True)
    for client, path, code in (
        (manager, f"/dispatch-ticks/{order['id']}/replay", "tick_not_found"),
        (reviewer, f"/dispatch-ticks/{kept['id']}/replay", "role_not_allowed"),
    ):
        with pytest.raises(Refused) as refusal:
            await client.post(path)
        assert refusal.value.code == code
