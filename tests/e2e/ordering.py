"""Steps of an order's life as clients take them, over HTTP alone."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Protocol

from PIL import Image

from bootstrap.demo_day.client import Client


class Town(Protocol):
    """Where these steps are taken: people to be, and a clock to move."""

    async def staff(self, username: str) -> Client: ...
    async def advance(self, seconds: float) -> None: ...
    async def advance_to(self, moment: datetime) -> None: ...


def picture(shade: int = 120) -> bytes:
    file = BytesIO()
    Image.new("RGB", (320, 240), (shade, 140, 150)).save(file, "JPEG")
    return file.getvalue()


PRESENTED = {"codes", "coupon_ids", "points", "best"}


async def service_of(town: Town, client: Client, code: str | None = None) -> dict[str, Any]:
    manager = await town.staff("manager")
    catalogue = await client.get("/catalogue", region_id=manager.account["region_id"])
    services = [one for category in catalogue["categories"] for one in category["services"]]
    return next(one for one in services if code in (None, one["code"]))


async def place(town: Town, owner: Client, *, days: int = 1, which: int = 0, **more: Any) -> dict[str, Any]:
    """Order the first service for the `which`-th true slot of a day, at what a quote says; the receipt."""
    service = await service_of(town, owner, more.pop("code", None))
    address = (await owner.get("/me/addresses"))["items"][0]
    manager = await town.staff("manager")
    now = datetime.fromisoformat((await manager.get("/clock"))["business_now"])
    day = (now + timedelta(days=days)).date().isoformat()
    slots = await owner.get(f"/services/{service['id']}/slots", address_id=address["id"], day=day)
    true = [slot for slot in slots["slots"] if slot["is_available"]]
    asked = {
        "service_id": service["id"],
        "address_id": address["id"],
        "window_start": true[which]["start"],
        "window_end": true[which]["end"],
    }
    if "shown_price_minor" not in more:
        presented = {name: more.pop(name) for name in PRESENTED & set(more)}
        more |= (await owner.post("/quotes", asked | presented))["to_place"]
    body = {**asked, "note": "Second door", "is_urgent": False, "photo_ids": [], **more}
    answer: dict[str, Any] = await owner.post("/orders", body)
    return answer


async def approve(town: Town, receipt: dict[str, Any]) -> dict[str, Any]:
    return await act(await town.staff("reviewer"), "approve", receipt)


async def act(client: Client, what: str, receipt: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One command on an order, from the receipt of the one before."""
    order_id = receipt.get("order_id") or receipt["id"]
    body = {"expected_version": receipt["version"], **more}
    answer: dict[str, Any] = await client.post(f"/orders/{order_id}/{what}", body)
    return answer


async def upload(worker: Client, order_id: str, kind: str, number: int) -> None:
    for shade in range(number):
        await worker.upload(f"/photos?kind={kind}&order_id={order_id}", picture(100 + shade))


async def released(town: Town, order: dict[str, Any]) -> None:
    """Go to two hours before the window: the order is due for dispatch, its worker may soon leave."""
    start = datetime.fromisoformat(order["window_start"])
    await town.advance_to(start - timedelta(hours=2))


async def serve(town: Town, worker: Client, order_id: str) -> dict[str, Any]:
    """From accepted to awaiting confirmation."""
    job = await worker.get(f"/jobs/{order_id}")
    await town.advance_to(datetime.fromisoformat(job["visit"]["planned_start"]) - timedelta(minutes=30))
    receipt = await act(worker, "depart", {"id": order_id, "version": job["version"]})
    receipt = await act(worker, "arrive", receipt, position=job["point"])
    await upload(worker, order_id, "before", job["photos_before"])
    receipt = await act(worker, "start", receipt)
    await town.advance(job["visit"]["duration_s"])
    await upload(worker, order_id, "after", job["photos_after"])
    return await act(worker, "complete", receipt, summary="Done", materials="")
