"""A planner that was made ready for routes answers the very first question by routes."""

from dataclasses import replace

from adapters.dispatch.kernels import WarmKernels
from adapters.dispatch.planner import ProcessPlanner
from domain.dispatching.matching import Solver, SolverReason
from tests.adapters.dispatch.test_plan_rule import answered, asked, compiler
from tests.adapters.dispatch.town import GridTravel


async def test_the_first_question_after_the_start_is_answered_by_routes() -> None:
    planner = ProcessPlanner(GridTravel(), kernels=WarmKernels(compiler("")))
    await planner.warm_up()
    plain = planner._reserve
    assert plain is not None
    assert await planner.ready_for_routes(30.0)
    assert plain.returncode is not None
    reserve = planner._reserve
    assert reserve is not None
    planner.keeps_reserve = False
    first = await planner.match(asked(3))
    assert (first.solver, first.solver_reason) == (Solver.RULE, SolverReason.AS_ASKED)
    assert reserve.returncode is not None
    assert replace(first, solve_ms=0) == replace(await answered(asked(3)), solve_ms=0)
    await planner.close()
    assert not await planner.ready_for_routes(1.0)


async def test_a_start_does_not_wait_for_the_compiler_which_goes_on_beside() -> None:
    planner = ProcessPlanner(GridTravel(), kernels=WarmKernels(compiler("import time; time.sleep(0.3)")))
    assert not await planner.ready_for_routes(0.0)
    assert planner._reserve is None
    assert await planner.kernels.warmed()
    await planner.close()


async def test_a_compiler_that_fails_leaves_everything_else_as_it_was() -> None:
    planner = ProcessPlanner(GridTravel(), kernels=WarmKernels(compiler("raise SystemExit(3)")))
    await planner.warm_up()
    plain = planner._reserve
    assert not await planner.ready_for_routes(30.0)
    assert planner._reserve is plain
    await planner.close()
