"""Whether anybody can serve a visit that is about to be ordered."""

from collections.abc import Sequence
from typing import Final

from application.dispatching.judging import Judge
from application.ports.world import OrderingFacts, World
from application.travel_ceiling import TravelCeiling
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.orders.by import By
from domain.orders.refusals import NobodyCanServe
from domain.orders.submitting import Draft
from domain.scheduling.calendar import VisitNeed

ASKED_IN_TURN: Final = (1, 20, 400)
# What fits even with this much travel fits by road, and costs no look at the streets.
SURELY: Final = Judge(TravelCeiling())


async def require_somebody(judge: Judge, draft: Draft, facts: OrderingFacts, world: World, by: By) -> None:
    """Ask the nearest few first: nearly always one of them can. Only a doubt is settled by road.

    Raises `NobodyCanServe`.
    """
    need = VisitNeed(draft.place.point, draft.window, draft.terms.duration_s)
    request = VisitRequest(draft.visit_id, draft.order_id, need, draft.terms.skill, draft.terms.min_level)
    for limit in ASKED_IN_TURN:
        workers = await world.able_workers(request, draft.region_id, limit)
        if await _somebody_fits(SURELY, request, workers, facts, by):
            return
        if len(workers) < limit:
            break
    if not await _somebody_fits(judge, request, workers, facts, by):
        raise NobodyCanServe(asked=len(workers))


async def _somebody_fits(
    judge: Judge, request: VisitRequest, workers: Sequence[WorkerSnapshot], facts: OrderingFacts, by: By
) -> bool:
    ranked = await judge.rank(request, workers, facts.region_id, facts.dispatch_policy, by)
    return bool(ranked) and ranked[0].fits
