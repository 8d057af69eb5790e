"""Run one round of automatic dispatch now, region by region, and say what came of it."""

import argparse
import asyncio

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", help="code of one region (default: all)")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    lines = asyncio.run(_dispatched(settings, arguments.region))
    print("\n".join(lines) or "No such region.")
    return 0 if lines else 1


async def _dispatched(settings: Settings, code: str | None) -> list[str]:
    from application.dispatching.tick import TickHandler
    from bootstrap.container import Container

    made = Container(settings=settings)
    async with made.pool():
        await made.clock().read()
        log = made.tick_log() if settings.days_of_ticks else None
        parts = (made.new_uow(), made.clock(), made.ids(), made.planner(), made.carry_out())
        tick = TickHandler(*parts, log=log)
        lines = []
        async with made.new_uow()() as uow:
            regions = await uow.world.regions()
        for region in regions:
            if code in (None, region.code):
                report = await tick(region.region_id)
                lines.append(
                    f"{region.code}: {report.dispatched} dispatched, {report.skipped} changed meanwhile, "
                    f"{report.unassigned} without a worker"
                )
        await made.planner().close()
    return lines
