"""The better of the engines that are here: more visits served, then fewer metres."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from arena.hindsight.check import PlanMeasures, measured
from arena.hindsight.plan import HindsightUnavailable, Plan
from arena.hindsight.problem import Problem
from arena.hindsight.pyvrp_plan import pyvrp_plan
from arena.hindsight.vroom_plan import vroom_plan


class Engine(Protocol):
    """Searches for about `seconds`, from a checked plan when it is given one and can make use of it."""

    def __call__(self, problem: Problem, seconds: float, seed: int, start: Plan | None, /) -> Plan: ...


ENGINES: Final[Mapping[str, Engine]] = {"VROOM": vroom_plan, "PyVRP": pyvrp_plan}
PLAYED: Final = "played"


@dataclass(frozen=True, slots=True)
class Hindsight:
    """A checked plan, the engine that made it last, and why other engines made none (a message each)."""

    plan: Plan
    engine: str
    measures: PlanMeasures
    missing: tuple[str, ...] = ()


def best_in_hindsight(
    problem: Problem,
    seconds: float,
    seed: int,
    engines: Mapping[str, Engine] = ENGINES,
    start: Plan | None = None,
) -> Hindsight:
    """Each engine searches for about `seconds`, from the best plan so far; of equals the first counts.

    `start`, such as what a rule made of the day, is the first plan, by the name of `PLAYED`.
    Raises `HindsightUnavailable` when no engine is here, `PlanRefused` when a plan breaks the problem.
    """
    missing: list[str] = []
    best = Hindsight(start, PLAYED, measured(problem, start)) if start else None
    for engine, make_plan in engines.items():
        try:
            plan = make_plan(problem, seconds, seed, best.plan if best else None)
        except HindsightUnavailable as why:
            missing.append(str(why))
            continue
        made = Hindsight(plan, engine, measured(problem, plan))
        if best is None or _rank(made) < _rank(best):
            best = made
    if best is None or len(missing) == len(engines):
        raise HindsightUnavailable("\n".join(missing))
    return replace(best, missing=tuple(missing))


def _rank(made: Hindsight) -> tuple[int, int]:
    return -made.measures.served_visits, made.measures.metres
