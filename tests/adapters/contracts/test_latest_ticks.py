"""The list of kept questions: the newest first, by region, kind and run, and never more than asked for."""

from dataclasses import replace

import pytest

from application.ports.tick_log import KeptTick, TickKind, TickLine
from domain.shared.ids import RunId
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.adapters.contracts.stage import Stage, map_of
from tests.adapters.contracts.test_logs import PAIRS, asked_at
from tests.domain.orders.making import REGION, an_id

pytestmark = pytest.mark.asyncio(loop_scope="package")


def of_round(tick: KeptTick) -> KeptTick:
    return replace(tick, run_id=None)


async def listed(
    stage: Stage, kind: TickKind | None = None, run_id: RunId | None = None, limit: int = 10
) -> list[TickLine]:
    ticks = (of_round(asked_at(1, "a")), asked_at(3, "c"), of_round(asked_at(2, "b")), asked_at(3, "d"))
    for tick in (*ticks, asked_at(4, "far", FAR_REGION)):
        await stage.ticks.add(tick)
    return list(await stage.ticks.latest(REGION, kind, run_id, limit))


def ids(lines: list[TickLine]) -> list[object]:
    return [one.id for one in lines]


async def test_the_newest_come_first_and_of_one_region_alone(stage: Stage) -> None:
    twins = sorted((an_id("c"), an_id("d")), reverse=True)
    assert ids(await listed(stage)) == [*twins, an_id("b"), an_id("a")]


async def test_rounds_and_runs_are_told_apart(stage: Stage) -> None:
    assert ids(await listed(stage, TickKind.ROUND)) == [an_id("b"), an_id("a")]
    runs = await stage.ticks.latest(REGION, TickKind.RUN, None, 10)
    assert {one.id for one in runs} == {an_id("c"), an_id("d")}


async def test_the_questions_of_one_run_are_found(stage: Stage) -> None:
    assert len(await listed(stage, run_id=RunId(an_id("run")))) == 2
    assert await stage.ticks.latest(REGION, None, RunId(an_id("another")), 10) == []


async def test_no_more_are_read_than_asked_for(stage: Stage) -> None:
    assert len(await listed(stage, limit=3)) == 3


async def test_a_line_says_how_much_was_decided_and_by_what(stage: Stage) -> None:
    tick = replace(asked_at(1, "a"), engine="of today")
    await stage.ticks.add(tick)
    (line,) = await stage.ticks.latest(REGION, None, None, 1)
    assert (line.given, line.planned) == (len(PAIRS), 1)
    assert (line.asked_at, line.run_id, line.engine) == (tick.question.now, tick.run_id, "of today")
    assert (line.solver, line.solver_reason, line.solve_ms) == (tick.solver, tick.solver_reason, 12)


async def test_the_streets_of_today_are_those_that_the_next_question_is_kept_with(stage: Stage) -> None:
    assert stage.ticks.streets_now(REGION) == map_of(REGION)
