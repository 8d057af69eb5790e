"""What an engine hands back, and how its sequences become moments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arena.hindsight.problem import Problem, Stint


class HindsightUnavailable(Exception):
    """The engine is not here, or cannot take a problem of this size; the message says what to do."""

    code = "hindsight_unavailable"


def not_installed(engine: str) -> HindsightUnavailable:
    return HindsightUnavailable(
        f"The plan in hindsight needs {engine}, which is not installed: it is a peer of the benchmarks and "
        "comes with `make bench` or `python3 -m scripts.setup bench`."
    )


@dataclass(frozen=True, slots=True)
class Call:
    """The visit of that number (that of its story), and the second at which the work starts."""

    visit: int
    start_s: int


@dataclass(frozen=True, slots=True)
class Route:
    """A worker's day, by the number of the hand; calls in the order of time."""

    worker: int
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`unserved` are the numbers of the visits that no route holds."""

    routes: tuple[Route, ...]
    unserved: tuple[int, ...]


def timed_plan(problem: Problem, sequences: Mapping[int, Sequence[int]]) -> Plan:
    """Every visit as early as its window and the visits before it allow.

    `sequences` holds, by position in `problem.stints`, positions in `problem.visits`. Nothing is judged here:
    a sequence that does not fit becomes a plan that the checker refuses.
    """
    calls: dict[int, list[Call]] = {}
    for position in sorted(sequences, key=lambda each: problem.stints[each].start_s):
        stint = problem.stints[position]
        calls.setdefault(stint.worker, []).extend(_timed(problem, stint, sequences[position]))
    served = {visit for sequence in sequences.values() for visit in sequence}
    return Plan(
        routes=tuple(
            Route(problem.workers[worker].number, tuple(made))
            for worker, made in sorted(calls.items())
            if made
        ),
        unserved=tuple(
            visit.number for position, visit in enumerate(problem.visits) if position not in served
        ),
    )


def sequences_of(problem: Problem, plan: Plan) -> dict[int, list[int]]:
    """What `timed_plan` made the plan of. Raises KeyError for a call outside all stints of its worker."""
    positions = {visit.number: position for position, visit in enumerate(problem.visits)}
    sequences: dict[int, list[int]] = {}
    for route in plan.routes:
        stints = {
            number: stint
            for number, stint in enumerate(problem.stints)
            if problem.workers[stint.worker].number == route.worker
        }
        for call in route.calls:
            inside = [at for at, stint in stints.items() if stint.start_s <= call.start_s < stint.end_s]
            if not inside:
                raise KeyError(call.visit)
            sequences.setdefault(inside[0], []).append(positions[call.visit])
    return sequences


def _timed(problem: Problem, stint: Stint, sequence: Sequence[int]) -> list[Call]:
    worker, seconds = problem.workers[stint.worker], problem.ways_of(stint.worker).seconds
    place, free_s = problem.home_of(stint.worker), stint.start_s
    made = []
    for position in sequence:
        visit = problem.visits[position]
        start_s = max(visit.opens_s, free_s + int(seconds[place, position]))
        made.append(Call(visit.number, start_s))
        place, free_s = position, start_s + worker.work_s(visit)
    return made
