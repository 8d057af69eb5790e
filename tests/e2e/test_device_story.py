"""A promotion for one device, by HTTP alone: the second member on the same phone does not get it."""

import asyncio
from typing import Any

import pytest

from bootstrap.demo_day.client import Client, Refused
from tests.e2e.ordering import place, service_of
from tests.e2e.test_price_story import named, publish, quoted
from tests.support.product import Product

PHONE, OTHER_PHONE = "phone-of-a-household", "another_phone_of_it"

FIRST: dict[str, Any] = {
    **named("first"),
    "trigger": "code",
    "code": "FIRST",
    "reward": {"type": "amount", "minor": 700},
    "limits": [{"scope": "device", "at_most": 1}],
}
RULES: dict[str, Any] = {
    "version": 1,
    "currency": "CNY",
    "decimals": 2,
    "zone": "Asia/Shanghai",
    "promotions": [FIRST],
}


async def offered(product: Product, owner: Client, device: str | None) -> tuple[int, list[tuple[str, str]]]:
    """The discount of a quote with the code, and which rule was refused why."""
    owner.device = device
    price = (await quoted(product, owner, codes=["FIRST"]))["price"]
    refused = [(one["name"]["en"], one["reason"]) for one in price["refused"]]
    return price["totals"]["discount_minor"], refused


async def test_two_members_on_one_device_get_its_promotion_once(product: Product) -> None:
    anna, ben = await product.homeowner(0), await product.homeowner(1)
    manager = await product.staff("manager")
    await publish(manager, RULES)
    asked = {"lines": [{"id": "L1", "service": "any", "amount_minor": 900}], "codes": [{"code": "FIRST"}]}
    shown = await manager.post(f"/regions/{manager.account['region_id']}/prices/preview", asked)
    assert shown["totals"]["discount_minor"] == 700  # as a device would get it that is new
    assert await offered(product, anna, PHONE) == (700, [])
    receipt = await place(product, anna, codes=["FIRST"])

    assert await offered(product, ben, PHONE) == (0, [("The first", "limit_reached")])
    assert await offered(product, ben, None) == (0, [("The first", "device_unknown")])
    assert await offered(product, ben, OTHER_PHONE) == (700, [])
    ben.device = PHONE
    listed = (await service_of(product, ben))["price_minor"]
    with pytest.raises(Refused, match="price_has_changed"):
        await place(product, ben, codes=["FIRST"], shown_price_minor=listed - 700)

    await anna.post(
        f"/orders/{receipt['order_id']}/cancel", {"expected_version": receipt["version"], "reason": "x"}
    )
    async with asyncio.timeout(20):
        while True:
            if await offered(product, ben, PHONE) == (700, []):
                break
            await asyncio.sleep(0.1)


async def test_what_a_device_calls_itself_has_a_form_and_is_told_where_it_has_not(product: Product) -> None:
    owner = await product.homeowner()
    for device in ("too-short", "x" * 65, "sixteen letters!", ""):
        answer = await owner.http.post(
            "/api/v1/quotes",
            json={},
            headers={"Authorization": f"Bearer {owner.token}", "X-Device-Id": device},
        )
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (400, "input_malformed")
        assert [one["field"] for one in problem["errors"]] == ["X-Device-Id"]
