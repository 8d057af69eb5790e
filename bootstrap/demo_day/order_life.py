"""One order from wish to review, each step by the person whose turn it is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from bootstrap.demo_day import roles
from bootstrap.demo_day.client import Client, Refused
from bootstrap.demo_day.pace import Wish
from bootstrap.demo_day.people import People
from bootstrap.demo_day.roles import Play

LOOK_EVERY_S: Final = 0.5
ENDED: Final = frozenset({"COMPLETED", "REJECTED", "CANCELLED", "CLOSED_UNSERVED"})
WorkerStep = Callable[[Client, dict[str, Any], Play], Awaitable[None]]
STEPS: Final[Mapping[str, WorkerStep]] = {
    "OFFERED": roles.answer_offer,
    "ACCEPTED": roles.go_there,
    "EN_ROUTE": roles.be_there,
    "ARRIVED": roles.begin,
    "IN_SERVICE": roles.finish,
}


@dataclass(frozen=True, slots=True)
class Home:
    phone: str
    address_id: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the play happens: people, their phones, what can be ordered."""

    people: People
    manager: Client
    play: Play
    homes: tuple[Home, ...]
    worker_phones: Mapping[str, str]
    services: tuple[dict[str, Any], ...]


async def order_life(stage: Stage, wish: Wish) -> str | None:
    """The id of the order, None when none could be placed."""
    await stage.play.pace.until(wish.at)
    home = stage.homes[wish.household % len(stage.homes)]
    owner = await stage.people.by_phone(home.phone)
    order_id = await _placed(stage, owner, home, wish)
    if order_id is None:
        return None
    while True:
        order = await stage.manager.get(f"/orders/{order_id}")
        if order["status"] in ENDED:
            break
        try:
            await _next_step(stage, owner, order)
        except Refused:
            await asyncio.sleep(LOOK_EVERY_S)
    if order["status"] == "COMPLETED":
        await roles.review(owner, order, stage.play)
    return order_id


async def _next_step(stage: Stage, owner: Client, order: dict[str, Any]) -> None:
    status = order["status"]
    if status == "PENDING_REVIEW":
        await stage.play.pace.pause(stage.play.chance.uniform(20, 240))
        await stage.manager.post(f"/orders/{order['id']}/approve", {"expected_version": order["version"]})
    elif status == "AWAITING_CONFIRMATION":
        await roles.confirm(owner, order, stage.play)
    elif status in STEPS:
        await _worker_step(stage, order)
    elif order["in_hall"]:
        await _grabbed(stage, order)
    else:
        await asyncio.sleep(LOOK_EVERY_S)


async def _worker_step(stage: Stage, order: dict[str, Any]) -> None:
    offered = [one["worker_id"] for one in order["offers"] if one["status"] == "live"]
    worker_id = order["worker"]["id"] if order["worker"] else (offered[0] if offered else None)
    if worker_id is None:
        await asyncio.sleep(LOOK_EVERY_S)
        return
    worker = await stage.people.by_phone(stage.worker_phones[worker_id])
    job = await worker.get(f"/jobs/{order['id']}")
    await STEPS[order["status"]](worker, job, stage.play)


async def _grabbed(stage: Stage, order: dict[str, Any]) -> None:
    """One of the workers who could come sees it in the hall after a while, and takes it."""
    await stage.play.pace.pause(stage.play.chance.uniform(60, 600))
    listed = (await stage.manager.get(f"/orders/{order['id']}/candidates"))["items"]
    able = [one["worker_id"] for one in listed if one["fits"]][:5]
    if not able:
        await asyncio.sleep(LOOK_EVERY_S)
        return
    worker = await stage.people.by_phone(stage.worker_phones[stage.play.chance.choice(able)])
    await worker.post(f"/orders/{order['id']}/grab", {"expected_version": order["version"]})


async def _placed(stage: Stage, owner: Client, home: Home, wish: Wish) -> str | None:
    service = stage.services[wish.service % len(stage.services)]
    slot = await _slot(stage, owner, home, service, wish)
    if slot is None:
        return None
    asked = {
        "service_id": service["id"],
        "address_id": home.address_id,
        "window_start": slot["start"],
        "window_end": slot["end"],
    }
    try:
        quote = await owner.post("/quotes", {**asked, "best": True})
        said = {"note": "", "is_urgent": wish.hours_ahead == 0.0, "photo_ids": []}
        receipt = await owner.post("/orders", {**asked, **said, **quote["to_place"]})
    except Refused:
        return None
    return str(receipt["order_id"])


async def _slot(
    stage: Stage, owner: Client, home: Home, service: dict[str, Any], wish: Wish
) -> dict[str, Any] | None:
    """The first true slot that begins no sooner than wished."""
    earliest = stage.play.pace.now() + timedelta(hours=wish.hours_ahead)
    answer = await owner.get(
        f"/services/{service['id']}/slots", address_id=home.address_id, day=stage.play.day
    )
    for slot in answer["slots"]:
        if slot["is_available"] and slot["end"] > earliest.isoformat():
            return dict(slot)
    return None
