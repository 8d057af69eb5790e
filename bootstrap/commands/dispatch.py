"""Run one round of automatic dispatch now, or replay one that was kept; say what came of it."""

import argparse
import asyncio
from uuid import UUID

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", help="code of one region (default: all)")
    parser.add_argument("--replay", type=UUID, metavar="ID", help="ask a kept question again; change nothing")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.replay is not None:
        return asyncio.run(_replayed(settings, arguments.replay))
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


async def _replayed(settings: Settings, tick_id: UUID) -> int:
    """0 when the answer is the same and the row as it was written."""
    from adapters.dispatch.in_process import InProcessPlanner
    from application.dispatching.replay_tick import ReplayTickHandler
    from bootstrap.container import Container

    made = Container(settings=settings)
    async with made.pool():
        planner = InProcessPlanner(made.travel())
        found = await ReplayTickHandler(made.tick_log(), planner)(tick_id)
    if found is None:
        print("No such question is kept.")
        return 1
    print("The same answer." if found.is_same else "Another answer.")
    print("".join(f"  differs: visit {one}\n" for one in found.differing), end="")
    print(f"Engine then {found.engine_then or 'unknown'}, now {found.engine_now}.")
    if found.streets_then != found.streets_now:
        print(
            f"Streets then {found.streets_then or 'unknown'}, now {found.streets_now}: travel times differ."
        )
    print(
        {True: "The row is as written.", False: "The row was CHANGED.", None: "No digest."}[found.is_intact]
    )
    if not found.is_reproducible:
        print("An answer was cut short by the clock: another one proves nothing.")
    return 0 if found.is_same and found.is_intact is not False else 1
