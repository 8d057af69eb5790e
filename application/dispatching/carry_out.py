"""Do what a round decided, one order one transaction: what has changed meanwhile is skipped, not forced."""

from dataclasses import dataclass

from application.dispatching.judging import Judge, make_room, plan_of
from application.orders.acting import store
from application.ports.dispatching import KeptCard, RunAssignment, RunUnassigned
from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from domain.dispatching.cards import Candidate
from domain.dispatching.policy import DispatchMode, DispatchPolicy
from domain.identity.roles import Actor
from domain.orders import offering
from domain.orders.by import By
from domain.orders.offering import Proposal
from domain.orders.order import Order
from domain.orders.refusals import WorkerDoesNotFit
from domain.shared.errors import DomainError
from domain.shared.ids import OfferId, OrderId


@dataclass(frozen=True, slots=True)
class Skipped:
    """An order that was not acted on; `reason` is the code of the refusal."""

    order_id: OrderId
    reason: str


@dataclass(frozen=True, slots=True)
class CarryOut:
    """Offers or assigns by the region's mode; each choice is judged again before it is stored."""

    new_uow: NewUnit
    clock: Clock
    ids: Ids
    judge: Judge

    async def __call__(self, chosen: RunAssignment, policy: DispatchPolicy, actor: Actor) -> Skipped | None:
        try:
            await self._dispatch(chosen, policy, actor)
        except DomainError as refusal:
            return Skipped(chosen.order_id, refusal.code)
        return None

    async def _dispatch(self, chosen: RunAssignment, policy: DispatchPolicy, actor: Actor) -> None:
        by = By(actor, self.clock.now())
        async with self.new_uow() as uow:
            order = await uow.orders.get(chosen.order_id)
            order.expect_version(chosen.version)
            judged = await self._judged(order, chosen.card, policy, uow, by)
            if policy.mode is DispatchMode.ASSIGN:
                offering.assign(order, by, judged[0].worker_id, plan_of(judged[0]))
                make_room(uow.world, judged[0])
            else:
                proposals = [Proposal(OfferId(self.ids.new()), one.worker_id, plan_of(one)) for one in judged]
                ttl_s = policy.ttl_s(is_urgent=order.is_urgent)
                offering.offer_to(order, by, proposals, chosen.card.id, ttl_s)
            uow.cards.add(chosen.card)
            await store(uow, order, actor)

    async def _judged(
        self, order: Order, card: KeptCard, policy: DispatchPolicy, uow: UnitOfWork, by: By
    ) -> tuple[Candidate, ...]:
        """The chosen worker first; offered to k, the next best by the card follow while they fit."""
        wanted = [one.worker_id for one in card.chosen]
        if policy.mode is DispatchMode.OFFER_TO_K:
            wanted += [one.worker_id for one in card.candidates if one.worker_id not in wanted]
        judged: list[Candidate] = []
        for worker_id in wanted[: policy.offered_at_once]:
            try:
                judged += await self.judge.named(order, (worker_id,), uow.world, by, is_forced=False)
            except WorkerDoesNotFit:
                if not judged:
                    raise
        return tuple(judged)

    async def explain(self, left: tuple[RunUnassigned, ...]) -> None:
        """Every order that got nobody keeps its reason, and the card that says what would let it in."""
        if not left:
            return
        async with self.new_uow() as uow:
            uow.world.explain_unassigned({one.order_id: one.reason.text for one in left})
            order_ids = [one.order_id for one in left]
            uow.cards.keep_unserved(order_ids, [one.card for one in left if one.card is not None])
            await uow.commit()
