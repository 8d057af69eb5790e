"""Dispatch runs as staff read them, from memory."""

from application.dispatching.card_view import Names, ways_in
from application.ports.dispatching import Run, RunAssignment
from application.views import dispatch as views
from domain.orders.number import number_of


def run_view(run: Run, names: Names) -> views.DispatchRun:
    result = run.result
    if result is None:
        return views.DispatchRun(
            id=run.id,
            status=run.status.value,
            assignments=(),
            unassigned=(),
            totals=None,
            baseline=None,
            solver=None,
            created_at=run.created_at,
        )
    totals, baseline = result.totals, result.baseline
    return views.DispatchRun(
        id=run.id,
        status=run.status.value,
        assignments=tuple(_assignment(one, names) for one in result.assignments),
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
        created_at=run.created_at,
    )


def _assignment(one: RunAssignment, names: Names) -> views.RunAssignment:
    candidate = one.candidate
    if candidate.score is None or candidate.placement is None or candidate.leg is None:
        raise ValueError("an assigned candidate fits")
    score = candidate.score
    return views.RunAssignment(
        order_id=one.order_id,
        number=number_of(one.order_id),
        worker_id=one.worker_id,
        worker_name=names.get(one.worker_id, ""),
        score=views.Score(
            travel_s=score.travel_s,
            skill=score.skill,
            load=score.load,
            waiting=score.waiting_s,
            total=score.total,
        ),
        road_m=candidate.leg.metres,
        start_at=candidate.placement.start,
        baseline_worker_id=one.baseline_worker_id,
    )
