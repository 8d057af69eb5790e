"""Dispatch runs and decision cards as staff read them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import Row
from application.dispatching.candidates import candidate_view
from application.ports.dispatching import KeptCard
from application.views import dispatch as views
from domain.dispatching.cards import Score
from domain.dispatching.matching import Totals
from domain.dispatching.reasons import UnassignedReason
from domain.orders.number import number_of
from domain.shared.ids import WorkerId

_NAMES: Final = "(SELECT jsonb_object_agg(w.id, w.name) FROM workers w WHERE w.id IN (SELECT {ids}))"
RUN: Final = f"""
SELECT r.id, r.status, r.created_at, r.result, {
    _NAMES.format(ids="(one ->> 'worker_id')::uuid FROM jsonb_array_elements(r.result -> 'assignments') one")
}
  FROM dispatch_runs r
 WHERE r.id = %(id)s AND (%(my_region)s::uuid IS NULL OR r.region_id = %(my_region)s::uuid)"""

# One row of nulls for an order that is seen but has no (further) cards: that is not "not found".
_CARDS: Final = """
SELECT c.id, c.created_at, c.card, {names}
  FROM orders o
  LEFT JOIN LATERAL (SELECT * FROM decision_cards WHERE order_id = o.id{after}
                      ORDER BY created_at DESC, id DESC LIMIT %(limit)s) c ON true
 WHERE o.id = %(id)s AND (%(my_region)s::uuid IS NULL OR o.region_id = %(my_region)s::uuid)
 ORDER BY c.created_at DESC, c.id DESC"""
_OF_CARD: Final = _NAMES.format(
    ids="(one ->> 'worker_id')::uuid FROM "
    "jsonb_array_elements((c.card -> 'chosen') || (c.card -> 'candidates') || (c.card -> 'runner_up')) one"
)
CARDS_FIRST: Final = _CARDS.format(names=_OF_CARD, after="")
CARDS_FOLLOWING: Final = _CARDS.format(
    names=_OF_CARD, after=" AND (created_at, id) < (%(after)s::timestamptz, %(after_id)s::uuid)"
)
CURSOR: Final = Cursor(tuple[datetime, UUID])


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


class _Unassigned(msgspec.Struct):
    order_id: UUID
    reason: UnassignedReason


class _Result(msgspec.Struct):
    """What a screen shows of a kept `RunResult`: its cards are passed over."""

    assignments: list[_Assignment]
    unassigned: list[_Unassigned]
    totals: Totals
    baseline: Totals
    solver: str
    solve_ms: int


_result: Final = msgspec.json.Decoder(_Result)
_names: Final = msgspec.json.Decoder(dict[UUID, str])
_card: Final = msgspec.json.Decoder(KeptCard)


def run_from(row: Row) -> views.DispatchRun:
    run_id, status, created_at, result_json, names_json = row
    result = None if result_json is None else _result.decode(result_json)
    names = {} if names_json is None else _names.decode(names_json)
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
            views.RunUnassigned(order_id=one.order_id, number=number_of(one.order_id), reason=one.reason.text)
            for one in result.unassigned
        ),
        totals=views.RunTotals(
            served=totals.served, cost=totals.cost, road_m=totals.road_m, solve_ms=result.solve_ms
        ),
        baseline=views.RunBaseline(served=baseline.served, cost=baseline.cost, road_m=baseline.road_m),
        solver=result.solver,
        created_at=created_at,
    )


def _assignment_from(one: _Assignment, names: Mapping[UUID, str]) -> views.RunAssignment:
    return views.RunAssignment(
        order_id=one.order_id,
        number=number_of(one.order_id),
        worker_id=one.worker_id,
        worker_name=names.get(one.worker_id, ""),
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


def card_from(row: Row) -> views.DecisionCard:
    card_id, created_at, card_json, names_json = row
    card = _card.decode(card_json)
    found = {} if names_json is None else _names.decode(names_json)
    names = {WorkerId(worker_id): name for worker_id, name in found.items()}
    return views.DecisionCard(
        id=card_id,
        created_at=created_at,
        run_id=card.run_id,
        mode=card.mode,
        chosen=tuple(candidate_view(one, names) for one in card.chosen),
        runner_up=None if card.runner_up is None else candidate_view(card.runner_up, names),
        candidates=tuple(candidate_view(one, names) for one in card.candidates),
        failures_by_code={code.value: count for code, count in card.failures_by_code.items()},
    )
