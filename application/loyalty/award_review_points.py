"""A review earns points, the same for every review: neither stars nor words are known here."""

from dataclasses import dataclass
from datetime import datetime

from application.loyalty.giving import Gift, give, policy_for
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork, NewLoyaltyWork
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.policy import Currency
from domain.shared.ids import AccountId, EventId, OrderId, ReviewId


@dataclass(frozen=True, slots=True)
class AwardReviewPoints:
    """`event_id` and `at` are those of the review; `currency` is that of the order's region."""

    event_id: EventId
    member_id: AccountId
    review_id: ReviewId
    order_id: OrderId
    currency: Currency
    at: datetime


async def award_review_points(work: LoyaltyWork, ids: Ids, cmd: AwardReviewPoints) -> bool:
    """Raises and answers as `give`."""
    policy = await policy_for(work, cmd.currency, cmd.at)
    gift = Gift(
        request_id=f"{cmd.event_id}:award_review_points",
        member_id=cmd.member_id,
        points=policy.review_points,
        origin=Origin(OriginKind.REVIEW, cmd.review_id, cmd.order_id),
        at=cmd.at,
    )
    return await give(work, ids, gift, policy)


@dataclass(frozen=True, slots=True)
class AwardReviewPointsHandler:
    """The award in a unit of work of its own; a reaction that has one stages it with the function above."""

    new_work: NewLoyaltyWork
    ids: Ids

    async def __call__(self, cmd: AwardReviewPoints) -> None:
        async with self.new_work() as work:
            if await award_review_points(work, self.ids, cmd):
                await work.commit()
