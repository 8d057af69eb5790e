"""A small world for the use cases of points: books in memory, a clock that tests set."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from application.loyalty.award_order_points import AwardOrderPoints, AwardOrderPointsHandler
from application.loyalty.award_review_points import AwardReviewPoints, AwardReviewPointsHandler
from application.loyalty.expire_lots import ExpireLots, ExpireLotsHandler
from application.loyalty.mature_lots import MatureLots, MatureLotsHandler
from application.loyalty.points_history import HistoryPage, PointsHistory, PointsHistoryHandler
from application.loyalty.points_of import PointsOf, PointsOfHandler
from application.loyalty.runs import Booked
from application.ports.ledger import LoyaltyWork
from domain.loyalty.balance import Balance
from domain.loyalty.policy import Currency
from domain.shared.ids import AccountId, EventId, OrderId, ReviewId
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
        await AwardOrderPointsHandler(self.new_work, self.ids)(
            order_completed(number, price_minor, self.now, member)
        )

    async def review(self, number: int, at: datetime | None = None) -> None:
        await AwardReviewPointsHandler(self.new_work, self.ids)(reviewed(number, at or self.now))

    async def mature(self, chunk: int = 100, chunks: int = 5) -> Booked:
        return await MatureLotsHandler(self.new_work, self.clock, self.ids)(MatureLots(chunk, chunks))

    async def expire(self, chunk: int = 100, chunks: int = 5) -> Booked:
        return await ExpireLotsHandler(self.new_work, self.clock, self.ids)(ExpireLots(chunk, chunks))

    async def points(self, member: AccountId = ANNA) -> Balance:
        return await PointsOfHandler(self.new_work, self.clock)(PointsOf(member))

    async def history(self, cursor: str | None = None, limit: int = 50) -> HistoryPage:
        return await PointsHistoryHandler(self.new_work)(PointsHistory(ANNA, cursor, limit))


@dataclass(frozen=True)
class SetClock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment


def order_completed(
    number: int, price_minor: int, at: datetime, member: AccountId = ANNA
) -> AwardOrderPoints:
    event_id, order_id = EventId(UUID(int=number)), OrderId(UUID(int=1000 + number))
    return AwardOrderPoints(event_id, member, order_id, price_minor, YUAN, at)


def reviewed(number: int, at: datetime) -> AwardReviewPoints:
    return AwardReviewPoints(
        EventId(UUID(int=number)),
        ANNA,
        ReviewId(UUID(int=2000 + number)),
        OrderId(UUID(int=1000 + number)),
        YUAN,
        at,
    )
