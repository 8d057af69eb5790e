"""Warm processes are used again, replaced when they are lost, and never left behind."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from uuid import UUID

import pytest
import pytest_asyncio

from adapters.dispatch.in_process import InProcessPlanner
from adapters.dispatch.planner import EnginePlanner
from adapters.dispatch.pool import ProcessPool
from domain.dispatching.matching import MatchQuestion, Solver, SolverReason
from domain.shared.ids import RegionId
from tests.adapters.dispatch.town import GridTravel, question

ASKED = question(11, visits=14, workers=10, deadline_s=100.0)
ELSEWHERE = RegionId(UUID(int=2))
SLEEPS_ELSEWHERE = """
import time
from adapters.dispatch import process
honest = process.answers
def answers(question, travel):
    if question.region_id.int == 2:
        time.sleep(60)
    return honest(question, travel)
process.answers = answers
process.main()
"""
DIES_AT_FIRST = """
import pathlib, sys
from adapters.dispatch import process
mark = pathlib.Path(sys.argv[1])
if not mark.exists():
    mark.touch()
    sys.stdin.buffer.read(8)
    sys.exit(1)
process.main()
"""


def python(text: str, *more: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text, *more)


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ProcessPool]:
    made = ProcessPool(1, answers_each=2)
    yield made
    await made.close()


async def test_a_process_answers_several_questions_as_this_one_would_and_then_ends(pool: ProcessPool) -> None:
    planner, here = EnginePlanner(GridTravel(), pool), InProcessPlanner(GridTravel())
    await pool.warm_up(with_kernels=False)
    (first,) = pool._idle
    for seed in (11, 12):
        asked = question(seed, visits=14, workers=10, deadline_s=100.0)
        found = await planner.match(asked)
        assert replace(found, solve_ms=0) == replace(await here.match(asked), solve_ms=0)
        assert found.solver is Solver.EXACT
    assert first.answered == 2
    assert not first.is_alive
    await pool.warm_up(with_kernels=False)
    (second,) = pool._idle
    assert second.process.pid != first.process.pid
    await planner.close()
    assert not second.is_alive
    assert (await planner.match(ASKED)).solver is Solver.GREEDY


async def test_a_question_whose_process_died_is_asked_once_more(tmp_path: Path) -> None:
    mark = tmp_path / "died"
    planner = EnginePlanner(GridTravel(), ProcessPool(1, python(DIES_AT_FIRST, str(mark))))
    answer = await planner.match(ASKED)
    assert mark.exists()
    assert answer.solver_reason is SolverReason.CERTIFIED
    await planner.close()


async def test_a_region_that_takes_too_long_keeps_no_other_waiting_and_its_process_is_killed() -> None:
    pool = ProcessPool(2, python(SLEEPS_ELSEWHERE))
    planner = EnginePlanner(GridTravel(), pool)
    await pool.warm_up(with_kernels=False)
    slow = asyncio.create_task(planner.match(replace(ASKED, region_id=ELSEWHERE, deadline_s=60.0)))
    while not pool._running:  # noqa: ASYNC110 (nothing tells when a process has begun)
        await asyncio.sleep(0.01)
    (stuck,) = pool._running
    quick = [await planner.match(ASKED) for _ in range(2)]
    assert [one.solver_reason for one in quick] == [SolverReason.CERTIFIED] * 2
    assert not slow.done()
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    assert not stuck.is_alive
    assert pool._refilling is not None
    await pool._refilling
    assert len(pool._idle) == 2
    await planner.close()
    assert pool._idle == []


async def test_a_process_past_the_deadline_is_killed_and_the_next_question_has_another() -> None:
    pool = ProcessPool(1, python(SLEEPS_ELSEWHERE))
    planner = EnginePlanner(GridTravel(), pool)
    await pool.warm_up(with_kernels=False)
    (first,) = pool._idle
    late = await planner.match(replace(ASKED, region_id=ELSEWHERE, deadline_s=1.0))
    assert (late.solver, late.solver_reason) == (Solver.GREEDY, SolverReason.DEADLINE)
    assert not first.is_alive
    assert (await planner.match(ASKED)).solver_reason is SolverReason.CERTIFIED
    await planner.close()


async def test_of_too_many_questions_some_are_answered_at_once_by_the_plain_rule() -> None:
    pool = ProcessPool(1, python("import time; time.sleep(60)"), most_waiting=1)
    planner = EnginePlanner(GridTravel(), pool)
    asked: MatchQuestion = replace(ASKED, deadline_s=60.0)
    waiting = [asyncio.create_task(planner.match(asked)) for _ in range(2)]
    while not (pool._running and pool._waiting):  # noqa: ASYNC110 (as above)
        await asyncio.sleep(0.01)
    started = perf_counter()
    answer = await planner.match(asked)
    assert perf_counter() - started < 10
    assert (answer.solver, answer.solver_reason) == (Solver.GREEDY, SolverReason.QUEUE_FULL)
    assert answer.assignments
    for task in waiting:
        task.cancel()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in outcomes)
    await planner.close()
