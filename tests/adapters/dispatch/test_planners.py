"""One contract for every planner, and what happens to a process that is late, dies or lies."""

import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from time import perf_counter

import pytest
import pytest_asyncio

from adapters.dispatch.in_process import InProcessPlanner
from adapters.dispatch.planner import EnginePlanner
from adapters.dispatch.pool import SOLVER, ProcessPool
from adapters.memory.planner import MemoryPlanner
from application.ports.planner import Planner
from application.travel_tables import fetch_travel
from domain.dispatching.greedy import greedy_match
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason, unserved_cost
from domain.dispatching.ranking import DispatchContext, judge, ready
from tests.adapters.dispatch.town import GridTravel, question

ASKED = question(11, visits=14, workers=10)


@dataclass(frozen=True, slots=True)
class Case:
    planner: Planner
    solver: Solver


@pytest_asyncio.fixture(params=["memory", "in process", "process"])
async def case(request: pytest.FixtureRequest) -> AsyncIterator[Case]:
    if request.param == "memory":
        yield Case(MemoryPlanner(GridTravel()), Solver.GREEDY)
        return
    if request.param == "in process":
        yield Case(InProcessPlanner(GridTravel()), Solver.EXACT)
        return
    planner = EnginePlanner(GridTravel(), ProcessPool(1))
    yield Case(planner, Solver.EXACT)
    await planner.close()


async def test_a_planner_keeps_its_contract(case: Case) -> None:
    answer = await case.planner.match(ASKED)
    assert answer.solver is case.solver
    await every_visit_is_accounted_for(answer)
    workers = [one.candidate.worker_id for one in answer.assignments]
    assert len(set(workers)) == len(workers) > 0
    again = await case.planner.match(ASKED)
    assert replace(again, solve_ms=0) == replace(answer, solve_ms=0)


async def every_visit_is_accounted_for(answer: MatchAnswer) -> None:
    """Each visit once, each with a card; each assignment judged again by the kernel, to the second."""
    said = [one.visit_id for one in answer.assignments] + [one.visit_id for one in answer.unassigned]
    assert sorted(said) == sorted(visit.visit_id for visit in ASKED.visits)
    assert [card.visit_id for card in answer.cards] == [visit.visit_id for visit in ASKED.visits]
    tables = await fetch_travel(GridTravel(), ASKED.region_id, ASKED.visits, ASKED.workers)
    context = DispatchContext(ASKED.now, ASKED.policy, tables)
    visits = {visit.visit_id: visit for visit in ASKED.visits}
    crew = {worker.worker_id: ready(worker, context) for worker in ASKED.workers}
    for one in answer.assignments:
        fresh = judge(visits[one.visit_id], crew[one.candidate.worker_id], context)
        assert fresh.placement == one.candidate.placement
        assert fresh.score == one.candidate.score
    assert answer.totals.cost == sum(
        one.candidate.score.total for one in answer.assignments if one.candidate.score
    )


async def test_the_exact_answer_is_certified_and_never_dearer_than_the_greedy_one() -> None:
    planner = EnginePlanner(GridTravel(), ProcessPool(1))
    asked = question(2, visits=20, workers=10)
    answer = await planner.match(asked)
    assert (answer.solver_reason, answer.gap) == (SolverReason.CERTIFIED, 0)
    tables = await fetch_travel(GridTravel(), asked.region_id, asked.visits, asked.workers)
    assert whole_cost(asked, answer) <= whole_cost(asked, greedy_match(asked, tables))


def whole_cost(asked: MatchQuestion, answer: MatchAnswer) -> int:
    left = {one.visit_id for one in answer.unassigned}
    return answer.totals.cost + sum(unserved_cost(visit) for visit in asked.visits if visit.visit_id in left)


def a_solver_that(python: str) -> tuple[str, ...]:
    return (sys.executable, "-c", python)


SLEEPS = "import time; time.sleep(60)"
DIES = "import sys; sys.stdin.buffer.read(8)"
DRAFTS_THEN_DIES = """
import sys
from adapters.dispatch.frames import read_frame, write_frame
from adapters.dispatch.solving import answers
question, travel = read_frame(sys.stdin.buffer)
write_frame(sys.stdout.buffer, next(answers(question, travel)))
"""


@pytest.mark.parametrize(
    ("python", "reason"),
    [(SLEEPS, SolverReason.DEADLINE), (DIES, SolverReason.PROCESS_DIED)],
)
async def test_a_process_that_is_late_or_dies_is_replaced_by_the_greedy_rule(
    python: str, reason: SolverReason
) -> None:
    planner = EnginePlanner(GridTravel(), ProcessPool(1, a_solver_that(python)))
    started = perf_counter()
    answer = await planner.match(replace(ASKED, deadline_s=1.0))
    assert perf_counter() - started < 5
    assert (answer.solver, answer.solver_reason, answer.gap) == (Solver.GREEDY, reason, None)
    await every_visit_is_accounted_for(answer)
    await planner.close()


async def test_a_draft_that_came_before_the_end_is_what_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.dispatch.planner.fallback_answer", None)
    planner = EnginePlanner(GridTravel(), ProcessPool(1, a_solver_that(DRAFTS_THEN_DIES)))
    answer = await planner.match(ASKED)
    assert (answer.solver, answer.solver_reason) == (Solver.GREEDY, SolverReason.PROCESS_DIED)
    await every_visit_is_accounted_for(answer)
    await planner.close()


def test_the_solver_is_a_module_of_this_program() -> None:
    assert SOLVER[1:] == ("-m", "adapters.dispatch.process")


async def test_in_process_no_deadline_is_looked_at() -> None:
    late = await InProcessPlanner(GridTravel()).match(replace(ASKED, deadline_s=0.0))
    assert late.solver_reason is SolverReason.CERTIFIED
    assert late.assignments == (await InProcessPlanner(GridTravel()).match(ASKED)).assignments
