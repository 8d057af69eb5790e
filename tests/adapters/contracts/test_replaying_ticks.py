"""A kept question is asked again and gets its answer again, from every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.replay_tick import Cause, Replayed, ReplayTickHandler
from application.ports.tick_log import KeptTick, kept_tick
from domain.dispatching.matching import SolverReason
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from tests.adapters.contracts.stage import Stage, map_of
from tests.adapters.dispatch.town import question
from tests.domain.orders.making import NOON, REGION, an_id

pytestmark = pytest.mark.asyncio(loop_scope="package")

RULES = tuple(DispatchRule)
PLANNER = InProcessPlanner(StraightTravel())


async def decided(rule: DispatchRule) -> KeptTick:
    """The second of two questions: rules that plan ahead have the plan of the first."""
    policy = DispatchPolicy(radius_m=None, k=2, rule=rule, ask_ahead_s=7200, plan_work=200)
    asked = replace(question(7, policy=policy), region_id=REGION, now=NOON)
    before = replace(asked, now=NOON - timedelta(minutes=1))
    asked = replace(asked, plan=(await PLANNER.match(before)).plan)
    return kept_tick(an_id("tick"), None, 1, asked, await PLANNER.match(asked))


async def replayed(stage: Stage, tick: KeptTick) -> Replayed:
    await stage.ticks.add(tick)
    found = await ReplayTickHandler(stage.ticks, PLANNER)(tick.id)
    assert found is not None
    return found


@pytest.mark.parametrize("rule", RULES)
async def test_a_kept_question_gets_the_same_answer_again(stage: Stage, rule: DispatchRule) -> None:
    tick = await decided(rule)
    assert tick.assigned
    assert tick.engine
    assert bool(tick.plan and tick.question.plan) is rule.plans_ahead
    found = await replayed(stage, tick)
    assert (found.is_same, found.is_intact, found.differing) == (True, True, ())
    assert found.engine_then == found.engine_now == tick.engine
    assert found.causes == ()


@pytest.mark.parametrize("rule", RULES)
async def test_a_row_whose_answer_was_changed_is_noticed(stage: Stage, rule: DispatchRule) -> None:
    tick = await decided(rule)
    found = await replayed(stage, replace(tick, assigned=tick.assigned[1:]))
    assert (found.is_same, found.is_intact) == (False, False)
    assert found.differing == (tick.assigned[0][0],)


async def test_a_row_whose_question_was_changed_is_noticed(stage: Stage) -> None:
    tick = await decided(DispatchRule.MATCH)
    found = await replayed(stage, replace(tick, question=replace(tick.question, seed=99)))
    assert found.is_intact is False


async def test_another_engine_is_named_and_a_row_without_digest_is_not_called_changed(stage: Stage) -> None:
    tick = await decided(DispatchRule.MATCH)
    found = await replayed(stage, replace(tick, engine="of old", digest=""))
    assert (found.engine_then, found.engine_now, found.is_intact) == ("of old", tick.engine, None)


async def test_streets_that_are_not_those_of_then_are_named(stage: Stage) -> None:
    tick = await decided(DispatchRule.MATCH)
    found = await ReplayTickHandler(stage.ticks, PLANNER).again(replace(tick, streets="map of old"))
    assert (found.is_same, found.causes) == (True, (Cause.OTHER_STREETS,))
    assert (found.streets_then, found.streets_now) == ("map of old", map_of(REGION))


async def test_an_answer_that_the_clock_cut_short_proves_nothing(stage: Stage) -> None:
    tick = await decided(DispatchRule.MATCH)
    found = await replayed(stage, replace(tick, solver_reason=SolverReason.DEADLINE, digest=""))
    assert found.causes == (Cause.CUT_SHORT,)


async def test_a_tick_that_is_not_kept_is_not_replayed(stage: Stage) -> None:
    assert await ReplayTickHandler(stage.ticks, PLANNER)(an_id("nothing")) is None
