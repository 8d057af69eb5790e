"""Ask the kernel about one visit: who could take it, and where on that worker's timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from application.ports.travel import TravelTimes
from application.ports.world import World
from application.travel_tables import fetch_travel
from domain.dispatching.cards import Candidate
from domain.dispatching.failures import FORGIVABLE
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.ranking import DispatchContext, rank, ready
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.orders.by import By
from domain.orders.order import Order
from domain.orders.parts import Plan
from domain.orders.refusals import WorkerDoesNotFit
from domain.shared.ids import RegionId, WorkerId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads workers, fetches the travel times they need, and ranks them."""

    travel: TravelTimes

    async def rank(
        self,
        request: VisitRequest,
        workers: Sequence[WorkerSnapshot],
        region_id: RegionId,
        policy: DispatchPolicy,
        by: By,
        *,
        is_forced: bool = False,
    ) -> tuple[Candidate, ...]:
        """All workers given, those that fit first, best first. A forced one is forgiven what may be."""
        tables = await fetch_travel(self.travel, region_id, (request,), workers)
        context = DispatchContext(by.at, policy, tables)
        forgiven = FORGIVABLE if is_forced else frozenset()
        return rank(request, (ready(worker, context) for worker in workers), context, forgiven)

    async def named(
        self, order: Order, worker_ids: tuple[WorkerId, ...], world: World, by: By, *, is_forced: bool
    ) -> tuple[Candidate, ...]:
        """Those workers for the order's visit, all of them fitting.

        Raises `WorkerNotFound`, or `WorkerDoesNotFit` naming every broken rule of the first who does not.
        """
        request = await world.request_of(order)
        settings = await world.region(order.region_id)
        workers = await world.workers(order.region_id, worker_ids, around(order.visit.window))
        others = [without(worker, request) for worker in workers]
        policy = settings.dispatch_policy
        ranked = await self.rank(request, others, order.region_id, policy, by, is_forced=is_forced)
        for candidate in ranked:
            if not candidate.fits:
                raise WorkerDoesNotFit(
                    failures=[failure.code.value for failure in candidate.failures],
                    words_zh=[failure.text.zh for failure in candidate.failures],
                    words_en=[failure.text.en for failure in candidate.failures],
                )
        return ranked


def around(window: Window) -> Window:
    """The window with a day on either side: whatever could touch a visit in it."""
    return Window(window.start - timedelta(days=1), window.end + timedelta(days=1))


def plan_of(candidate: Candidate) -> Plan:
    """What an order keeps of a placement. The candidate must fit."""
    if candidate.placement is None or candidate.leg is None:
        raise WorkerDoesNotFit(failures=[failure.code.value for failure in candidate.failures])
    placed = candidate.placement
    return Plan(placed.start, placed.end, placed.block.start, placed.travel_s, candidate.leg.metres)


def make_room(world: World, candidate: Candidate) -> None:
    """Store how the worker's other visits move to let this one in."""
    if candidate.placement is not None and candidate.placement.moved:
        world.move_blocks(candidate.worker_id, candidate.placement.moved)


def without(worker: WorkerSnapshot, request: VisitRequest) -> WorkerSnapshot:
    """The worker as if this very visit were not on the timeline yet (a live offer puts it there)."""
    kept = tuple(c for c in worker.commitments if c.visit_id != request.visit_id)
    return worker if len(kept) == len(worker.commitments) else replace(worker, commitments=kept)
