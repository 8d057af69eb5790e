"""What each person does next with an order, given what their own screen shows."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bootstrap.demo_day.client import Client, Refused
from bootstrap.demo_day.pace import Pace

REASONS = ("too_far", "unwell", "no_parts")


@dataclass(frozen=True, slots=True)
class Play:
    """What the players share: pace, chance, the picture that every photo shows, and the local day."""

    pace: Pace
    chance: Random
    picture: bytes
    day: str


async def answer_offer(worker: Client, job: dict[str, Any], play: Play) -> None:
    """Think it over for up to two minutes; take it nearly always."""
    await play.pace.pause(play.chance.uniform(10, 120))
    offer = job["offer"]
    if offer is None:
        return
    if play.chance.random() < 0.9:
        await worker.post(f"/offers/{offer['id']}/accept")
    else:
        body = {"reason_code": play.chance.choice(REASONS), "note": ""}
        await worker.post(f"/offers/{offer['id']}/decline", body)


async def go_there(worker: Client, job: dict[str, Any], play: Play) -> None:
    """Leave in time for the planned start."""
    starts = datetime.fromisoformat(job["visit"]["planned_start"])
    travel_s = (job.get("navigation") or {}).get("travel_s", 900)
    await play.pace.until(starts - timedelta(seconds=travel_s))
    await worker.post(f"/orders/{job['order_id']}/depart", {"expected_version": job["version"]})


async def be_there(worker: Client, job: dict[str, Any], play: Play) -> None:
    """Travel takes what it takes, a little more or less."""
    travel_s = (job.get("navigation") or {}).get("travel_s", 900)
    await play.pace.pause(travel_s * play.chance.uniform(0.85, 1.25))
    with contextlib.suppress(Refused):
        await worker.put("/me/position", {"point": job["point"], "at": play.pace.now().isoformat()})
    body = {"expected_version": job["version"], "position": job["point"]}
    await worker.post(f"/orders/{job['order_id']}/arrive", body)


async def begin(worker: Client, job: dict[str, Any], play: Play) -> None:
    await _photograph(worker, job, play, "before")
    await play.pace.pause(play.chance.uniform(60, 300))
    await worker.post(f"/orders/{job['order_id']}/start", {"expected_version": job["version"]})


async def finish(worker: Client, job: dict[str, Any], play: Play) -> None:
    await play.pace.pause(job["visit"]["duration_s"] * play.chance.lognormvariate(0, 0.2))
    await _photograph(worker, job, play, "after")
    body = {"expected_version": job["version"], "summary": "Done.", "materials": ""}
    await worker.post(f"/orders/{job['order_id']}/complete", body)


async def confirm(owner: Client, order: dict[str, Any], play: Play) -> None:
    await play.pace.pause(play.chance.uniform(120, 1800))
    await owner.post(f"/orders/{order['id']}/confirm", {"expected_version": order["version"]})


async def review(owner: Client, order: dict[str, Any], play: Play) -> None:
    """Two thirds leave a review."""
    if order["has_review"] or play.chance.random() > 0.66:
        return
    await play.pace.pause(play.chance.uniform(60, 900))
    body = {
        "expected_version": order["version"],
        "stars": play.chance.choices((5, 4, 3, 2), (70, 20, 7, 3))[0],
        "tags": ["on_time"],
        "text": "",
    }
    await owner.post(f"/orders/{order['id']}/review", body)


async def _photograph(worker: Client, job: dict[str, Any], play: Play, kind: str) -> None:
    there = sum(photo["kind"] == kind for photo in job["photos"])
    for _ in range(job[f"photos_{kind}"] - there):
        await worker.upload(f"/photos?kind={kind}&order_id={job['order_id']}", play.picture)
