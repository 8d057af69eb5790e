"""Workers and the exceptions queue."""

from adapters.http.execution.call import Call
from adapters.http.models import dispatch as wire
from adapters.http.services import Services
from application.views.dispatch import DispatchException, NearbyWorkers, WorkerRow
from application.views.page import Page, Slice
from domain.shared.geo import Point
from domain.shared.ids import RegionId


async def list_workers(services: Services, call: Call[None, wire.WorkersQuery]) -> Page[WorkerRow]:
    query = call.query
    piece = Slice(query.cursor, query.limit)
    return await services.reads.staff.workers(call.actor, RegionId(query.region_id), piece)


async def list_nearest_workers(services: Services, call: Call[None, wire.NearestQuery]) -> NearbyWorkers:
    query = call.query
    return await services.reads.staff.nearest(
        call.actor, Point(query.lon, query.lat), query.skill, query.limit
    )


async def list_exceptions(
    services: Services, call: Call[None, wire.ExceptionsQuery]
) -> Page[DispatchException]:
    query = call.query
    piece = Slice(query.cursor, query.limit)
    return await services.reads.staff.exceptions(call.actor, RegionId(query.region_id), piece)
