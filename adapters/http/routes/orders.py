"""Orders: reading, placing, and one command route per action of the life-cycle table.

Who may call a command is read from that table: adding a grant there opens the route here.
"""

from typing import Final

from msgspec import Struct

from adapters.http.contract.route import ADMINS, Access, Endpoint, Route
from adapters.http.endpoints import order_reads as reads
from adapters.http.endpoints import orders as endpoints
from adapters.http.endpoints import quotes as quote_endpoints
from adapters.http.models import orders, quotes
from adapters.http.models.fields import Nothing, PageQuery
from domain.identity.roles import Role
from domain.orders.lifecycle import TRANSITIONS
from domain.orders.status import Action

TAG: Final = "orders"
READERS: Final = ADMINS | {Role.HOMEOWNER}


def roles_of(action: Action) -> Access:
    """Everybody but the system to whom some row of the life-cycle table grants the action."""
    granted = {grant.role for row in TRANSITIONS if row.action is action for grant in row.by}
    return frozenset(granted - {Role.SYSTEM})


def command(action: Action, endpoint: Endpoint, body: type[Struct], summary: str, detail: str = "") -> Route:
    """POST /orders/{order_id}/<action>, answered with a receipt."""
    return Route(
        method="POST",
        path=f"/orders/{{order_id}}/{PATH_OF.get(action, action.value.replace('_', '-'))}",
        name=f"{action.value}_order",
        summary=summary,
        tag=TAG,
        access=roles_of(action),
        endpoint=endpoint,
        body=body,
        output=orders.Receipt,
        detail=detail,
        may_conflict=True,
    )


def offer_answer(action: Action, endpoint: Endpoint, body: type[Struct], summary: str) -> Route:
    """POST /offers/{offer_id}/<action>: the offer is the version."""
    return Route(
        method="POST",
        path=f"/offers/{{offer_id}}/{action.value}",
        name=f"{action.value}_offer",
        summary=summary,
        tag="offers",
        access=roles_of(action),
        endpoint=endpoint,
        body=body,
        output=orders.Receipt,
        may_conflict=True,
    )


PATH_OF: Final = {Action.OFFER: "offers"}

ROUTES: Final = (
    Route(
        method="POST",
        path="/orders",
        name="place_order",
        endpoint=endpoints.place,
        summary="Place an order",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        body=orders.PlaceOrder,
        output=orders.Receipt,
        status=201,
        may_conflict=True,
        takes_device=True,
    ),
    Route(
        method="POST",
        path="/quotes",
        name="quote_order",
        endpoint=quote_endpoints.quote,
        summary="What an order would cost, with codes, coupons and points",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        body=quotes.AskQuote,
        output=quotes.Quote,
        takes_device=True,
    ),
    Route(
        method="GET",
        path="/orders/{order_id}/price",
        name="get_order_price",
        endpoint=quote_endpoints.get_price,
        summary="How an order was priced: list price, discounts with their names, points, what is due",
        tag=TAG,
        access=READERS,
        output=quotes.OrderPrice,
    ),
    Route(
        method="GET",
        path="/orders",
        name="list_orders",
        endpoint=reads.list_orders,
        summary="Orders that I may see",
        tag=TAG,
        access=READERS,
        query=orders.OrdersQuery,
        output=orders.OrderPage,
    ),
    Route(
        method="GET",
        path="/orders/{order_id}",
        name="get_order",
        endpoint=reads.get_order,
        summary="Everything about an order",
        tag=TAG,
        access=READERS,
        output=orders.OrderDetail,
    ),
    Route(
        method="GET",
        path="/orders/{order_id}/history",
        name="get_order_history",
        endpoint=reads.get_order_history,
        summary="What happened to an order, oldest first",
        tag=TAG,
        access=READERS | {Role.WORKER},
        query=PageQuery,
        output=orders.HistoryPage,
    ),
    command(Action.APPROVE, endpoints.approve, orders.Versioned, "Approve an order for dispatch"),
    command(Action.REJECT, endpoints.reject, orders.Reject, "Reject an order with a reason"),
    command(Action.ASK, endpoints.ask, orders.Ask, "Ask the homeowner for information"),
    command(Action.ANSWER, endpoints.answer, orders.Answer, "Answer the question"),
    command(Action.CANCEL, endpoints.cancel, orders.WithReason, "Cancel before a worker is firm"),
    command(
        Action.FORCE_CLOSE,
        endpoints.force_close,
        orders.WithReason,
        "Cancel an open order whatever its state",
    ),
    command(
        Action.OPEN_HALL, endpoints.open_hall, orders.Versioned, "Let any eligible worker grab the order"
    ),
    command(
        Action.CLOSE_UNSERVED,
        endpoints.close_unserved,
        orders.WithReason,
        "Close an order that nobody can serve",
    ),
    command(Action.ASSIGN, endpoints.assign, orders.Assign, "Assign a worker directly"),
    command(Action.OFFER, endpoints.offer, orders.OfferTo, "Offer the visit to one to five workers"),
    command(
        Action.REASSIGN,
        endpoints.reassign,
        orders.WithReason,
        "Take the visit from its worker and dispatch again",
    ),
    command(
        Action.GRAB, endpoints.grab, orders.Versioned, "Take an order from the hall", "The first one wins."
    ),
    command(Action.DROP, endpoints.drop, orders.Drop, "Give a visit back"),
    command(Action.DEPART, endpoints.depart, orders.Versioned, "Set out for the visit"),
    command(Action.ARRIVE, endpoints.arrive, orders.Arrive, "Be at the door"),
    command(
        Action.START,
        endpoints.start,
        orders.Versioned,
        "Start work",
        "The photos before the work must be there.",
    ),
    command(
        Action.COMPLETE,
        endpoints.complete,
        orders.Complete,
        "Finish work",
        "The photos after the work must be there.",
    ),
    command(Action.NOT_DONE, endpoints.not_done, orders.WithReason, "Say that the work is not done"),
    command(Action.CONFIRM, endpoints.confirm, orders.Versioned, "Confirm that the work is done"),
    command(Action.REVIEW, endpoints.review, orders.LeaveReview, "Review the visit"),
    offer_answer(Action.ACCEPT, endpoints.accept_offer, Nothing, "Accept an offer"),
    offer_answer(
        Action.DECLINE, endpoints.decline_offer, orders.DeclineOffer, "Decline an offer with a reason"
    ),
    offer_answer(Action.WITHDRAW, endpoints.withdraw_offer, Nothing, "Take an offer back"),
)
