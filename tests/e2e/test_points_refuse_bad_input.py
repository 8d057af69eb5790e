"""Whatever is wrong with a request about points, it has a stable code and the books stay as they were."""

from typing import Any, Final
from uuid import uuid4

import psycopg
import pytest

from bootstrap.demo_day.client import Client, Refused
from tests.support.database import Database
from tests.support.product import Product

HUGE: Final = 10**12
PERIOD: Final = {"start": "2026-01-01T00:00:00Z", "end": "2026-02-01T00:00:00Z"}
NOT_POINTS: Final = (0, -5, HUGE + 1, 2**63, 10**30, 1.5, "5", True, None)
TABLES: Final = ("journals", "postings", "lots", "debts", "holds", "adjustments", "point_refunds")

# Path and query of a GET, and the code of the refusal.
BAD_READS: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    ("/points/report", PERIOD | {"end": PERIOD["start"]}, "window_is_empty"),
    ("/points/report", PERIOD | {"end": "2025-01-01T00:00:00Z"}, "window_is_empty"),
    ("/points/report", PERIOD | {"thousand_worth_minor": -1}, "input_malformed"),
    ("/points/report", PERIOD | {"thousand_worth_minor": 10**40}, "input_malformed"),
    ("/points/report", PERIOD | {"start": "2026-01-01T00:00:00"}, "input_malformed"),
    ("/points/report/rows", PERIOD | {"total": "stolen"}, "input_malformed"),
    ("/points/report/rows", PERIOD | {"total": "issued", "limit": 1_001}, "input_malformed"),
    ("/points/report/rows", PERIOD | {"total": "issued", "skip": -1}, "input_malformed"),
    ("/points/report/standing", {"standing": "lost", "moment": PERIOD["end"]}, "input_malformed"),
    ("/points/report/sources", PERIOD | {"by": "mood"}, "input_malformed"),
    ("/points/report/sources", PERIOD | {"by": "region", "end": PERIOD["start"]}, "window_is_empty"),
    ("/points/report/lots", PERIOD | {"part": "issued", "campaign": "x" * 65}, "input_malformed"),
    ("/points/report/lots", PERIOD | {"part": "issued", "unknown": 1}, "input_malformed"),
    ("/points/audit", {"noted": "1:" + "x" * 64}, "head_malformed"),
    ("/points/audit", {"noted": "1"}, "input_malformed"),
)


def books(database: Database) -> list[Any]:
    with psycopg.connect(database.owner) as connection:
        return [
            connection.execute(f"SELECT * FROM {one} ORDER BY 1, 2".encode()).fetchall() for one in TABLES
        ]


async def refusal(client: Client, path: str, body: dict[str, Any]) -> str:
    with pytest.raises(Refused) as refused:
        await client.post(path, body)
    assert 400 <= refused.value.status < 500
    return refused.value.code


async def give(manager: Client, member: str, points: object, **more: object) -> Any:
    body = {"region_id": manager.account["region_id"], "points": points, "reason": "welcome"} | more
    return await manager.post(f"/members/{member}/points/adjustments", body)


async def test_bad_numbers_and_periods_have_a_code_and_leave_the_ledger_untouched(
    product: Product, town_database: Database
) -> None:
    owner, other = await product.homeowner(0), await product.homeowner(1)
    manager = await product.staff("manager")
    own, receiver = owner.account["id"], other.account["id"]
    await give(manager, own, 500)
    before = books(town_database)

    for points in NOT_POINTS:
        body = {"receiver_id": receiver, "points": points}
        assert await refusal(owner, "/me/points/gifts", body) == "input_malformed", points
        if points not in (-5, 0):
            with pytest.raises(Refused) as refused:
                await give(manager, own, points)
            assert refused.value.code == "input_malformed", points
    gifts = {
        "gift_to_self": {"receiver_id": own, "points": 1},
        "points_not_enough": {"receiver_id": receiver, "points": HUGE},
        "account_not_found": {"receiver_id": str(uuid4()), "points": 1},
        "member_not_found": {"receiver_id": manager.account["id"], "points": 1},
        "input_malformed": {"receiver_id": receiver, "points": 1, "from": own},
        "gift_needs_one_receiver": {"points": 1},
        "referral_code_not_found": {"to_code": "2222-2222-2222", "points": 1},
    }
    for code, body in gifts.items():
        assert await refusal(owner, "/me/points/gifts", body) == code
    adjustments: dict[str, dict[str, Any]] = {
        "points_out_of_range": {"points": 0},
        "adjustment_reason_missing": {"points": 5, "reason": " \t "},
        "points_not_enough": {"points": -501},
        "input_malformed": {"points": 5, "reason": ""},
    }
    for code, more in adjustments.items():
        with pytest.raises(Refused) as refused:
            await give(manager, own, **more)
        assert refused.value.code == code
    for path, query, code in BAD_READS:
        with pytest.raises(Refused) as refused:
            await manager.get(path, **query)
        assert (refused.value.status, refused.value.code) == (400, code), (path, query)

    assert books(town_database) == before
    assert (await owner.get("/me/points"))["available"] == 500


async def test_the_same_key_with_other_content_is_refused_and_the_same_content_is_done_once(
    product: Product, town_database: Database
) -> None:
    owner, other = await product.homeowner(0), await product.homeowner(1)
    manager = await product.staff("manager")
    await give(manager, owner.account["id"], 500)
    headers = {"Authorization": f"Bearer {owner.token}", "Idempotency-Key": "a-gift-of-mine"}

    async def gift(points: int) -> tuple[int, Any]:
        body = {"receiver_id": other.account["id"], "points": points}
        answer = await product.http.post("/api/v1/me/points/gifts", json=body, headers=headers)
        return answer.status_code, answer.json()

    first = await gift(20)
    before = books(town_database)
    again = await gift(20)
    assert again[1] == first[1]
    status, problem = await gift(21)
    assert (status, problem["code"]) == (422, "idempotency_key_reused")
    assert books(town_database) == before
    assert (await other.get("/me/points"))["available"] == 20


async def test_a_clock_cannot_be_set_back_and_points_do_not_come_to_life_again(product: Product) -> None:
    owner, manager = await product.homeowner(0), await product.staff("manager")
    await give(manager, owner.account["id"], 500)
    for body in ({"advance_s": -1}, {"advance_s": 10**30}, {"rate": -1.0}, {"rate": 0}):
        with pytest.raises(Refused) as refused:
            await manager.put("/clock", body)
        assert refused.value.code == "input_malformed"
    for days in (351, 15):
        await product.advance(days * 86_400)
        if days == 351:
            inbox = await product.until(
                owner, "/me/inbox", lambda page: [m for m in page["items"] if m["kind"] == "points_expiring"]
            )
            assert [m["kind"] for m in inbox["items"]].count("points_expiring") == 1
            assert "500" in inbox["items"][0]["body"]["en"]
    assert (await owner.get("/me/points"))["available"] == 0
    audit = await manager.get("/points/audit")
    assert audit["findings"] == []
