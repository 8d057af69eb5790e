"""Dispatch by hand and by run: board, candidates, decision cards, runs, policy."""

from typing import Final

from adapters.http.contract.route import ADMINS, Route
from adapters.http.endpoints import dispatch as endpoints
from adapters.http.models import dispatch, dispatch_policy
from adapters.http.models.fields import Nothing, PageQuery
from domain.identity.roles import Role

TAG: Final = "dispatch"
DISPATCHERS: Final = frozenset({Role.DISPATCHER, Role.MANAGER})

ROUTES: Final = (
    Route(
        method="GET",
        path="/board",
        name="get_board",
        endpoint=endpoints.get_board,
        summary="Workers of a day with their visits, and orders without a worker",
        tag=TAG,
        access=ADMINS,
        query=dispatch.BoardQuery,
        output=dispatch.Board,
    ),
    Route(
        method="GET",
        path="/orders/{order_id}/candidates",
        name="list_candidates",
        endpoint=endpoints.list_candidates,
        summary="Workers for an order, best first, with the reasons of those who do not fit",
        tag=TAG,
        access=ADMINS,
        output=dispatch.Candidates,
    ),
    Route(
        method="GET",
        path="/orders/{order_id}/decision-cards",
        name="list_decision_cards",
        endpoint=endpoints.list_decision_cards,
        summary="Why each offer went where it went, newest first",
        tag=TAG,
        access=ADMINS,
        query=PageQuery,
        output=dispatch.DecisionCardPage,
    ),
    Route(
        method="POST",
        path="/dispatch-runs",
        name="start_dispatch_run",
        endpoint=endpoints.start_dispatch_run,
        summary="Solve a batch, for preview",
        tag=TAG,
        access=DISPATCHERS,
        body=dispatch.StartRun,
        output=dispatch.RunQueued,
        status=202,
    ),
    Route(
        method="GET",
        path="/dispatch-runs/{run_id}",
        name="get_dispatch_run",
        endpoint=endpoints.get_dispatch_run,
        summary="A run, with its preview beside the greedy baseline",
        tag=TAG,
        access=ADMINS,
        output=dispatch.DispatchRun,
    ),
    Route(
        method="POST",
        path="/dispatch-runs/{run_id}/commit",
        name="commit_dispatch_run",
        endpoint=endpoints.commit_dispatch_run,
        summary="Send out what the preview shows",
        tag=TAG,
        access=DISPATCHERS,
        body=Nothing,
        output=dispatch.RunCommitted,
        may_conflict=True,
    ),
    Route(
        method="POST",
        path="/dispatch-runs/{run_id}/discard",
        name="discard_dispatch_run",
        endpoint=endpoints.discard_dispatch_run,
        summary="Throw a preview away",
        tag=TAG,
        access=DISPATCHERS,
        body=Nothing,
        status=204,
        may_conflict=True,
    ),
    Route(
        method="GET",
        path="/regions/{region_id}/dispatch-policy",
        name="get_dispatch_policy",
        endpoint=endpoints.get_dispatch_policy,
        summary="How a region dispatches by itself",
        tag=TAG,
        access=ADMINS,
        output=dispatch_policy.DispatchPolicy,
    ),
    Route(
        method="PUT",
        path="/regions/{region_id}/dispatch-policy",
        name="set_dispatch_policy",
        endpoint=endpoints.set_dispatch_policy,
        summary="Change how a region dispatches by itself",
        tag=TAG,
        access=DISPATCHERS,
        body=dispatch_policy.SetDispatchPolicy,
        output=dispatch_policy.DispatchPolicy,
        may_conflict=True,
    ),
)
