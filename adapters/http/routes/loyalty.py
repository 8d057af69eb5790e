"""Points and the inbox."""

from typing import Final

from adapters.http.contract.route import SIGNED_IN, Route
from adapters.http.endpoints import loyalty as endpoints
from adapters.http.endpoints import profile
from adapters.http.models import me
from adapters.http.models.fields import Nothing, PageQuery
from domain.identity.roles import Role

MEMBERS: Final = frozenset({Role.HOMEOWNER, Role.WORKER})

ROUTES: Final = (
    Route(
        method="GET",
        path="/me/points",
        name="get_points",
        endpoint=endpoints.get_points,
        summary="My points",
        tag="points",
        access=MEMBERS,
        output=me.PointsBalance,
    ),
    Route(
        method="GET",
        path="/me/points/history",
        name="list_points_history",
        endpoint=endpoints.list_points_history,
        summary="Why my points are what they are, newest first",
        tag="points",
        access=MEMBERS,
        query=PageQuery,
        output=me.PointsHistoryPage,
    ),
    Route(
        method="GET",
        path="/me/inbox",
        name="list_inbox",
        endpoint=endpoints.list_inbox,
        summary="My messages, newest first",
        tag="inbox",
        access=SIGNED_IN,
        query=PageQuery,
        output=me.InboxPage,
    ),
    Route(
        method="POST",
        path="/me/inbox/{message_id}/read",
        name="read_message",
        endpoint=profile.read_message,
        summary="Mark a message as read",
        tag="inbox",
        access=SIGNED_IN,
        body=Nothing,
        status=204,
    ),
)
