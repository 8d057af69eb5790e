"""A homeowner with an address becomes a member without asking, has a code, and tells a birthday."""

import pytest

from bootstrap.demo_day.client import Refused
from tests.support.product import Product


async def test_a_member_has_a_code_and_a_birthday_through_the_whole_product(product: Product) -> None:
    owner = await product.homeowner(0)
    mine = await product.until(owner, "/me/referral", lambda view: view["code"] is not None)
    assert (mine["said_at"], mine["referred"], mine["rewarded"]) == (None, 0, 0)
    assert await owner.get("/me/referral") == mine
    for typed, code in (
        (mine["code"].lower(), "referral_of_oneself"),
        ("no code", "referral_code_not_found"),
    ):
        with pytest.raises(Refused) as refused:
            await owner.post("/me/referral", {"code": typed})
        assert refused.value.code == code
    assert await owner.get("/me/birthday") == {"month": None, "day": None, "fixed_until": None}
    told = await owner.put("/me/birthday", {"month": 2, "day": 29})
    assert (told["month"], told["day"]) == (2, 29)
    for day, code in ((30, "birthday_malformed"), (28, "birthday_fixed")):
        with pytest.raises(Refused) as refused:
            await owner.put("/me/birthday", {"month": 2, "day": day})
        assert refused.value.code == code
    assert await owner.get("/me/birthday") == told


async def test_points_go_to_the_code_of_a_member_and_not_to_ones_own(product: Product) -> None:
    owner, other = await product.homeowner(0), await product.homeowner(1)
    manager = await product.staff("manager")
    granted = {"region_id": manager.account["region_id"], "points": 500, "reason": "welcome"}
    await manager.post(f"/members/{owner.account['id']}/points/adjustments", granted)
    codes = [
        (await product.until(one, "/me/referral", lambda view: view["code"] is not None))["code"]
        for one in (owner, other)
    ]
    given = await owner.post("/me/points/gifts", {"to_code": codes[1].lower(), "points": 20})
    assert (set(given), given["points"]) == ({"id", "points", "at"}, 20)
    again = {"to_code": codes[1], "points": 1}
    repeats = [await owner._send("POST", "/me/points/gifts", json=again, key="once") for _ in range(25)]
    assert all(one == repeats[0] for one in repeats)  # and none of them counted as another try
    for more, code in (
        ({"to_code": codes[0]}, "gift_to_self"),
        ({"to_code": codes[1], "receiver_id": other.account["id"]}, "gift_needs_one_receiver"),
    ):
        with pytest.raises(Refused) as refused:
            await owner.post("/me/points/gifts", {"points": 1, **more})
        assert refused.value.code == code
    assert [(await one.get("/me/points"))["available"] for one in (owner, other)] == [479, 21]
