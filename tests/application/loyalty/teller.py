"""A teller: every use of points under one name each, on whatever store it is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from application.loyalty.adjust_points import book_adjustment
from application.loyalty.booking import insist
from application.loyalty.expire_lots import ExpireLots, ExpireLotsHandler
from application.loyalty.give_points import GivePoints, gift_request, give_points
from application.loyalty.giving import Gift, give
from application.loyalty.holding import (
    EndHold,
    HoldPoints,
    RefundHold,
    end_hold,
    hold_points,
    refund_hold,
)
from application.loyalty.lapse_holds import LapseHolds, LapseHoldsHandler
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.runs import Desk
from application.loyalty.taking_back import TakeBack, take_back
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.adjusting import Adjustment, AdjustmentId
from domain.loyalty.balance import Balance, balance_of
from domain.loyalty.holds import HoldId, HoldTerms
from domain.loyalty.journal import LotId, Origin, OriginKind
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId, RegionId
from tests.application.loyalty.world import SetClock
from tests.domain.loyalty.building import BO, START, policy

Stage = Callable[[LoyaltyWork], Awaitable[object]]


@dataclass
class Teller:
    """`crashes` True leaves each unit of work without its commit, as a process that dies there does."""

    new_work: Callable[[], LoyaltyWork]
    ids: Ids
    now: datetime = START
    crashes: bool = False
    rules: EarningPolicy = field(default_factory=policy)

    async def _do(self, member: AccountId, stage: Stage) -> None:
        async def attempt(is_contended: bool) -> None:
            async with self.new_work() as work:
                if is_contended:
                    await work.ledger.wait_for(member)
                await stage(work)
                if not self.crashes:
                    await work.commit()

        await insist(attempt)

    async def earn(self, key: str, member: AccountId, days: tuple[int, int] | None, points: int) -> None:
        """`days` of cooling off and of life; None: as the rules say."""
        rules = self.rules if days is None else policy(*days)
        gift = Gift(key, member, points, _origin(OriginKind.REVIEW, key), self.now, rules)
        await self._do(member, lambda work: give(work, self.ids, [gift]))

    async def hold(
        self, hold_id: HoldId, member: AccountId, amount: int, lapses_at: datetime | None = None
    ) -> None:
        terms = HoldTerms(hold_id, Origin(OriginKind.ORDER, hold_id), lapses_at, self.rules.grace_days)
        cmd = HoldPoints(member, amount, terms, self.now)
        await self._do(member, lambda work: hold_points(work, self.ids, cmd))

    async def end(self, key: str, member: AccountId, hold_id: HoldId, amount: int | None) -> None:
        cmd = EndHold(key, hold_id, amount, self.now)

        async def stage(work: LoyaltyWork) -> None:
            hold = await work.ledger.hold(hold_id)
            assert hold is not None
            await end_hold(work, self.ids, cmd, hold)

        await self._do(member, stage)

    async def refund(self, key: str, member: AccountId, hold_id: HoldId, amount: int) -> None:
        cmd = RefundHold(key, hold_id, amount, self.now)

        async def stage(work: LoyaltyWork) -> None:
            hold = await work.ledger.hold(hold_id)
            assert hold is not None
            await refund_hold(work, self.ids, cmd, hold)

        await self._do(member, stage)

    async def reverse(self, key: str, member: AccountId, lot_id: LotId, amount: int) -> None:
        async def stage(work: LoyaltyWork) -> None:
            (lot,) = await work.ledger.lots([lot_id])
            origin = _origin(OriginKind.REFUND, key)
            await take_back(work, self.ids, TakeBack(key, lot, amount, origin, self.now))

        await self._do(member, stage)

    async def gift(self, gift_id: UUID, giver: AccountId, receiver: AccountId, points: int) -> None:
        cmd = GivePoints(giver, receiver, points)
        request = gift_request(gift_id, cmd, self.now)
        await self._do(giver, lambda work: give_points(work, self.ids, request, cmd))

    async def adjust(self, adjustment_id: UUID, member: AccountId, points: int) -> None:
        ids = AdjustmentId(adjustment_id), RegionId(UUID(int=1)), member
        one = Adjustment(*ids, points, "by hand", proposed_by=BO, proposed_at=self.now)
        await self._do(member, lambda work: book_adjustment(work, self.ids, one, self.rules, self.now))

    async def run(self, chunk: int = 100) -> None:
        """Everything that the clock does."""
        clock = SetClock(self.now)
        await LapseHoldsHandler(self.new_work, clock, self.ids)(LapseHolds(chunk))
        await MatureLotsHandler(Desk(self.new_work, self.ids), clock)(MatureLots(chunk, 50))
        await ExpireLotsHandler(Desk(self.new_work, self.ids), clock)(ExpireLots(chunk, 50))

    async def points(self, member: AccountId) -> Balance:
        async with self.new_work() as work:
            lots = await work.ledger.lots_of(member)
            debt = await work.ledger.debt_of(member)
            return balance_of(lots, self.now, debt.amount, await work.ledger.holds_of(member))


def _origin(kind: OriginKind, key: str) -> Origin:
    return Origin(kind, UUID(int=sum(ord(letter) * 257**place for place, letter in enumerate(key)) % 2**128))
