"""The rule `plan` in the product: repeatable, checked, never unanswered, and never waiting to compile."""

import sys
from dataclasses import replace

import pytest

from adapters.dispatch import solving
from adapters.dispatch.in_process import InProcessPlanner
from adapters.dispatch.kernels import WarmKernels
from adapters.dispatch.planner import EnginePlanner
from adapters.dispatch.pool import ProcessPool
from adapters.dispatch.version import engine_version
from application.travel_tables import fetch_travel
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Plan, Solver, SolverReason
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.dispatching.ranking import DispatchContext
from domain.dispatching.rule import Choice, Scene
from domain.dispatching.sketch import Sketch
from domain.shared.ids import VisitId, WorkerId
from domain.workforce.model import Skill
from tests.adapters.dispatch.town import GridTravel, question

PLANNING = DispatchPolicy(rule=DispatchRule.PLAN, radius_m=None, ask_ahead_s=3600, plan_work=300)


def asked(seed: int) -> MatchQuestion:
    return question(seed, visits=18, workers=8, policy=PLANNING)


async def answered(asked_for: MatchQuestion) -> MatchAnswer:
    return await InProcessPlanner(GridTravel()).match(asked_for)


async def test_routes_are_planned_and_the_same_question_gets_the_same_answer() -> None:
    found = await answered(asked(3))
    assert (found.solver, found.solver_reason) == (Solver.RULE, SolverReason.AS_ASKED)
    assert found.plan
    assert found.assignments
    assert found.misfits == ()
    again = await answered(asked(3))
    assert replace(again, solve_ms=0) == replace(found, solve_ms=0)
    assert found.engine == engine_version()


async def test_every_visit_is_asked_for_now_or_planned_or_said_to_have_nobody() -> None:
    found = await answered(asked(3))
    said = [one.visit_id for one in found.assignments] + [one.visit_id for one in found.unassigned]
    assert sorted(said) == sorted(visit.visit_id for visit in asked(3).visits)
    planned = {visit_id for visit_id, _ in found.plan}
    assert {card.visit_id for card in found.cards} == set(said) - planned
    assert {card.rule for card in found.cards} == {DispatchRule.PLAN}


def changed(before: Plan, after: Plan) -> int:
    then = dict(before)
    return sum(then[visit_id] != worker_id for visit_id, worker_id in after if visit_id in then)


def handy(asked_for: MatchQuestion) -> MatchQuestion:
    """Everybody can do everything everywhere: whose a visit is, is open."""
    skills = tuple(Skill(code, 5) for code in ("plumbing", "cleaning", "electric"))
    workers = (replace(one, skills=skills, area=None, is_on_duty=True) for one in asked_for.workers)
    return replace(asked_for, workers=tuple(workers))


async def a_poor_plan(asked_for: MatchQuestion) -> Plan:
    """Each visit with whoever likes it least: as sick calls and late orders may leave a plan."""
    tables = await fetch_travel(
        GridTravel(), asked_for.region_id, asked_for.visits, asked_for.workers, among_visits=True
    )
    sketch = Sketch(asked_for.workers, DispatchContext(asked_for.now, asked_for.policy, tables))
    plan: list[tuple[VisitId, WorkerId]] = []
    for visit in asked_for.visits:
        for worst in sketch.fitting(visit)[-1:]:
            sketch.put(visit, worst, is_fixed=False)
            plan.append((visit.visit_id, worst.worker_id))
    return tuple(plan)


@pytest.mark.parametrize("rule", [DispatchRule.PLAN, DispatchRule.RELOCATION])
async def test_a_higher_price_of_stability_moves_fewer_planned_visits(rule: DispatchRule) -> None:
    moved = dict.fromkeys((0, 600, 86_400), 0)
    for seed in range(3):
        first = handy(asked(seed))
        plan = await a_poor_plan(first)
        for price in moved:
            policy = replace(first.policy, rule=rule, stability_s=price)
            found = await answered(replace(first, policy=policy, plan=plan))
            moved[price] += changed(plan, found.plan)
    assert moved[0] > moved[600] > moved[86_400]


class Broken:
    def choose(self, scene: Scene) -> Choice:
        raise ZeroDivisionError


async def test_a_search_that_fails_is_replaced_by_insertion_into_the_plan_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solving, "ENGINE_RULES", {DispatchRule.PLAN: Broken()})
    found = await answered(asked(3))
    assert (found.solver, found.solver_reason) == (Solver.GREEDY, SolverReason.SOLVER_FAILED)
    assert found.assignments
    assert {card.solver_reason for card in found.cards} == {"solver_failed"}


def compiler(python: str) -> tuple[str, ...]:
    return (sys.executable, "-c", python)


async def test_the_first_question_does_not_wait_for_the_compiler_and_the_next_finds_it_done() -> None:
    kernels = WarmKernels(compiler("import time; time.sleep(0.3)"))
    planner = EnginePlanner(GridTravel(), ProcessPool(1), kernels)
    first = await planner.match(asked(3))
    assert (first.solver, first.solver_reason) == (Solver.GREEDY, SolverReason.WARMING_UP)
    assert await kernels.warmed()
    second = await planner.match(asked(3))
    assert (second.solver, second.solver_reason) == (Solver.RULE, SolverReason.AS_ASKED)
    assert replace(second, solve_ms=0) == replace(await answered(asked(3)), solve_ms=0)
    await planner.close()


async def test_a_compiler_that_fails_is_not_started_at_every_tick() -> None:
    kernels = WarmKernels(compiler("raise SystemExit(3)"), again_after_s=1000.0)
    assert not await kernels.warmed()
    assert not await kernels.are_warm()
    assert kernels._watching is None
    eager = WarmKernels(compiler("raise SystemExit(3)"), again_after_s=0.0)
    assert not await eager.warmed()
    await eager.are_warm()
    assert eager._watching is not None
    await eager.close()


async def test_a_match_never_asks_for_the_compiler() -> None:
    kernels = WarmKernels(compiler("raise SystemExit(3)"))
    planner = EnginePlanner(GridTravel(), ProcessPool(1), kernels)
    found = await planner.match(question(11, visits=6, workers=5))
    assert found.solver is Solver.EXACT
    assert kernels._watching is None
    assert kernels._failed_at is None
    await planner.close()
