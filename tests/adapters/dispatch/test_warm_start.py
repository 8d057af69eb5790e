"""A planner that was made ready for routes answers the very first question by routes."""

from dataclasses import replace

from adapters.dispatch.kernels import WarmKernels
from adapters.dispatch.planner import EnginePlanner
from adapters.dispatch.pool import ProcessPool
from domain.dispatching.matching import Solver, SolverReason
from tests.adapters.dispatch.test_plan_rule import answered, asked, compiler
from tests.adapters.dispatch.town import GridTravel


def planner_with(pool: ProcessPool, compiling: str) -> EnginePlanner:
    return EnginePlanner(GridTravel(), pool, WarmKernels(compiler(compiling)))


async def test_the_first_question_after_the_start_is_answered_by_routes() -> None:
    pool = ProcessPool(1)
    planner = planner_with(pool, "")
    await pool.warm_up(with_kernels=False)
    (plain,) = pool._idle
    assert await planner.ready_for_routes(30.0)
    assert not plain.is_alive
    (ready,) = pool._idle
    first = await planner.match(asked(3))
    assert (first.solver, first.solver_reason) == (Solver.RULE, SolverReason.AS_ASKED)
    assert ready.answered == 1
    assert replace(first, solve_ms=0) == replace(await answered(asked(3)), solve_ms=0)
    await planner.close()
    assert not await planner.ready_for_routes(1.0)


async def test_a_start_does_not_wait_for_the_compiler_which_goes_on_beside() -> None:
    pool = ProcessPool(1)
    planner = planner_with(pool, "import time; time.sleep(0.3)")
    assert not await planner.ready_for_routes(0.0)
    assert pool._idle == []
    assert await planner.kernels.warmed()
    await planner.close()


async def test_a_compiler_that_fails_leaves_everything_else_as_it_was() -> None:
    pool = ProcessPool(1)
    planner = planner_with(pool, "raise SystemExit(3)")
    await pool.warm_up(with_kernels=False)
    (plain,) = pool._idle
    assert not await planner.ready_for_routes(30.0)
    assert pool._idle == [plain]
    await planner.close()
