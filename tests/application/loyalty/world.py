"""A small world for the use cases of points: books in memory, a clock that tests set."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from application.loyalty.expire_lots import ExpireLots, ExpireLotsHandler
from application.loyalty.giving import Gift, give, policy_for
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.points_history import HistoryPage, PointsHistory, PointsHistoryHandler
from application.loyalty.points_of import PointsOf, PointsOfHandler
from application.loyalty.runs import Booked, Desk
from application.ports.ledger import LoyaltyWork
from domain.loyalty.balance import Balance
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import Currency, standard_policy
from domain.shared.ids import AccountId, OrderId
from tests.domain.loyalty.building import ANNA, START, CountingIds

YUAN = Currency("CNY", 2)


@dataclass
class PointsWorld:
    now: datetime = START
    books: Books = field(default_factory=Books)
    outbox: list[object] = field(default_factory=list)
    ids: CountingIds = field(default_factory=CountingIds)

    def new_work(self) -> LoyaltyWork:
        return MemoryLoyaltyWork(self.books, self.outbox)

    @property
    def clock(self) -> "SetClock":
        return SetClock(self.now)

    async def complete_order(self, number: int, price_minor: int, member: AccountId = ANNA) -> None:
        await self.earn(order_completed(number, self.now, member), price_minor)

    async def earn(self, gift: Gift, price_minor: int) -> None:
        """What the standard rules give for an order of that price."""
        async with self.new_work() as work:
            policy = await policy_for(work, YUAN, gift.at)
            points = policy.points_for_price(price_minor)
            if points and await give(work, self.ids, [replace(gift, points=points, policy=policy)]):
                await work.commit()

    async def review(self, number: int, at: datetime | None = None) -> None:
        async with self.new_work() as work:
            policy = await policy_for(work, YUAN, at or self.now)
            gift = replace(reviewed(number, at or self.now), points=policy.review_points, policy=policy)
            if await give(work, self.ids, [gift]):
                await work.commit()

    async def mature(self, chunk: int = 100, chunks: int = 5) -> Booked:
        return await MatureLotsHandler(Desk(self.new_work, self.ids), self.clock)(MatureLots(chunk, chunks))

    async def expire(self, chunk: int = 100, chunks: int = 5) -> Booked:
        return await ExpireLotsHandler(Desk(self.new_work, self.ids), self.clock)(ExpireLots(chunk, chunks))

    async def points(self, member: AccountId = ANNA) -> Balance:
        return await PointsOfHandler(self.new_work, self.clock)(PointsOf(member))

    async def history(self, cursor: str | None = None, limit: int = 50) -> HistoryPage:
        return await PointsHistoryHandler(self.new_work)(PointsHistory(ANNA, cursor, limit))


@dataclass(frozen=True)
class SetClock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment


def order_completed(number: int, at: datetime, member: AccountId = ANNA) -> Gift:
    order_id = OrderId(UUID(int=1000 + number))
    return _gift(f"{UUID(int=number)}:order", member, Origin(OriginKind.ORDER, order_id, order_id), at)


def reviewed(number: int, at: datetime) -> Gift:
    origin = Origin(OriginKind.REVIEW, UUID(int=2000 + number), OrderId(UUID(int=1000 + number)))
    return _gift(f"{UUID(int=number)}:review", ANNA, origin, at)


def _gift(request_id: str, member: AccountId, origin: Origin, at: datetime) -> Gift:
    return Gift(request_id, member, 0, origin, at, standard_policy(YUAN, at))
