"""The office with everything that dispatches: ticks, runs, the policy."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from adapters.memory.planner import MemoryPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.carry_out import CarryOut
from application.dispatching.close_run import CloseRun, CommitRunHandler, DiscardRunHandler, RunCommitted
from application.dispatching.request_run import RequestRun, RequestRunHandler
from application.dispatching.set_policy import PolicySet, SetDispatchPolicy, SetDispatchPolicyHandler
from application.dispatching.solve_run import SolveRunHandler
from application.dispatching.tick import TickHandler, TickReport
from application.ports.dispatching import Run
from application.ports.planner import Planner
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Actor
from domain.orders.order import Order
from domain.orders.status import Status
from domain.shared.ids import OrderId, RegionId, RunId
from domain.shared.time import Window
from tests.adapters.contracts.test_orders import another
from tests.application.orders.office import Office
from tests.domain.orders.making import DISPATCHER, NOON, REGION, moved_to, order_in


@dataclass
class ControlRoom(Office):
    planner: Planner = field(default_factory=lambda: MemoryPlanner(StraightTravel()))

    @property
    def carry_out(self) -> CarryOut:
        return CarryOut(self.new_uow, self.clock, self.ids, self.judge)

    async def tick(self, region_id: RegionId = REGION) -> TickReport:
        handle = TickHandler(self.new_uow, self.clock, self.ids, self.planner, self.carry_out)
        return await handle(region_id)

    async def ask_for_run(self, *order_ids: OrderId, actor: Actor = DISPATCHER) -> RunId:
        handle = RequestRunHandler(self.new_uow, self.ids, self.stage.real)
        return (await handle(RequestRun(actor, REGION, order_ids or None))).run_id

    async def solve(self) -> bool:
        handle = SolveRunHandler(self.new_uow, self.clock, self.stage.real, self.ids, self.planner)
        return await handle()

    async def commit(self, run_id: RunId, actor: Actor = DISPATCHER) -> RunCommitted:
        handle = CommitRunHandler(self.new_uow, self.stage.real, self.carry_out)
        return await handle(CloseRun(actor, run_id))

    async def discard(self, run_id: RunId, actor: Actor = DISPATCHER) -> RunCommitted:
        return await DiscardRunHandler(self.new_uow, self.stage.real)(CloseRun(actor, run_id))

    async def change_policy(
        self, policy: DispatchPolicy, seen: int = 1, actor: Actor = DISPATCHER
    ) -> PolicySet:
        handle = SetDispatchPolicyHandler(self.new_uow, self.clock)
        return await handle(SetDispatchPolicy(actor, REGION, policy, seen))

    def run(self, run_id: RunId) -> Run:
        return self.store.runs[run_id].run


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A planner during whose thinking something else happens."""

    planner: Planner
    happening: Callable[[], Awaitable[object]]

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        answer = await self.planner.match(question)
        await self.happening()
        return answer


def ready_order(name: str, hours: float = 2) -> Order:
    """READY, wanted within two hours from `hours` after noon."""
    start = NOON + timedelta(hours=hours)
    return moved_to(another(order_in(Status.READY), name), Window(start, start + timedelta(hours=2)))


def urgent(order: Order) -> Order:
    order.is_urgent = True
    return order
