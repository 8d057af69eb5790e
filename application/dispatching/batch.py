"""From waiting visits to a planner's answer, as it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from application.dispatching.cards import kept, kept_unserved
from application.ports.dispatching import RunAssignment, RunResult, RunUnassigned
from application.ports.ids import Ids
from application.ports.planner import Planner
from application.ports.world import RegionSettings, WaitingVisit, World
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Plan, Totals
from domain.orders.by import By
from domain.shared.ids import RunId
from domain.shared.time import Window

LOOK_AHEAD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Round:
    """What a planner found, and what it means to do with visits that nobody is asked for yet.

    `asked` is None where nobody had to be asked because nothing waits.
    """

    result: RunResult
    plan: Plan = ()
    asked: tuple[MatchQuestion, MatchAnswer] | None = None


NOTHING = RunResult((), (), Totals(0, 0, 0), Totals(0, 0, 0), "none", "nothing_waits", 0)


@dataclass(frozen=True, slots=True)
class Batch:
    """What waits in a region, as it was read, and what is asked about it (None: nothing waits)."""

    settings: RegionSettings
    waiting: Sequence[WaitingVisit]
    by: By
    question: MatchQuestion | None


async def batch_of(
    world: World, settings: RegionSettings, waiting: Sequence[WaitingVisit], by: By, plan: Plan = ()
) -> Batch:
    """Those visits and every worker with a shift that could matter."""
    if not waiting:
        return Batch(settings, waiting, by, None)
    last = max(one.request.need.window.end for one in waiting)
    during = Window(by.at - timedelta(days=1), max(last, by.at) + LOOK_AHEAD)
    question = MatchQuestion(
        region_id=settings.region_id,
        now=by.at,
        visits=tuple(one.request for one in waiting),
        workers=await world.all_workers(settings.region_id, during),
        policy=settings.dispatch_policy,
        plan=plan,
    )
    return Batch(settings, waiting, by, question)


async def ask_planner(planner: Planner, batch: Batch, ids: Ids, *, run_id: RunId | None) -> Round:
    """One round. No unit should be open meanwhile: a solver may take long, and connections are few."""
    if batch.question is None:
        return Round(NOTHING)
    answer = await planner.match(batch.question)
    return Round(_result(answer, batch, ids, run_id), answer.plan, (batch.question, answer))


def _result(answer: MatchAnswer, batch: Batch, ids: Ids, run_id: RunId | None) -> RunResult:
    versions = {one.request.visit_id: one.version for one in batch.waiting}
    cards = {card.visit_id: card for card in answer.cards}
    assignments = tuple(
        RunAssignment(
            order_id=one.order_id,
            visit_id=one.visit_id,
            version=versions[one.visit_id],
            worker_id=one.candidate.worker_id,
            candidate=one.candidate,
            baseline_worker_id=one.baseline_worker_id,
            card=kept(ids, cards[one.visit_id], batch.settings.region_id, run_id, batch.by),
        )
        for one in answer.assignments
    )
    unassigned = tuple(
        RunUnassigned(
            order_id=one.order_id,
            version=versions[one.visit_id],
            reason=one.reason,
            card=kept_unserved(cards[one.visit_id], one.reason, batch.settings.region_id, run_id, batch.by)
            if one.visit_id in cards
            else None,
        )
        for one in answer.unassigned
    )
    return RunResult(
        assignments=assignments,
        unassigned=unassigned,
        totals=answer.totals,
        baseline=answer.baseline,
        solver=answer.solver.value,
        solver_reason=answer.solver_reason.value,
        solve_ms=answer.solve_ms,
    )
