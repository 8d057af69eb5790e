"""Making a new order: what the homeowner may ask for, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.orders.by import By
from domain.orders.order import Order
from domain.orders.parts import Place, Terms, Visit
from domain.orders.policy import OrderPolicy
from domain.orders.refusals import PriceHasChanged, TooManyOpenOrders, WindowNotBookable
from domain.shared.ids import OrderId, RegionId, VisitId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class Draft:
    """What was asked for, with everything looked up; `zone` is the region's IANA time zone.

    `due_minor` is what is left to pay of the price now, `shown_price_minor` what the homeowner saw of it.
    """

    order_id: OrderId
    visit_id: VisitId
    region_id: RegionId
    zone: str
    homeowner_id: UUID
    terms: Terms
    place: Place
    window: Window
    note: str
    shown_price_minor: int
    open_orders: int
    due_minor: int


def submit(draft: Draft, policy: OrderPolicy, by: By) -> Order:
    """The new order, PENDING_REVIEW. Raises `WindowNotBookable`, `PriceHasChanged`, `TooManyOpenOrders`."""
    require_bookable(draft.window, policy, by.at)
    if draft.shown_price_minor != draft.due_minor:
        raise PriceHasChanged(price_minor=draft.due_minor, shown_minor=draft.shown_price_minor)
    if draft.open_orders >= policy.open_orders_limit:
        raise TooManyOpenOrders(limit=policy.open_orders_limit)
    order = Order(
        id=draft.order_id,
        region_id=draft.region_id,
        zone=draft.zone,
        homeowner_id=draft.homeowner_id,
        terms=draft.terms,
        place=draft.place,
        visit=Visit(id=draft.visit_id, seq=1, window=draft.window),
        policy=policy,
        created_at=by.at,
        queued_at=by.at,
        is_urgent=is_soon(draft.window, policy, by.at),
        note=draft.note.strip(),
    )
    order.submit(by)
    return order


def require_bookable(window: Window, policy: OrderPolicy, now: datetime) -> None:
    """Raises `WindowNotBookable` naming the rule that the window breaks."""
    length_s = window.length.total_seconds()
    if window.end <= now:
        raise WindowNotBookable(rule="in_the_past")
    if window.start > now + timedelta(days=policy.book_at_most_days_ahead):
        raise WindowNotBookable(rule="too_far_ahead", days=policy.book_at_most_days_ahead)
    if not policy.window_at_least_s <= length_s <= policy.window_at_most_s:
        raise WindowNotBookable(
            rule="length", least_s=policy.window_at_least_s, most_s=policy.window_at_most_s
        )


def is_soon(window: Window, policy: OrderPolicy, now: datetime) -> bool:
    """Whether an order for this window is urgent."""
    return window.start - now < timedelta(seconds=policy.urgent_window_starts_within_s)
