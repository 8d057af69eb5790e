"""The background process: relays and reacts to events, watches deadlines, dispatches, looks after points."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from datetime import timedelta

from application.dispatching.solve_run import SolveRunHandler
from application.dispatching.tick import TickHandler
from application.identity.purge_expired import PurgeExpired, PurgeExpiredHandler
from application.loyalty.close_books import CloseBooks, CloseBooksHandler
from application.loyalty.expire_lots import ExpireLots, ExpireLotsHandler
from application.loyalty.lapse_holds import LapseHolds, LapseHoldsHandler
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.runs import Desk
from application.loyalty.tell_expiry import TellExpiry, TellExpiryHandler
from application.orders.run_out import RunOutHandler
from application.promotions.lapse_coupons import LapseCoupons, LapseCouponsHandler
from application.promotions.means import Means
from application.reactions.react import ReactionRunner
from application.upkeep.deadlines import WatchDeadlines
from application.upkeep.reacting import React
from application.upkeep.ticking import Ticks
from bootstrap.awarding import programme_steps
from bootstrap.container import Container
from bootstrap.loop import Loop
from bootstrap.routes_first import RoutesFirst
from bootstrap.settings import Settings, read_settings
from domain.shared.ids import RegionId

log = logging.getLogger("callout.background")


def loops(parts: Container) -> Iterator[Loop]:
    """Everything that goes on without being asked."""
    new_uow, clock, ids, real = parts.new_uow(), parts.clock(), parts.ids(), parts.system_clock()
    relay = parts.relay()

    async def relay_batch() -> bool:
        return await relay() > 0

    yield Loop("relay", relay_batch, 0.05)
    means = Means(ids, parts.live_rules(), parts.randomness())
    yield Loop("reactions", React(parts.outbox(), ReactionRunner(new_uow, means)), 0.1)
    watch = WatchDeadlines(parts.due_orders(), clock, RunOutHandler(new_uow, clock))
    yield Loop("deadlines", watch, 0.25)
    ticks = parts.tick_log() if parts.settings().days_of_ticks else None
    solve = SolveRunHandler(new_uow, clock, real, ids, parts.planner(), ticks)
    for number in range(parts.settings().solvers):
        yield Loop(f"dispatch runs {number + 1}", solve, 0.1)
    tick = TickHandler(new_uow, clock, ids, parts.planner(), parts.carry_out(), log=ticks)
    every = Ticks(new_uow, clock, tick, _tick_failed)
    rounds = RoutesFirst(every, new_uow, parts.planner())
    yield Loop("automatic dispatch", rounds, 0.5, end=every.close)
    yield from (Loop(*one) for one in programme_steps(parts, means))
    yield from _housekeeping(parts)


def _tick_failed(region_id: RegionId, trouble: BaseException) -> None:
    log.error("automatic dispatch of region %s failed", region_id, exc_info=trouble)


def _housekeeping(parts: Container) -> Iterator[Loop]:
    new_uow, clock, ids, real = parts.new_uow(), parts.clock(), parts.ids(), parts.system_clock()
    desk = Desk(new_uow, ids, asyncio.create_task)
    mature = MatureLotsHandler(desk, clock)
    expire = ExpireLotsHandler(desk, clock)
    lapse = LapseHoldsHandler(new_uow, clock, ids)
    lapse_coupons = LapseCouponsHandler(new_uow, clock)
    tell = TellExpiryHandler(new_uow, clock, ids)
    close_books = CloseBooksHandler(new_uow, real)
    keep_ticks = timedelta(days=parts.settings().days_of_ticks)
    purge = PurgeExpiredHandler(parts.codes(), parts.sessions(), parts.rate_limits(), real)

    async def points() -> bool:
        await lapse(LapseHolds())
        await mature(MatureLots())
        await expire(ExpireLots())
        return False

    async def coupons() -> bool:
        return await lapse_coupons(LapseCoupons())

    async def close() -> bool:
        closed = await close_books(CloseBooks())
        return closed.journals > 0 and not closed.is_done

    async def notices() -> bool:
        return not (await tell(TellExpiry())).is_done

    async def forget() -> bool:
        await parts.relay().forget()
        await purge(PurgeExpired())
        await parts.idempotency_keys().forget()
        await parts.leftovers().forget()
        await parts.tick_log().forget(clock.now() - keep_ticks)
        return False

    yield Loop("points", points, 2.0)
    yield Loop("coupons", coupons, 2.0)
    yield Loop("notices", notices, 10.0)
    yield Loop("closing the books", close, 60.0)
    yield Loop("forgetting", forget, 60.0)


async def serve(settings: Settings) -> None:
    """Run all loops until SIGTERM or SIGINT."""
    parts = Container(settings=settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await parts.pool().open()
    await parts.clock().read()
    parts.planner().warm_up()
    tasks = [asyncio.create_task(one.run(), name=one.name) for one in loops(parts)]
    tasks.append(asyncio.create_task(parts.clock().following(), name="clock"))
    await stop.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await parts.planner().close()
    await parts.pool().close()


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    asyncio.run(serve(read_settings()))
