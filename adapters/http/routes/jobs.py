"""The worker's side: jobs, hall, duty and position."""

from typing import Final

from adapters.http.contract.route import Route
from adapters.http.endpoints import jobs as endpoints
from adapters.http.endpoints import profile
from adapters.http.models import jobs, me
from adapters.http.models.fields import PageQuery
from domain.identity.roles import Role

TAG: Final = "worker"
WORKERS: Final = frozenset({Role.WORKER})

ROUTES: Final = (
    Route(
        method="GET",
        path="/jobs",
        name="list_jobs",
        endpoint=endpoints.list_jobs,
        summary="My offers, my visits ahead, or my visits done",
        tag=TAG,
        access=WORKERS,
        query=jobs.JobsQuery,
        output=jobs.JobPage,
    ),
    Route(
        method="GET",
        path="/jobs/{order_id}",
        name="get_job",
        endpoint=endpoints.get_job,
        summary="One job, with the way there",
        tag=TAG,
        access=WORKERS,
        output=jobs.JobDetail,
    ),
    Route(
        method="GET",
        path="/hall",
        name="list_hall",
        endpoint=endpoints.list_hall,
        summary="Orders that I could grab",
        tag=TAG,
        access=WORKERS,
        query=PageQuery,
        output=jobs.HallPage,
    ),
    Route(
        method="PUT",
        path="/me/duty",
        name="set_duty",
        endpoint=profile.set_duty,
        summary="Go on or off duty",
        tag=TAG,
        access=WORKERS,
        body=me.SetDuty,
        status=204,
    ),
    Route(
        method="PUT",
        path="/me/position",
        name="set_position",
        endpoint=profile.set_position,
        summary="Report where I am",
        tag=TAG,
        access=WORKERS,
        body=me.SetPosition,
        status=204,
        detail="An older position than the last one is ignored.",
    ),
)
