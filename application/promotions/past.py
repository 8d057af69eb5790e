"""The past of a region as a dry run takes it: baskets and occasions, with what was given for them."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from application.ports.past_events import Past, PastOrder, PastReview
from domain.promotions.cart import Line
from domain.promotions.conditions.fields import Value
from domain.promotions.pricing.basket import Basket
from domain.promotions.programme.dry_run import PastEvent
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion
from domain.promotions.rules.limits import Scope, Usage
from domain.promotions.rules.model import Trigger

SERVICE_LINE = "service"


def past_events(past: Past, region_code: str, zone: ZoneInfo) -> Iterator[PastEvent]:
    """An order's price and what it earned are one event, at the moment at which it was placed."""
    for order in past.orders:
        yield _order(order, region_code, zone)
    for review in past.reviews:
        yield _review(review, region_code)


def _order(order: PastOrder, region_code: str, zone: ZoneInfo) -> PastEvent:
    basket = order.basket or _rebuilt(order, region_code, zone)
    occasion = Occasion(Trigger.ORDER_COMPLETED, basket.readings, basket.usage)
    given = Given(minor=order.discount_minor, points=order.points)
    name, member = str(order.id), str(order.member_id)
    return PastEvent(name, member, order.placed_at, given, basket, occasion, is_best=order.is_best)


def _rebuilt(order: PastOrder, region_code: str, zone: ZoneInfo) -> Basket:
    """From its terms. What nobody knows any more of that moment (tier, tags, channel) stays unknown."""
    start = order.window.start.astimezone(zone)
    placed = order.placed_at.astimezone(zone)
    readings: dict[str, Value | None] = {
        "place.region": region_code,
        "place.community": order.community,
        "order.nth": order.nth,
        "order.is_urgent": order.is_urgent,
        "order.lead_days": (start.date() - placed.date()).days,
        "visit.weekday": start.isoweekday(),
        "visit.clock": start.hour * 60 + start.minute,
    }
    line = Line(
        SERVICE_LINE, order.service, order.price_minor, category=order.category, tags=frozenset({order.skill})
    )
    return Basket((line,), readings, usage=Usage({Scope.MEMBER: str(order.member_id)}))


def _review(review: PastReview, region_code: str) -> PastEvent:
    readings: dict[str, Value | None] = {
        "place.region": region_code,
        "event.stars": review.stars,
        "event.text_length": review.text_length,
    }
    usage = Usage({Scope.MEMBER: str(review.member_id)})
    occasion = Occasion(Trigger.REVIEW_PUBLISHED, readings, usage)
    given = Given(points=review.points)
    return PastEvent(str(review.id), str(review.member_id), review.at, given, occasion=occasion)
