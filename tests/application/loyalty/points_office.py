"""The whole product over a memory store, with words for points."""

from typing import Any

from adapters.memory.accounts import MemoryAccounts
from application.loyalty.adjust_points import (
    DecideAdjustment,
    DecideAdjustmentHandler,
    ProposeAdjustment,
    ProposeAdjustmentHandler,
)
from application.loyalty.giving import Gift, give, policy_for
from application.loyalty.order_points import HoldOrderPoints, hold_order_points
from application.loyalty.points_of import PointsOf, PointsOfHandler
from application.loyalty.refund_order import RefundOrder, RefundOrderHandler
from domain.identity.roles import Actor, Role
from domain.loyalty.balance import Balance
from domain.loyalty.earning import Grant, award
from domain.loyalty.journal import Heading, JournalId, LotId
from domain.loyalty.policy import Currency, EarningPolicy
from domain.loyalty.refunds import Refund, RefundLine
from domain.shared.ids import AccountId, OrderId
from tests.application.reactions.test_react import Correspondence
from tests.domain.loyalty.building import order_origin
from tests.domain.orders.making import MANAGER, OWNER, REGION, an_id, new_order

ID = new_order().id
MEMBER = AccountId(OWNER.account_id)  # type: ignore[arg-type]
OTHER_MANAGER = Actor(AccountId(an_id("other manager")), frozenset({Role.MANAGER}), REGION)
RATE = 100


class PointsOffice(Correspondence):
    """The office, with a policy of one point per 100 pesos, and words for points."""

    async def open(self, points: int = 0) -> None:
        now = self.clock.now()
        rules = EarningPolicy("CLP", 1, now, RATE, cooling_off_days=0, adjustment_limit=100)
        async with self.new_uow() as uow:
            uow.ledger.publish(rules)
            if points:
                grant = Grant(LotId(self.ids.new()), MEMBER, points, order_origin())
                uow.ledger.post(award(Heading(JournalId(self.ids.new()), "opening", now), grant, rules))
            await uow.commit()

    async def hold(self, order_id: OrderId, points: int) -> None:
        """What placing the order with points does."""
        async with self.new_uow() as uow:
            wanted = HoldOrderPoints(MEMBER, order_id, points, Currency("CLP", 0), self.clock.now())
            await hold_order_points(uow, self.ids, wanted)
            await uow.commit()

    async def earn(self, points: int) -> None:
        """By something else than an order."""
        now = self.clock.now()
        async with self.new_uow() as uow:
            policy = await policy_for(uow, Currency("CLP", 0), now)
            await give(uow, self.ids, [Gift("more", MEMBER, points, order_origin(), now, policy)])
            await uow.commit()

    async def points(self) -> Balance:
        return await PointsOfHandler(self.new_uow, self.clock)(PointsOf(MEMBER))

    async def limit_refunds(self, limit_minor: int) -> None:
        limited = EarningPolicy(
            "CLP", 2, self.clock.now(), RATE, cooling_off_days=0, refund_limit_minor=limit_minor
        )
        async with self.new_uow() as uow:
            uow.ledger.publish(limited)
            await uow.commit()

    async def refund(self, lines: tuple[RefundLine, ...] | None = None, actor: Actor = MANAGER) -> Refund:
        return await self.refund_of(ID, lines, actor)

    async def refund_of(
        self, order_id: OrderId, lines: tuple[RefundLine, ...] | None = None, actor: Actor = MANAGER
    ) -> Refund:
        grant = RefundOrderHandler(self.new_uow, self.clock, self.ids, self.rules)
        return await grant(RefundOrder(actor, order_id, lines, " broke again "))

    async def spend(self, points: int) -> None:
        await self.adjust(-points)

    async def adjust(self, points: int, by: Actor = MANAGER, reason: str = "goodwill") -> Any:
        propose = ProposeAdjustmentHandler(self.new_uow, self.accounts, self.clock, self.ids)
        return await propose(ProposeAdjustment(by, REGION, MEMBER, points, reason))

    async def decide(self, one: Any, by: Actor, is_approved: bool = True) -> Any:
        handler = DecideAdjustmentHandler(self.new_uow, self.clock, self.ids)
        return await handler(DecideAdjustment(by, one.id, is_approved))

    @property
    def accounts(self) -> MemoryAccounts:
        return self.store.accounts

    async def audited(self) -> None:
        async with self.new_uow() as uow:
            report = await uow.ledger.reads.audit()
        assert report.findings == ()


async def opened(points: int = 500) -> PointsOffice:
    office = PointsOffice()
    await office.open(points)
    return office
