"""Random planning problems, small and nasty: every feature at once, and no triangle inequality."""

import numpy as np

from dispatch_engine import (
    NO_CAP,
    NOWHERE,
    Breaks,
    Committed,
    Crew,
    Duties,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    Shifts,
    Supplies,
)
from dispatch_engine.arrays import Ints

HORIZON = 400


def column(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def draw_problem(
    seed: int, visits: int = 9, workers: int = 4, *, ties: int = 0, **changes: object
) -> PlanProblem:
    """Two windows, two modes, breaks, shared shifts, caps, overtime, promises that are late already; half of
    the time tools, parts and perhaps a depot; a few visits of two workers if `ties` are asked for."""
    random = np.random.default_rng(seed)
    count = workers + 1 if workers else 0
    duty_worker = np.sort(random.integers(0, max(workers, 1), count))
    parts: dict[str, object] = {
        "visits": draw_visits(random, visits, ties),
        "duties": draw_duties(random, duty_worker),
        "crew": Crew(
            mode=random.integers(0, 2, workers),
            level=random.integers(0, 4, (workers, 2)),
            allowed=random.random((visits, workers)) < 0.9,
            preference=random.integers(-20, 20, (visits, workers)) if random.random() < 0.5 else None,
        ),
        "travel": random.integers(0, 60, (2, 12, 12)),
        "weights": draw_weights(random),
        "shifts": draw_shifts(random, workers + 1) if workers else None,
        "breaks": draw_breaks(random, len(duty_worker)),
        "committed": draw_committed(random, visits, duty_worker, ties),
        "prize_first": bool(random.random() < 0.7),
        "supplies": draw_supplies(random, visits, len(duty_worker)) if random.random() < 0.5 else None,
    }
    return PlanProblem(**{**parts, **changes})  # type: ignore[arg-type]


def draw_visits(random: np.random.Generator, count: int, ties: int) -> PlanVisits:
    first = random.integers(0, HORIZON - 100, count)
    last = first + random.integers(-5, 120, count)
    again = np.maximum(last, first) + random.integers(1, 60, count)
    return PlanVisits(
        place=random.integers(0, 12, count),
        opens=np.stack([first, again], axis=1),
        closes=np.maximum(np.stack([last, again + random.integers(-20, 60, count)], axis=1), -1),
        duration=random.integers(0, 50, count),
        prize=random.integers(0, 500, count),
        skill=random.integers(0, 2, count),
        level=random.integers(0, 3, count),
        demand=random.integers(0, 4, count),
        fixed=np.full(count, -1),
        partner=np.array([v ^ 1 if v < 2 * ties else -1 for v in range(count)], dtype=np.int64),
    )


def draw_duties(random: np.random.Generator, worker: Ints) -> Duties:
    count = worker.size
    start = random.integers(0, 100, count)
    return Duties(
        worker=worker,
        start=start,
        end=start + random.integers(0, HORIZON, count),
        start_place=random.integers(0, 12, count),
        end_place=np.where(random.random(count) < 0.5, NOWHERE, random.integers(0, 12, count)),
        shift=worker if random.random() < 0.5 else np.arange(count),
        overtime_s=random.integers(0, 2, count) * 40,
    )


def draw_shifts(random: np.random.Generator, count: int) -> Shifts:
    return Shifts(
        span_s=random.integers(1, HORIZON, count),
        booked_s=random.integers(0, 50, count),
        most_visits=random.choice([NO_CAP, 1, 3, -1], count),
        most_s=random.choice([NO_CAP, 150], count),
        capacity=random.choice([NO_CAP, 5], count),
    )


def draw_weights(random: np.random.Generator) -> PlanWeights:
    return PlanWeights(
        travel=10,
        waiting=int(random.integers(0, 2)),
        skill=int(random.integers(0, 60)),
        load=int(random.integers(0, 4)),
        balance=int(random.integers(0, 30)),
        overtime=int(random.integers(0, 3)),
        moved=int(random.integers(0, 200)),
        away=int(random.integers(0, 3)),
    )


def draw_breaks(random: np.random.Generator, duties: int) -> Breaks:
    with_break = np.repeat(np.flatnonzero(random.random(duties) < 0.5), 2)
    start = 80 + np.arange(with_break.size) % 2 * 100 + random.integers(0, 50, with_break.size)
    return Breaks(with_break, start, start + random.integers(1, 50, with_break.size))


def draw_supplies(random: np.random.Generator, visits: int, duties: int) -> Supplies:
    return Supplies(
        needs=random.random((visits, 3)) < 0.15,
        uses=random.integers(0, 3, (visits, 2)),
        kit=random.random((duties, 3)) < 0.7,
        stock=random.integers(0, 5, (duties, 2)),
        depot=int(random.integers(0, 12)) if random.random() < 0.7 else NOWHERE,
        stop_s=int(random.integers(0, 9)),
    )


def draw_committed(random: np.random.Generator, visits: int, worker: Ints, ties: int) -> Committed:
    """Of a visit of two workers both halves are promised, by two workers, or none; at most one such visit, as
    two could wait for each other in a circle."""
    duties = worker.size
    if not duties:
        return Committed((), ())
    held = random.permutation(visits)[: random.integers(0, visits + 1)]
    whose = random.integers(-duties, duties, held.size)
    routes = [held[whose == duty].tolist() for duty in range(duties)]
    holder = {visit: int(worker[duty]) for duty, route in enumerate(routes) for visit in route}
    alone = {v for v in range(2 * ties) if v > 1 or holder.get(v ^ 1, holder.get(v)) == holder.get(v)}
    routes = [[visit for visit in route if visit not in alone] for route in routes]
    return Committed.of(routes, [int(random.integers(0, len(route) + 1)) for route in routes])
