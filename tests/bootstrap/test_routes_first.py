"""After a start the first round of a region that plans routes finds the kernels loaded."""

from dataclasses import dataclass, field, replace

import pytest

from bootstrap.routes_first import LOADING_S, RoutesFirst
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from tests.application.dispatching.control_room import ControlRoom

PLANNING = DispatchPolicy(rule=DispatchRule.PLAN, is_enabled=True)


@dataclass(slots=True)
class Listening:
    """Both the planner and the step; what was asked of them, in turn."""

    heard: list[str | float] = field(default_factory=list)

    async def ready_for_routes(self, most_s: float) -> bool:
        self.heard.append(most_s)
        return most_s > 0

    async def step(self) -> bool:
        self.heard.append("step")
        return False


async def steps(policy: DispatchPolicy, *, are_compiled: bool = True) -> list[str | float]:
    room, listening = ControlRoom(), Listening()
    room.set_policy(policy)
    first = RoutesFirst(listening.step, room.new_uow, listening, lambda: are_compiled)
    assert (await first(), await first()) == (False, False)
    return listening.heard


async def test_the_kernels_are_loaded_once_before_the_first_round() -> None:
    assert await steps(PLANNING) == [LOADING_S, "step", "step"]


async def test_nobody_waits_for_the_compiler_that_is_started() -> None:
    assert await steps(PLANNING, are_compiled=False) == [0.0, "step", "step"]


@pytest.mark.parametrize(
    "policy", [replace(PLANNING, is_enabled=False), replace(PLANNING, rule=DispatchRule.MATCH)]
)
async def test_nothing_is_loaded_where_no_region_plans_routes(policy: DispatchPolicy) -> None:
    assert await steps(policy) == ["step", "step"]
