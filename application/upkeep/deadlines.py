"""Watch the deadlines of orders: what was not done in time has its consequence."""

from dataclasses import dataclass

from application.orders.run_out import RunOut, RunOutHandler
from application.ports.time import Clock
from application.ports.upkeep import DueOrders
from domain.shared.errors import Conflict, NotFound

BATCH = 200


@dataclass(frozen=True, slots=True)
class WatchDeadlines:
    orders: DueOrders
    clock: Clock
    run_out: RunOutHandler

    async def __call__(self) -> bool:
        """True when a whole batch was due. An order that somebody else moved at this moment is left alone.

        One that fails for another reason keeps no other from its consequence; all failures are raised
        together at the end.
        """
        troubles: list[Exception] = []
        due = await self.orders.due(self.clock.now(), BATCH)
        for order_id in due:
            try:
                await self.run_out(RunOut(order_id))
            except (Conflict, NotFound):
                continue
            except Exception as trouble:
                troubles.append(trouble)
        if troubles:
            raise ExceptionGroup(f"{len(troubles)} of {len(due)} deadlines", troubles)
        return len(due) == BATCH
