"""Read business time, or move it ahead where the settings allow it."""

import argparse
import asyncio

from bootstrap.settings import ClockKind, Settings
from domain.shared.errors import DomainError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rate", type=float, help="business seconds in one real second")
    parser.add_argument("--advance", type=int, default=0, metavar="SECONDS", help="jump ahead")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        print(asyncio.run(_read_or_move(settings, arguments.rate, arguments.advance)))
    except DomainError as refusal:
        print(f"The clock was not moved: {refusal.code}.")
        return 1
    return 0


async def _read_or_move(settings: Settings, rate: float | None, advance_s: int) -> str:
    from application.ports.clock import ClockRules
    from application.timekeeping.move_clock import MoveClock, MoveClockHandler
    from bootstrap.container import Container

    made = Container(settings=settings)
    async with made.pool():
        clock = made.clock()
        await clock.read()
        if rate is not None or advance_s:
            rules = ClockRules(may_move=settings.clock is ClockKind.MOVABLE)
            move = MoveClockHandler(made.new_uow(), clock, made.system_clock(), rules)
            await move(MoveClock(rate, advance_s))
        return f"{clock.now():%Y-%m-%d %H:%M:%S} UTC, at rate {clock.rate:g}"
