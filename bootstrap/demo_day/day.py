"""The whole day: wind the clock to the morning, let everybody live it, print what came of it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

import httpx
from PIL import Image

from adapters.geo.fixture import city_codes
from bootstrap.demo_day.client import Client
from bootstrap.demo_day.order_life import Home, Stage, order_life
from bootstrap.demo_day.pace import Pace, wishes
from bootstrap.demo_day.people import NoDemo, People
from bootstrap.demo_day.report import table
from bootstrap.demo_day.roles import Play
from bootstrap.seeding.generate import generate_city
from bootstrap.seeding.model import SeedCity, SeedPlan
from bootstrap.settings import Settings

OPENS: Final = time(8, 30)
CLOSES: Final = time(17)
AT_ONCE: Final = 120
SECONDS_TO_ANSWER: Final = 12


@dataclass(frozen=True, slots=True)
class DayPlan:
    orders: int
    speed: float
    seed: int = 1


async def play_day(settings: Settings, plan: DayPlan) -> None:
    """Raises `NoDemo` when there is nothing to play with."""
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(
        base_url=settings.base_url, timeout=30, limits=limits, trust_env=False
    ) as http:
        people = People(http, settings)
        manager = await people.staff("manager")
        city = _city(await manager.get("/config"))
        pace = await _morning(manager, city, plan.speed)
        stage = await _stage(manager, people, city, pace, plan)
        opens = max(pace.now() + timedelta(minutes=1), _local(city, pace.now(), OPENS))
        wanted = wishes(plan.orders, opens, _local(city, opens, CLOSES), Random(plan.seed))
        minutes = (wanted[-1].at - pace.now()).total_seconds() / plan.speed / 60
        print(f"{plan.orders} orders at {plan.speed:g}x: about {minutes + 3:.0f} minutes.", flush=True)
        async with _time_to_answer(manager, city, plan.speed):
            ids = await _live(stage, [order_life(stage, wish) for wish in wanted])
        phones = {stage.homes[wish.household % len(stage.homes)].phone for wish in wanted}
        print(await table(manager, people, sorted(phones), ids, stage.play.day), flush=True)


@asynccontextmanager
async def _time_to_answer(manager: Client, city: SeedCity, speed: float) -> AsyncIterator[None]:
    """Offers live for at least some real seconds during the day; afterwards all is as it was.

    At 60x an urgent offer of 90 s would be over before a phone's screen has drawn it.
    """
    path = f"/regions/{city.region.id}/dispatch-policy"
    before = await manager.get(path)
    ttl_s = min(86_400, max(before["urgent_offer_ttl_s"], int(SECONDS_TO_ANSWER * speed)))
    await _set_policy(manager, path, urgent_offer_ttl_s=ttl_s, offer_ttl_s=max(ttl_s, before["offer_ttl_s"]))
    try:
        yield
    finally:
        kept = {name: before[name] for name in ("urgent_offer_ttl_s", "offer_ttl_s")}
        await _set_policy(manager, path, **kept)
        await manager.put("/clock", {"rate": 1.0})  # also after Ctrl-C: nobody else asked for haste


async def _set_policy(manager: Client, path: str, **changes: int) -> None:
    policy = await manager.get(path)
    version = policy.pop("version")
    await manager.put(path, policy | changes | {"expected_version": version})


async def _live(stage: Stage, lives: list[Coroutine[Any, Any, str | None]]) -> list[str]:
    """Let all of them happen, with a line of progress every ten real seconds."""
    tasks = [asyncio.create_task(life) for life in lives]
    try:
        while not all(task.done() for task in tasks):
            await asyncio.wait(tasks, timeout=10, return_when=asyncio.ALL_COMPLETED)
            done = sum(task.done() for task in tasks)
            print(f"  {stage.play.pace.now():%H:%M} UTC  {done}/{len(tasks)} lived to the end", flush=True)
    finally:
        for task in tasks:
            task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for trouble in {repr(one) for one in outcomes if isinstance(one, BaseException)}:
        print(f"  trouble: {trouble}", flush=True)
    return [one for one in outcomes if isinstance(one, str)]


async def _morning(manager: Client, city: SeedCity, speed: float) -> Pace:
    """Wind the clock on to the next opening when the day is over, then let it run fast."""
    pace = await Pace.of(manager)
    opens, closes = _local(city, pace.now(), OPENS), _local(city, pace.now(), CLOSES)
    ahead = timedelta(0)
    if pace.now() < opens:
        ahead = opens - pace.now()
    elif pace.now() > closes - timedelta(hours=4):
        ahead = _local(city, pace.now() + timedelta(days=1), OPENS) - pace.now()
    await manager.put("/clock", {"rate": speed, "advance_s": int(ahead.total_seconds())})
    return await Pace.of(manager)


async def _stage(manager: Client, people: People, city: SeedCity, pace: Pace, plan: DayPlan) -> Stage:
    catalogue = await manager.get("/catalogue", region_id=str(city.region.id))
    services = tuple(s for category in catalogue["categories"] for s in category["services"])
    phones = {str(account.id): str(account.phone) for account in city.worker_accounts}
    owners = {account.id: str(account.phone) for account in city.homeowners}
    homes = tuple(Home(owners[one.account_id], str(one.id)) for one in city.addresses)
    zone = ZoneInfo(city.region.time_zone)
    play = Play(pace, Random(plan.seed), _picture(), pace.now().astimezone(zone).date().isoformat())
    return Stage(people, manager, play, homes, phones, services)


def _city(config: dict[str, Any]) -> SeedCity:
    """The demo people of the first region that the server tells of and we can generate."""
    for region in config["regions"]:
        if region["code"] in city_codes():
            return generate_city(SeedPlan(region["code"], datetime.now(UTC).date(), days=1))
    raise NoDemo("the server has no demo city: `callout seed` makes one")


def _local(city: SeedCity, moment: datetime, at: time) -> datetime:
    zone = ZoneInfo(city.region.time_zone)
    return datetime.combine(moment.astimezone(zone).date(), at, zone).astimezone(UTC)


def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), (120, 140, 150)).save(file, "JPEG")
    return file.getvalue()
