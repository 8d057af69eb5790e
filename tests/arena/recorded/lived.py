"""A small day in the hamlet, lived through the product's own use cases with the real engine, and recorded."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.tick import TickHandler
from application.orders.accept_offer import AcceptOffer
from application.orders.cancel_order import CancelOrder
from application.orders.decline_offer import DeclineOffer
from application.ports.planner import Planner
from arena.recorded.gather import Sources, recorded_day
from arena.recorded.model import RecordedDay
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.orders.order import Order
from domain.orders.status import Status
from domain.shared.geo import Point
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import worker_actor
from tests.adapters.contracts.test_orders import another
from tests.application.dispatching.control_room import ControlRoom
from tests.domain.orders.making import DOOR, NOON, OWNER, REGION, moved_to, order_in

TRAVEL = StraightTravel()
TICK = timedelta(minutes=10)
ANSWER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lived:
    room: ControlRoom
    planner: Planner

    async def through(self, hours: float) -> None:
        """Everybody answers after a minute: the first of every three declines."""
        plans = TickHandler(
            self.room.new_uow,
            self.room.clock,
            self.room.ids,
            self.planner,
            self.room.carry_out,
            log=self.room.stage.ticks,
        )
        turn = count()
        for _ in range(round(hours * 3600 / TICK.total_seconds())):
            await plans(REGION)
            self.room.clock.advance(ANSWER)
            for order in list(self.room.store.orders.rows.values()):
                for offer in order.live_offers:
                    actor = worker_actor(offer.worker_id)
                    says_no = next(turn) % 3 == 0
                    await self.room.do(
                        DeclineOffer(actor, offer.id, "too_far") if says_no else AcceptOffer(actor, offer.id)
                    )
            self.room.clock.advance(TICK - ANSWER)

    async def recorded(self) -> RecordedDay:
        stage = self.room.stage
        sources = Sources(stage.new_uow, stage.days, stage.ticks)
        return await recorded_day(sources, "hamlet", NOON.date(), stage.clock.now())


async def lived_day(
    rule: DispatchRule = DispatchRule.MATCH, planner: Planner | None = None, hours: float = 2
) -> Lived:
    room = ControlRoom()
    room.set_policy(DispatchPolicy(rule=rule, radius_m=None, ask_ahead_s=3600))
    await room.keep(*(_order(number) for number in range(9)))
    lived = Lived(room, planner or InProcessPlanner(TRAVEL))
    await lived.through(hours / 2)
    ready = next(
        one for one in room.store.orders.rows.values() if one.status in {Status.READY, Status.OFFERED}
    )
    await room.do(CancelOrder(OWNER, ready.id, None, "changed_my_mind"))
    await lived.through(hours / 2)
    return lived


def _order(number: int) -> Order:
    """All over the hamlet, wanted over five hours; every fourth at once."""
    order = another(order_in(Status.READY), f"of the day {number}")
    start = NOON + timedelta(minutes=35 * number + 40)
    east, north = (number * 7 % 5 - 2) * 0.004, (number * 3 % 4 - 1) * 0.005
    order.place = replace(order.place, point=Point(DOOR.lon + east, DOOR.lat + north))
    order.is_urgent = number % 4 == 0
    return moved_to(order, Window(start, start + timedelta(hours=2)))
