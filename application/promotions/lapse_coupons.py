"""The clock's run over coupons: what is over is booked as lapsed, chunk by chunk."""

from dataclasses import dataclass
from typing import Final

from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit

CHUNK: Final = 2_500
CHUNKS: Final = 20


@dataclass(frozen=True, slots=True)
class LapseCoupons:
    chunk: int = CHUNK
    chunks: int = CHUNKS


@dataclass(frozen=True, slots=True)
class LapseCouponsHandler:
    """Late or not makes no difference: a coupon is over by its own end."""

    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: LapseCoupons) -> bool:
        """True when more are over: run again."""
        for _ in range(cmd.chunks):
            if await self._chunk(cmd.chunk) < cmd.chunk:
                return False
        return True

    async def _chunk(self, size: int) -> int:
        now = self.clock.now()
        async with self.new_uow() as uow:
            due = await uow.coupons.due_to_lapse(now, size)
            uow.coupons.lapse([coupon.lapse(now) for coupon in due])
            await uow.commit()
        return len(due)
