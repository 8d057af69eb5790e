"""Dispatch by hand and by run."""

from collections.abc import Mapping

from adapters.http.execution.call import Call
from adapters.http.models import dispatch as wire
from adapters.http.models.fields import Nothing, PageQuery
from adapters.http.problems.catalogue import ENTRIES
from adapters.http.services import Services
from application.dispatching.close_run import CloseRun, RunCommitted
from application.dispatching.request_run import RequestRun, RunRequested
from application.views.dispatch import Board, DecisionCard, DispatchRun
from application.views.page import Page, Slice
from domain.shared.ids import OrderId, RegionId, RunId


async def get_board(services: Services, call: Call[None, wire.BoardQuery]) -> Board:
    return await services.reads.staff.board(call.actor, RegionId(call.query.region_id), call.query.day)


async def list_decision_cards(services: Services, call: Call[None, PageQuery]) -> Page[DecisionCard]:
    piece = Slice(call.query.cursor, call.query.limit)
    return await services.reads.staff.cards(call.actor, OrderId(call.ids["order_id"]), piece)


async def start_dispatch_run(services: Services, call: Call[wire.StartRun, None]) -> RunRequested:
    named = call.body.order_ids
    order_ids = None if named is None else tuple(OrderId(order_id) for order_id in named)
    command = RequestRun(call.actor, RegionId(call.body.region_id), order_ids)
    return await call.keyed(services.dispatch.request_run)(command)


async def get_dispatch_run(services: Services, call: Call[None, None]) -> DispatchRun:
    return await services.reads.staff.run(call.actor, RunId(call.ids["run_id"]))


async def commit_dispatch_run(services: Services, call: Call[Nothing, None]) -> Mapping[str, object]:
    handler = call.keyed(services.dispatch.commit_run, present=committed_in_words)
    return committed_in_words(await handler(CloseRun(call.actor, RunId(call.ids["run_id"]))))


async def discard_dispatch_run(services: Services, call: Call[Nothing, None]) -> None:
    await call.keyed(services.dispatch.discard_run)(CloseRun(call.actor, RunId(call.ids["run_id"])))


def committed_in_words(done: RunCommitted) -> Mapping[str, object]:
    """The application gives the code of each refusal; people get its title."""
    skipped = [
        {"order_id": one.order_id, "reason": ENTRIES.get(one.reason, ENTRIES["conflict"]).title}
        for one in done.skipped
    ]
    return {"committed": done.committed, "skipped": skipped}
