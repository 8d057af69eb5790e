"""Read business time, or move it ahead where the settings allow it."""

import argparse
import asyncio
from datetime import timedelta

from bootstrap.settings import ClockKind, Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rate", type=float, help="business seconds in one real second")
    parser.add_argument("--advance", type=int, default=0, metavar="SECONDS", help="jump ahead")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    moves = arguments.rate is not None or arguments.advance
    if moves and settings.clock is not ClockKind.MOVABLE:
        print("This installation's clock is real: it cannot be moved.")
        return 1
    if arguments.advance < 0 or (arguments.rate is not None and not 0 < arguments.rate <= 3600):
        print("Business time only goes forward, at a rate above 0 and up to 3600.")
        return 2
    print(asyncio.run(_moved(settings, arguments.rate, arguments.advance) if moves else _read(settings)))
    return 0


async def _read(settings: Settings) -> str:
    from bootstrap.container import Container

    made = Container(settings=settings)
    async with made.pool():
        await made.clock().read()
        return f"{made.clock().now():%Y-%m-%d %H:%M:%S} UTC, at rate {made.clock().rate:g}"


async def _moved(settings: Settings, rate: float | None, advance_s: int) -> str:
    from bootstrap.container import Container

    made = Container(settings=settings)
    async with made.pool():
        done = await made.clock().move(rate, timedelta(seconds=advance_s))
    return await _read(settings) if done else "Somebody else moved the clock at this moment: try again."
