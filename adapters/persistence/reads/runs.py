"""Dispatch runs as staff read them."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from adapters.persistence.reads.cards import names_from, names_of
from adapters.persistence.reads.pieces import Row
from application.dispatching.card_view import Names, ways_in
from application.views import dispatch as views
from domain.dispatching.admission import Admission
from domain.dispatching.cards import Score
from domain.dispatching.matching import Totals
from domain.dispatching.reasons import UnassignedReason
from domain.orders.number import number_of
from domain.shared.ids import WorkerId

RUN: Final = f"""
SELECT r.id, r.status, r.created_at, r.result, {
    names_of(
        "jsonb_path_query_array(r.result, '$.assignments[*].worker_id') || "
        "jsonb_path_query_array(r.result, '$.unassigned[*].card.admissions[*].worker_id')"
    )
}
  FROM dispatch_runs r
 WHERE r.id = %(id)s AND (%(my_region)s::uuid IS NULL OR r.region_id = %(my_region)s::uuid)"""


class _Leg(msgspec.Struct):
    metres: int


class _Placement(msgspec.Struct):
    start: datetime


class _Candidate(msgspec.Struct):
    score: Score
    placement: _Placement
    leg: _Leg


class _Assignment(msgspec.Struct):
    order_id: UUID
    worker_id: UUID
    candidate: _Candidate
    baseline_worker_id: UUID | None


class _Unserved(msgspec.Struct):
    admissions: tuple[Admission, ...] = ()


class _Unassigned(msgspec.Struct):
    order_id: UUID
    reason: UnassignedReason
    card: _Unserved | None = None


class _Result(msgspec.Struct):
    """What a screen shows of a kept `RunResult`: its cards are passed over."""

    assignments: list[_Assignment]
    unassigned: list[_Unassigned]
    totals: Totals
    baseline: Totals
    solver: str
    solve_ms: int


_result: Final = msgspec.json.Decoder(_Result)


def run_from(row: Row) -> views.DispatchRun:
    run_id, status, created_at, result_json, names_json = row
    result = None if result_json is None else _result.decode(result_json)
    names = names_from(names_json)
    if result is None:
        return views.DispatchRun(
            id=run_id,
            status=status,
            assignments=(),
            unassigned=(),
            totals=None,
            baseline=None,
            solver=None,
            created_at=created_at,
        )
    totals, baseline = result.totals, result.baseline
    return views.DispatchRun(
        id=run_id,
        status=status,
        assignments=tuple(_assignment_from(one, names) for one in result.assignments),
        unassigned=tuple(
            views.RunUnassigned(
                order_id=one.order_id,
                number=number_of(one.order_id),
                reason=one.reason.text,
                ways_in=ways_in(one.card.admissions, names) if one.card else (),
            )
            for one in result.unassigned
        ),
        totals=views.RunTotals(
            served=totals.served, cost=totals.cost, road_m=totals.road_m, solve_ms=result.solve_ms
        ),
        baseline=views.RunBaseline(served=baseline.served, cost=baseline.cost, road_m=baseline.road_m),
        solver=result.solver,
        created_at=created_at,
    )


def _assignment_from(one: _Assignment, names: Names) -> views.RunAssignment:
    return views.RunAssignment(
        order_id=one.order_id,
        number=number_of(one.order_id),
        worker_id=one.worker_id,
        worker_name=names.get(WorkerId(one.worker_id), ""),
        score=_score_from(one.candidate.score),
        road_m=one.candidate.leg.metres,
        start_at=one.candidate.placement.start,
        baseline_worker_id=one.baseline_worker_id,
    )


def _score_from(score: Score) -> views.Score:
    return views.Score(
        travel_s=score.travel_s,
        skill=score.skill,
        load=score.load,
        waiting=score.waiting_s,
        total=score.total,
    )
