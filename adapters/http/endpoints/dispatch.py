"""Dispatch by hand and by run."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from adapters.http.execution.call import Call
from adapters.http.models import dispatch as wire
from adapters.http.models import dispatch_policy as policy_wire
from adapters.http.models.fields import Nothing, PageQuery
from adapters.http.problems.catalogue import ENTRIES
from adapters.http.services import Services
from application.dispatching.candidates import ListCandidates
from application.dispatching.close_run import CloseRun, RunCommitted
from application.dispatching.read_policy import ReadDispatchPolicy
from application.dispatching.request_run import RequestRun, RunRequested
from application.dispatching.set_policy import PolicySet, SetDispatchPolicy
from application.views.dispatch import Board, Candidates, DecisionCard, DispatchRun
from application.views.page import Page, Slice
from domain.dispatching.policy import DispatchMode, DispatchRule
from domain.shared.ids import OrderId, RegionId, RunId

POLICY_FIELDS: Final = tuple(
    name for name in policy_wire.DispatchPolicy.__struct_fields__ if name != "version"
)
LATER_FIELDS: Final = (
    "rule",
    "ask_ahead_s",
    "stability_s",
)  # which clients of an earlier release do not send


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


async def list_candidates(services: Services, call: Call[None, None]) -> Candidates:
    return await services.dispatch.candidates(ListCandidates(call.actor, OrderId(call.ids["order_id"])))


async def get_dispatch_policy(services: Services, call: Call[None, None]) -> Mapping[str, object]:
    asked = ReadDispatchPolicy(call.actor, RegionId(call.ids["region_id"]))
    return policy_as_sent(await services.dispatch.read_policy(asked))


async def set_dispatch_policy(
    services: Services, call: Call[policy_wire.SetDispatchPolicy, None]
) -> Mapping[str, object]:
    """What the body does not name stays as it was; the version that it names guards both."""
    region_id, body = RegionId(call.ids["region_id"]), call.body
    now = await services.dispatch.read_policy(ReadDispatchPolicy(call.actor, region_id))
    wanted = {name: getattr(body, name) for name in POLICY_FIELDS if name not in LATER_FIELDS}
    wanted |= {name: value for name in LATER_FIELDS if (value := getattr(body, name)) is not None}
    wanted["mode"] = DispatchMode(body.mode)
    wanted["rule"] = DispatchRule(wanted.get("rule", now.policy.rule))
    command = SetDispatchPolicy(call.actor, region_id, replace(now.policy, **wanted), body.expected_version)
    handler = call.keyed(services.dispatch.set_policy, present=policy_as_sent)
    return policy_as_sent(await handler(command))


def policy_as_sent(known: PolicySet) -> Mapping[str, object]:
    return {name: getattr(known.policy, name) for name in POLICY_FIELDS} | {"version": known.version}
