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
