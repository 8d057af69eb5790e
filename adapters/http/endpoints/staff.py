"""Workers, the exceptions queue, the business clock."""

from adapters.http.execution.call import Call
from adapters.http.models import dispatch as wire
from adapters.http.models.clock import MoveClock as MoveClockBody
from adapters.http.models.members import FindMemberQuery
from adapters.http.services import Services
from application.desk.resolve_exception import ResolveException
from application.identity.find_member import FindMember, Member
from application.timekeeping.move_clock import MoveClock
from application.views.clock import ClockReading
from application.views.dispatch import DispatchException, NearbyWorkers, WorkerRow
from application.views.page import Page, Slice
from domain.shared.geo import Point
from domain.shared.ids import AccountId, ExceptionId, RegionId


async def list_workers(services: Services, call: Call[None, wire.WorkersQuery]) -> Page[WorkerRow]:
    query = call.query
    piece = Slice(query.cursor, query.limit)
    return await services.reads.staff.workers(call.actor, RegionId(query.region_id), piece)


async def list_nearest_workers(services: Services, call: Call[None, wire.NearestQuery]) -> NearbyWorkers:
    query = call.query
    return await services.reads.staff.nearest(
        call.actor, Point(query.lon, query.lat), query.skill, query.limit
    )


async def find_member(services: Services, call: Call[None, FindMemberQuery]) -> Member:
    return await services.identity.find_member(FindMember(phone=call.query.phone))


async def get_member(services: Services, call: Call[None, None]) -> Member:
    return await services.identity.find_member(FindMember(member_id=AccountId(call.ids["member_id"])))


async def list_exceptions(
    services: Services, call: Call[None, wire.ExceptionsQuery]
) -> Page[DispatchException]:
    query = call.query
    piece = Slice(query.cursor, query.limit)
    return await services.reads.staff.exceptions(call.actor, RegionId(query.region_id), piece)


async def resolve_exception(services: Services, call: Call[wire.ResolveException, None]) -> None:
    command = ResolveException(call.actor, ExceptionId(call.ids["exception_id"]), call.body.note)
    await call.keyed(services.staff.resolve_exception)(command)


async def get_clock(services: Services, call: Call[None, None]) -> ClockReading:
    return await services.staff.read_clock()


async def move_clock(services: Services, call: Call[MoveClockBody, None]) -> ClockReading:
    command = MoveClock(call.body.rate, call.body.advance_s or 0)
    return await call.keyed(services.staff.move_clock)(command)
