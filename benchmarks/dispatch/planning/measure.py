"""One contender on one problem: what it serves, what it costs, how long it took; every plan is checked."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import msgspec

from benchmarks.dispatch.memory import peak_mib
from benchmarks.dispatch.planning.peers import PEERS
from dispatch_engine import PlanProblem, plan_of, route_day, validate_plan, warm_up


@dataclass(frozen=True, slots=True)
class Run:
    """`travel` is the plan's cost; `violations` counts what the check found."""

    case: str
    seed: int
    contender: str
    served: int
    travel: int
    lost: int
    wall_s: float
    limit_s: float
    violations: int


def alternate(case: str, problem: PlanProblem, limit_s: float, seed: int, names: list[str]) -> Iterator[Run]:
    """Each contender once, another one first each time."""
    turn = seed % len(names)
    for name in names[turn:] + names[:turn]:
        began = perf_counter()
        routes = PEERS[name](problem, limit_s, seed)
        wall = perf_counter() - began
        found = plan_of(problem, routes)
        violations = len(validate_plan(problem, found))
        yield Run(case, seed, name, found.served, found.cost, found.lost, wall, limit_s, violations)


@dataclass(frozen=True, slots=True)
class Footprint:
    """A whole process for one answer: seconds from start to exit, peak memory with the libraries of all
    contenders loaded, and of ours the warming up."""

    contender: str
    visits: int
    process_s: float
    peak_mib: int
    warm_up_s: float


def footprint(contender: str, visits: int) -> Footprint:
    """Start a process that answers once within a second, and read what it says of itself."""
    command = [sys.executable, "-m", "benchmarks.dispatch.planning.measure", contender, str(visits)]
    began = perf_counter()
    said = subprocess.run(command, check=True, capture_output=True).stdout
    peak, warm_up_s = msgspec.json.decode(said, type=tuple[int, float])
    return Footprint(contender, visits, perf_counter() - began, peak, warm_up_s)


def _answer_once(contender: str, visits: int) -> None:
    warm_up_s = warm_up() if contender == "ours" else 0.0
    problem = route_day(visits, visits // 7, 3)
    PEERS[contender](problem, 1.0, 1)
    sys.stdout.write(msgspec.json.encode((peak_mib(), warm_up_s)).decode())


if __name__ == "__main__":
    _answer_once(sys.argv[1], int(sys.argv[2]))
