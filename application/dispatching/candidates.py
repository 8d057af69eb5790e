"""Who could take an order's visit, best first, and why the others could not: the dispatcher's choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from application.dispatching.judging import Judge, around, without
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.views import dispatch as views
from domain.dispatching.cards import Candidate
from domain.identity.roles import Actor
from domain.orders.by import By
from domain.orders.order import Order
from domain.orders.refusals import OrderNotFound
from domain.orders.standing import is_in_my_region
from domain.shared.ids import OrderId, WorkerId

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class ListCandidates:
    actor: Actor
    order_id: OrderId


@dataclass(frozen=True, slots=True)
class ListCandidatesHandler:
    new_uow: NewUnit
    clock: Clock
    judge: Judge

    async def __call__(self, query: ListCandidates) -> views.Candidates:
        """At most `MOST_SHOWN`. Raises `OrderNotFound`, also for one of another region."""
        by = By(query.actor, self.clock.now())
        async with self.new_uow() as uow:
            order = await uow.orders.get(query.order_id)
            if not (query.actor.is_staff and is_in_my_region(order.standing, query.actor)):
                raise OrderNotFound()
            ranked = (await self._ranked(order, uow, by))[:MOST_SHOWN]
            names = await uow.people.names_of(tuple(one.worker_id for one in ranked))
        return views.Candidates(items=tuple(candidate_view(one, names) for one in ranked))

    async def _ranked(self, order: Order, uow: UnitOfWork, by: By) -> tuple[Candidate, ...]:
        request = await uow.world.request_of(order)
        settings = await uow.world.region(order.region_id)
        workers = await uow.world.all_workers(order.region_id, around(order.visit.window))
        others = [without(worker, request) for worker in workers]
        return await self.judge.rank(request, others, order.region_id, settings.dispatch_policy, by)


def candidate_view(one: Candidate, names: Mapping[WorkerId, str]) -> views.Candidate:
    """`road_m` and `travel_s` are 0 where a broken rule made it needless to look up the way."""
    score = one.score
    return views.Candidate(
        worker_id=one.worker_id,
        worker_name=names.get(one.worker_id, ""),
        rank=one.rank,
        fits=one.fits,
        failures=tuple(views.Failure(code=f.code.value, text=f.text) for f in one.failures),
        score=None
        if score is None
        else views.Score(
            travel_s=score.travel_s,
            skill=score.skill,
            load=score.load,
            waiting=score.waiting_s,
            total=score.total,
        ),
        road_m=one.leg.metres if one.leg else 0,
        travel_s=one.leg.seconds if one.leg else 0,
        start_at=one.placement.start if one.placement else None,
    )
