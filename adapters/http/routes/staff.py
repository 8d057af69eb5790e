"""Staff: workers, exceptions, the business clock."""

from typing import Final

from adapters.http.contract.route import ADMINS, SIGNED_IN, Route
from adapters.http.endpoints import staff as endpoints
from adapters.http.models import clock, dispatch, members
from domain.identity.roles import Role

TAG: Final = "staff"

ROUTES: Final = (
    Route(
        method="GET",
        path="/workers",
        name="list_workers",
        endpoint=endpoints.list_workers,
        summary="Workers of a region",
        tag=TAG,
        access=ADMINS,
        query=dispatch.WorkersQuery,
        output=dispatch.WorkerPage,
    ),
    Route(
        method="GET",
        path="/workers/nearest",
        name="list_nearest_workers",
        endpoint=endpoints.list_nearest_workers,
        summary="Workers on duty with a skill, nearest to a point first",
        tag=TAG,
        access=ADMINS,
        query=dispatch.NearestQuery,
        output=dispatch.NearbyWorkers,
    ),
    Route(
        method="GET",
        path="/members",
        name="find_member",
        endpoint=endpoints.find_member,
        summary="The member with a phone number",
        tag=TAG,
        access=ADMINS,
        query=members.FindMemberQuery,
        output=members.Member,
    ),
    Route(
        method="GET",
        path="/members/{member_id}",
        name="get_member",
        endpoint=endpoints.get_member,
        summary="Who a member is",
        tag=TAG,
        access=ADMINS,
        output=members.Member,
    ),
    Route(
        method="GET",
        path="/exceptions",
        name="list_exceptions",
        endpoint=endpoints.list_exceptions,
        summary="What a person has to look at",
        tag=TAG,
        access=ADMINS,
        query=dispatch.ExceptionsQuery,
        output=dispatch.ExceptionPage,
    ),
    Route(
        method="POST",
        path="/exceptions/{exception_id}/resolve",
        name="resolve_exception",
        endpoint=endpoints.resolve_exception,
        summary="Note that it was looked at",
        tag=TAG,
        access=ADMINS,
        body=dispatch.ResolveException,
        status=204,
        may_conflict=True,
    ),
    Route(
        method="GET",
        path="/clock",
        name="get_clock",
        endpoint=endpoints.get_clock,
        summary="Business time",
        tag=TAG,
        access=SIGNED_IN,
        output=clock.ClockReading,
    ),
    Route(
        method="PUT",
        path="/clock",
        name="move_clock",
        endpoint=endpoints.move_clock,
        summary="Advance business time or change its rate",
        tag=TAG,
        access=frozenset({Role.MANAGER}),
        body=clock.MoveClock,
        output=clock.ClockReading,
        detail="Refused with 403 where the settings do not allow it.",
    ),
)
