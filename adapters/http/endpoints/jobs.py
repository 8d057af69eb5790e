"""The worker's side."""

from adapters.http.execution.call import Call
from adapters.http.models.fields import PageQuery
from adapters.http.models.jobs import JobsQuery
from adapters.http.services import Services
from application.views.jobs import HallEntry, Job, JobDetail
from application.views.page import Page, Slice
from domain.shared.ids import OrderId


async def list_jobs(services: Services, call: Call[None, JobsQuery]) -> Page[Job]:
    query = call.query
    return await services.reads.jobs.jobs(call.actor, query.scope, Slice(query.cursor, query.limit))


async def get_job(services: Services, call: Call[None, None]) -> JobDetail:
    return await services.reads.jobs.job(call.actor, OrderId(call.ids["order_id"]))


async def list_hall(services: Services, call: Call[None, PageQuery]) -> Page[HallEntry]:
    return await services.reads.jobs.hall(call.actor, Slice(call.query.cursor, call.query.limit))
