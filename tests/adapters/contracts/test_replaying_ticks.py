"""A kept question is asked again and gets its answer again, from every store."""

from dataclasses import replace

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.memory.travel import StraightTravel
from application.dispatching.replay_tick import Replayed, ReplayTickHandler
from application.ports.tick_log import KeptTick, kept_tick
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from tests.adapters.contracts.stage import Stage
from tests.adapters.dispatch.town import question
from tests.domain.orders.making import NOON, REGION, an_id

pytestmark = pytest.mark.asyncio(loop_scope="package")

RULES = (DispatchRule.MATCH, DispatchRule.INSERTION)
PLANNER = InProcessPlanner(StraightTravel())


async def decided(rule: DispatchRule) -> KeptTick:
    rich = question(7, policy=DispatchPolicy(radius_m=None, k=2, rule=rule))
    asked = replace(rich, region_id=REGION, now=NOON)
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
    found = await replayed(stage, tick)
    assert (found.is_same, found.is_intact, found.differing) == (True, True, ())
    assert found.engine_then == found.engine_now == tick.engine


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


async def test_a_tick_that_is_not_kept_is_not_replayed(stage: Stage) -> None:
    assert await ReplayTickHandler(stage.ticks, PLANNER)(an_id("nothing")) is None
