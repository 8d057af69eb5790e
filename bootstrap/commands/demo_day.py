"""Play a day of the demo city through the public API, and print what it came to."""

import argparse
import asyncio

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--orders", type=int, default=200, help="how many people order")
    parser.add_argument("--speed", type=float, default=60.0, help="business seconds in one real second")
    parser.add_argument("--seed", type=int, default=1, help="another number gives another day")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    import httpx

    from bootstrap.demo_day.client import Refused
    from bootstrap.demo_day.day import DayPlan, play_day
    from bootstrap.demo_day.people import NoDemo

    if not 1 <= arguments.orders <= 5000 or not 1 <= arguments.speed <= 600:
        print("Between 1 and 5000 orders, at a speed from 1 to 600.")
        return 2
    try:
        asyncio.run(play_day(settings, DayPlan(arguments.orders, arguments.speed, arguments.seed)))
    except httpx.ConnectError:
        print(f"Nothing answers at {settings.base_url}: start it with `make run` in another window.")
        return 1
    except (NoDemo, Refused) as trouble:
        print(f"The day could not be played: {trouble}")
        return 1
    return 0
