"""What the background does when an order's deadline is over."""

from dataclasses import dataclass

from application.orders.acting import store
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from domain.identity.roles import SYSTEM_ACTOR
from domain.orders import expiry
from domain.orders.by import By
from domain.shared.ids import OrderId


@dataclass(frozen=True, slots=True)
class RunOut:
    order_id: OrderId


@dataclass(frozen=True, slots=True)
class RunOutHandler:
    """Idempotent: an order whose deadline was met or moved meanwhile stays as it is."""

    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: RunOut) -> bool:
        async with self.new_uow() as uow:
            order = await uow.orders.get(cmd.order_id)
            if not expiry.run_out(order, By(SYSTEM_ACTOR, self.clock.now())):
                return False
            await store(uow, order, SYSTEM_ACTOR)
            return True
