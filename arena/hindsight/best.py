"""The better of the engines that are here: more visits served, then fewer metres."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from arena.hindsight.check import PlanMeasures, measured
from arena.hindsight.plan import HindsightUnavailable, Plan
from arena.hindsight.problem import Problem
from arena.hindsight.pyvrp_plan import pyvrp_plan
from arena.hindsight.vroom_plan import vroom_plan

Engine = Callable[[Problem, float, int], Plan]
ENGINES: Final[Mapping[str, Engine]] = {"VROOM": vroom_plan, "PyVRP": pyvrp_plan}


@dataclass(frozen=True, slots=True)
class Hindsight:
    """A checked plan, the engine that made it, and why other engines made none (message for each)."""

    plan: Plan
    engine: str
    measures: PlanMeasures
    missing: tuple[str, ...] = ()


def best_in_hindsight(
    problem: Problem, seconds: float, seed: int, engines: Mapping[str, Engine] = ENGINES
) -> Hindsight:
    """Each engine searches for about `seconds`; of equal plans the first engine's counts.

    Raises `HindsightUnavailable` when no engine is here, `PlanRefused` when a plan breaks the problem.
    """
    missing: list[str] = []
    best: Hindsight | None = None
    for engine, make_plan in engines.items():
        try:
            plan = make_plan(problem, seconds, seed)
        except HindsightUnavailable as why:
            missing.append(str(why))
            continue
        made = Hindsight(plan, engine, measured(problem, plan))
        if best is None or _rank(made) < _rank(best):
            best = made
    if best is None:
        raise HindsightUnavailable("\n".join(missing))
    return Hindsight(best.plan, best.engine, best.measures, tuple(missing))


def _rank(made: Hindsight) -> tuple[int, int]:
    return -made.measures.served_visits, made.measures.metres
