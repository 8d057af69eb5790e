"""What follows from an event, each reaction once: its effect and the memory of it are one commit."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from application.loyalty.booking import insist
from application.loyalty.order_points import EndOrderPoints, capture_order_points, release_order_points
from application.ports.ids import Ids
from application.ports.outbox import AlreadyReacted, Message
from application.ports.promotion_uses import UseSource
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.promotions.awarding import Happening, award_for
from application.promotions.means import Means
from application.promotions.settling import (
    completion_of,
    give_uses_back,
    pricing_of,
    release_coupons_of,
    use_coupons_of,
)
from application.reactions.reasons import reason_text
from application.reactions.words import TO_HOMEOWNER, TO_WORKERS
from application.upkeep.events import MessageArrived
from domain.loyalty.journal import Origin, OriginKind
from domain.orders.events import OrderEvent
from domain.promotions.programme.refusals import OccasionKnown
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, EventId, MessageId
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the outbox hands it over."""

    event_id: EventId
    event: OrderEvent


Reaction = Callable[[UnitOfWork, Means, Happened], Awaitable[None]]


async def notify_homeowner(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    _tell(uow, means.ids, happened.event, happened.event.homeowner_id, TO_HOMEOWNER[type(happened.event)])


async def notify_workers(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    for worker_id in happened.event.worker_ids:
        _tell(uow, means.ids, happened.event, worker_id, TO_WORKERS[type(happened.event)])


async def give_order_points(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """By the rules under which the order was priced."""
    event = happened.event
    order = await uow.orders.get(event.order_id)
    pricing, rules = await pricing_of(uow, means.rules, order, event.at)
    done = completion_of(order, (happened.event_id, event.at), pricing, rules)
    await award_for(uow, means, done, rules)


async def use_coupons(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """Those that were reserved for an order which is done."""
    await use_coupons_of(uow, happened.event.order_id)


async def give_promotions_back(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """Coupons, limits and budgets of an order which will not be done."""
    await release_coupons_of(uow, happened.event.order_id)
    await give_uses_back(uow, happened.event.order_id)


async def spend_held_points(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """The points that were set aside for an order which is done."""
    await capture_order_points(uow, means.ids, _end_of(happened))


async def give_held_points_back(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """The points that were set aside for an order which will not be done."""
    await release_order_points(uow, means.ids, _end_of(happened))


def _end_of(happened: Happened) -> EndOrderPoints:
    return EndOrderPoints(happened.event_id, happened.event.order_id, happened.event.at)


async def give_review_points(uow: UnitOfWork, means: Means, happened: Happened) -> None:
    """By the rules in force when it was published."""
    event = happened.event
    rules = await means.rules.at(uow, event.region_id, event.at)
    review_id, member_id = UUID(str(event.data["review_id"])), AccountId(event.homeowner_id)
    review = Happening(
        source=UseSource(happened.event_id, event.region_id, member_id, event.order_id, event.at),
        trigger=Trigger.REVIEW_PUBLISHED,
        origin=Origin(OriginKind.REVIEW, review_id, event.order_id),
        readings={
            "event.stars": _number(event, "stars"),
            "event.text_length": _number(event, "text_length"),
            "event.photos": 0,
        },
    )
    await award_for(uow, means, review, rules)


def _number(event: OrderEvent, name: str) -> int | None:
    found = event.data.get(name)
    return found if isinstance(found, int) else None


@dataclass(frozen=True, slots=True)
class ReactionRunner:
    new_uow: NewUnit
    means: Means

    async def __call__(self, reaction: Reaction, happened: Happened) -> None:
        """Repeating it changes nothing more."""
        with suppress(AlreadyReacted, OccasionKnown):
            await insist(lambda _: self._attempt(reaction, happened))

    async def _attempt(self, reaction: Reaction, happened: Happened) -> None:
        name = getattr(reaction, "__name__", "reaction")
        async with self.new_uow() as uow:
            await reaction(uow, self.means, happened)
            uow.reactions.done(happened.event_id, name)
            await uow.commit()


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
