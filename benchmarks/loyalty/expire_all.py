"""The background's expiry in a process of its own, as the product runs it: `python -m ... DSN MOMENT`.

Prints how many seconds it took for a lot.
"""

import asyncio
import sys
from datetime import datetime
from time import perf_counter

from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.pool import make_pool
from adapters.persistence.unit import Store
from application.loyalty.expire_lots import ExpireLots, ExpireLotsHandler
from application.loyalty.runs import Desk
from tests.adapters.loyalty.conftest import SqlLoyaltyWork
from tests.application.loyalty.world import SetClock


async def expire_all(dsn: str, moment: datetime) -> float:
    pool = make_pool(dsn, size=3)
    await pool.open()
    ids = Uuid7Ids()
    store = Store(pool, ids, RealClock())
    run = ExpireLotsHandler(Desk(lambda: SqlLoyaltyWork(store), ids, asyncio.create_task), SetClock(moment))
    begin, booked, is_done = perf_counter(), 0, False
    while not is_done:
        done = await run(ExpireLots())
        booked, is_done = booked + done.lots, done.is_done
    took = perf_counter() - begin
    await pool.close()
    return took / booked


if __name__ == "__main__":
    print(asyncio.run(expire_all(sys.argv[1], datetime.fromisoformat(sys.argv[2]))))
