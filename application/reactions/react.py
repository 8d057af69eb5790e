"""What follows from an event, each reaction once: its effect and the memory of it are one commit."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from application.loyalty.award_order_points import AwardOrderPoints, award_order_points
from application.loyalty.award_review_points import AwardReviewPoints, award_review_points
from application.loyalty.order_points import EndOrderPoints, capture_order_points, release_order_points
from application.ports.ids import Ids
from application.ports.outbox import AlreadyReacted, Message
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.reactions.reasons import reason_text
from application.reactions.words import TO_HOMEOWNER, TO_WORKERS
from application.upkeep.events import MessageArrived
from domain.loyalty.policy import Currency
from domain.orders.events import OrderEvent
from domain.shared.ids import AccountId, EventId, MessageId, ReviewId
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the outbox hands it over."""

    event_id: EventId
    event: OrderEvent


Reaction = Callable[[UnitOfWork, Ids, Happened], Awaitable[None]]


async def notify_homeowner(uow: UnitOfWork, ids: Ids, happened: Happened) -> None:
    _tell(uow, ids, happened.event, happened.event.homeowner_id, TO_HOMEOWNER[type(happened.event)])


async def notify_workers(uow: UnitOfWork, ids: Ids, happened: Happened) -> None:
    for worker_id in happened.event.worker_ids:
        _tell(uow, ids, happened.event, worker_id, TO_WORKERS[type(happened.event)])


async def give_order_points(uow: UnitOfWork, ids: Ids, happened: Happened) -> None:
    event = happened.event
    order = await uow.orders.get(event.order_id)
    region = await uow.world.region(order.region_id)
    await award_order_points(
        uow,
        ids,
        AwardOrderPoints(
            event_id=happened.event_id,
            member_id=AccountId(order.homeowner_id),
            order_id=order.id,
            price_minor=order.terms.price_minor,
            currency=Currency(region.currency, region.currency_exponent),
            at=event.at,
        ),
    )


async def spend_held_points(uow: UnitOfWork, ids: Ids, happened: Happened) -> None:
    """The points that were set aside for an order which is done."""
    await capture_order_points(uow, ids, _end_of(happened))


async def give_held_points_back(uow: UnitOfWork, ids: Ids, happened: Happened) -> None:
    """The points that were set aside for an order which will not be done."""
    await release_order_points(uow, ids, _end_of(happened))


def _end_of(happened: Happened) -> EndOrderPoints:
    return EndOrderPoints(happened.event_id, happened.event.order_id, happened.event.at)


async def give_review_points(uow: UnitOfWork, ids: Ids, happened: Happened) -> None:
    event = happened.event
    region = await uow.world.region(event.region_id)
    review = AwardReviewPoints(
        event_id=happened.event_id,
        member_id=AccountId(event.homeowner_id),
        review_id=ReviewId(UUID(str(event.data["review_id"]))),
        order_id=event.order_id,
        currency=Currency(region.currency, region.currency_exponent),
        at=event.at,
    )
    await award_review_points(uow, ids, review)


@dataclass(frozen=True, slots=True)
class ReactionRunner:
    new_uow: NewUnit
    ids: Ids

    async def __call__(self, reaction: Reaction, happened: Happened) -> None:
        """Repeating it changes nothing more."""
        name = getattr(reaction, "__name__", "reaction")
        try:
            async with self.new_uow() as uow:
                await reaction(uow, self.ids, happened)
                uow.reactions.done(happened.event_id, name)
                await uow.commit()
        except AlreadyReacted:
            return


def _tell(uow: UnitOfWork, ids: Ids, event: OrderEvent, to: UUID, words: tuple[Text, Text]) -> None:
    title, body = words
    message = Message(
        id=MessageId(ids.new()),
        account_id=to,
        kind=event.action.value,
        title=title,
        body=_filled(body, event),
        order_id=event.order_id,
        created_at=event.at,
    )
    uow.inbox.add(message)
    uow.record(MessageArrived(message.id, AccountId(to), message.kind, event.at))


def _filled(body: Text, event: OrderEvent) -> Text:
    reason = reason_text(event.reason)
    question = str(event.data.get("question", ""))
    return Text(
        body.zh.replace("{reason}", reason.zh).replace("{question}", question),
        body.en.replace("{reason}", reason.en).replace("{question}", question),
    )
