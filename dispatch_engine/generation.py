"""Seeded problems to try things on. The same arguments give the same problem on every machine."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from dispatch_engine.arrays import Ints
from dispatch_engine.pairs import PairProblem
from dispatch_engine.timelines import NO_CAP, Spans, Stops, TimelineProblem, Visits, Weights
from dispatch_engine.travel import PlanarTravel

UNSERVED = 1_000_000


@dataclass(frozen=True, slots=True)
class Town:
    """What a generated town looks like.

    Attributes
    ----------
    side_m
        Side of the square.
    skills
        Skill k has weight 1 / (k + 1) ** 0.7.
    radius_m
        A worker's radius is uniform between these.
    """

    side_m: int = 40_000
    skills: int = 12
    radius_m: tuple[int, int] = (3_000, 8_000)


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Where orders and workers are, what they need and can do."""

    order_xy: Ints
    order_skill: Ints
    worker_xy: Ints
    level: Ints
    radius: Ints


def market(
    orders: int, workers: int, seed: int, capacity: tuple[int, int] = (1, 1), town: Town | None = None
) -> PairProblem:
    """Orders near centres, workers around them: who goes where, by distance.

    Parameters
    ----------
    orders, workers
        How many.
    seed
        Of everything drawn.
    capacity
        A worker's capacity is uniform between these, both included.
    town
        Its shape.

    Returns
    -------
    PairProblem
        All pairs with the skill and within the worker's radius; term "travel" in metres; penalty 1,000,000.
    """
    random = np.random.default_rng(seed)
    people = people_of(random, orders, workers, town or Town())
    pair_order, pair_worker = _feasible(people)
    offset = people.order_xy[pair_order] - people.worker_xy[pair_worker]
    return PairProblem(
        penalty=np.full(orders, UNSERVED),
        capacity=random.integers(capacity[0], capacity[1] + 1, workers),
        pair_order=pair_order,
        pair_worker=pair_worker,
        terms={"travel": np.round(np.hypot(offset[:, 0], offset[:, 1])).astype(np.int64)},
    )


def day(
    visits: int, workers: int, seed: int, town: Town | None = None, most_stops: int = 4
) -> TimelineProblem:
    """A town's day: shifts of 9 hours, some visits committed already, new ones with 2-hour windows.

    Parameters
    ----------
    visits, workers
        How many.
    seed
        Of everything drawn.
    town
        Its shape.
    most_stops
        Each worker has between none and so many committed visits.

    Returns
    -------
    TimelineProblem
        Planar travel at 25 km/h over 1.3 times the straight line; seconds count from midnight.
    """
    random = np.random.default_rng(seed)
    people = people_of(random, visits, workers, town or Town())
    held = random.integers(0, most_stops + 1, workers)
    shift = random.choice([8 * 3600, 10 * 3600], workers)
    stops, stop_xy = _stops(random, people, held, shift)
    travel = PlanarTravel(np.concatenate([people.worker_xy, stop_xy]), people.order_xy, 5_342)
    opens = random.integers(8, 18, visits) * 3600
    booked = np.bincount(stops.span, weights=stops.duration + stops.leg, minlength=workers).astype(np.int64)
    spans = Spans(
        worker=np.arange(workers),
        start=shift,
        end=shift + 9 * 3600,
        origin=np.arange(workers),
        load=booked * 1000 // (9 * 3600),
        spare_s=9 * 3600 * 9 // 10 - booked,
        spare_visits=np.full(workers, NO_CAP),
    )
    return TimelineProblem(
        visits=Visits(
            opens=opens,
            closes=opens + 2 * 3600 - 1,
            duration=random.choice([1800, 2700, 3600, 5400], visits, p=[0.3, 0.3, 0.3, 0.1]),
            skill=people.order_skill,
            level=random.integers(1, 4, visits),
            penalty=np.full(visits, 10 * UNSERVED),
        ),
        spans=spans,
        stops=stops,
        level=people.level,
        travel=travel,
        weights=Weights(travel=10, waiting=1, skill=600, load=3),
        place_xy=(people.order_xy, people.worker_xy),
        radius=people.radius * 2,
    )


def people_of(random: np.random.Generator, orders: int, workers: int, town: Town) -> People:
    centres = max(20, orders // 50)
    centre_xy = random.uniform(0, town.side_m, (centres, 2))
    weight = 1 / np.sqrt(np.arange(1, centres + 1))
    weight /= weight.sum()
    order_xy = centre_xy[random.choice(centres, orders, p=weight)] + random.normal(0, 150, (orders, 2))
    near = centre_xy[random.choice(centres, workers, p=weight)] + random.normal(0, 1_500, (workers, 2))
    anywhere = random.uniform(0, town.side_m, (workers, 2))
    worker_xy = np.where((random.random(workers) < 0.6)[:, None], near, anywhere)
    share = 1 / np.arange(1, town.skills + 1) ** 0.7
    share /= share.sum()
    level = np.zeros((workers, town.skills), dtype=np.int64)
    for chance in (1.0, 0.7, 0.45, 0.25):
        has = np.flatnonzero(random.random(workers) < chance)
        level[has, random.choice(town.skills, has.size, p=share)] = random.integers(1, 6, has.size)
    return People(
        order_xy=np.round(order_xy).astype(np.int64),
        order_skill=random.choice(town.skills, orders, p=share),
        worker_xy=np.round(worker_xy).astype(np.int64),
        level=level,
        radius=random.integers(town.radius_m[0], town.radius_m[1] + 1, workers),
    )


def _feasible(people: People) -> tuple[Ints, Ints]:
    """All pairs within the worker's radius and with the skill, any level."""
    hits = KDTree(people.order_xy).query_ball_point(people.worker_xy, people.radius)
    counts = [len(hit) for hit in hits]
    orders = np.concatenate([np.asarray(hit, dtype=np.int64) for hit in hits])
    workers = np.repeat(np.arange(len(hits)), counts)
    able = people.level[workers, people.order_skill[orders]] > 0
    return orders[able], workers[able]


def _stops(random: np.random.Generator, people: People, held: Ints, shift: Ints) -> tuple[Stops, Ints]:
    """Committed visits at even distances through each shift, some fixed, near the worker's home."""
    span = np.repeat(np.arange(held.size), held)
    number = np.concatenate([np.arange(count) for count in held]) if held.size else held
    xy = people.worker_xy[span] + np.round(random.normal(0, 2_000, (span.size, 2))).astype(np.int64)
    opens = shift[span] + 3600 + number * 7200
    is_first = number == 0
    before = np.where(is_first[:, None], people.worker_xy[span], np.roll(xy, 1, axis=0))
    leg = np.ceil(np.hypot(*(xy - before).T) * (1000 / 5_342)).astype(np.int64)
    slack = np.where(random.random(span.size) < 0.5, 0, 3600)
    stops = Stops(
        span=span,
        opens=opens,
        closes=opens + slack,
        duration=random.choice([1800, 2700, 3600], span.size),
        anchor=held.size + np.arange(span.size),
        leg=leg,
    )
    return stops, xy
