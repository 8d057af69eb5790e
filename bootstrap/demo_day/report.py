"""What the day came to, read back through the API."""

from collections.abc import Iterable
from datetime import datetime
from statistics import mean, median, pstdev, quantiles
from typing import Any

from bootstrap.demo_day.client import Client
from bootstrap.demo_day.people import People


async def table(
    manager: Client, people: People, phones: Iterable[str], order_ids: list[str], day: str
) -> str:
    """Served, minutes to accept, road km, load spread, points."""
    orders = [await manager.get(f"/orders/{order_id}") for order_id in order_ids]
    waits = [
        wait for order_id in order_ids if (wait := await _minutes_to_accept(manager, order_id)) is not None
    ]
    metres = [await _road_m(manager, order_id) for order_id in order_ids]
    region = manager.account["region_id"]
    board = await manager.get("/board", region_id=region, day=day)
    points = [await (await people.by_phone(phone)).get("/me/points") for phone in phones]
    rows = [
        ("orders placed", f"{len(orders)}"),
        ("served", f"{sum(order['status'] == 'COMPLETED' for order in orders)}"),
        ("still open", f"{sum(order['deadline_at'] is not None for order in orders)}"),
        ("minutes to accept, median / p90", _spread(waits)),
        ("road km per served visit", _km(metres)),
        ("load of workers who worked, mean / spread", _loads(board["workers"])),
        ("points given (pending and available)", f"{sum(p['pending'] + p['available'] for p in points)}"),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"  {name:<{width}}  {value}" for name, value in rows)


async def _minutes_to_accept(manager: Client, order_id: str) -> float | None:
    """From approval to the first firm worker, in business minutes."""
    history = (await manager.get(f"/orders/{order_id}/history", limit=100))["items"]
    at = {entry["action"]: datetime.fromisoformat(entry["at"]) for entry in reversed(history)}
    firm = [at[action] for action in ("accept", "grab", "assign") if action in at]
    return (min(firm) - at["approve"]).total_seconds() / 60 if firm and "approve" in at else None


async def _road_m(manager: Client, order_id: str) -> int:
    cards = (await manager.get(f"/orders/{order_id}/decision-cards", limit=1))["items"]
    return int(cards[0]["chosen"][0]["road_m"]) if cards and cards[0]["chosen"] else 0


def _spread(waits: list[float]) -> str:
    if len(waits) < 2:
        return "-"
    return f"{median(waits):.1f} / {quantiles(waits, n=10)[-1]:.1f}"


def _km(metres: list[int]) -> str:
    driven = [one for one in metres if one]
    return f"{mean(driven) / 1000:.2f}" if driven else "-"


def _loads(workers: list[dict[str, Any]]) -> str:
    loads = [w["load_minutes"] / w["shift_minutes"] for w in workers if w["shift_minutes"] and w["visits"]]
    return f"{mean(loads):.0%} / {pstdev(loads):.0%} ({len(loads)} workers)" if loads else "-"
