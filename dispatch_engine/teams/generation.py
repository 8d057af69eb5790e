"""Seeded days for teams. The same arguments give the same problem on every machine."""

from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.planning.generation import HOUR_S, seconds_between
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.teams.problem import TeamProblem, qualifications
from dispatch_engine.timelines import NO_CAP

DOMAINS: Final = 4
LEVELS: Final = 4
SIDE_M: Final = 20_000
GIVEN_AWAY_S: Final = 9_000
"""What giving a visit to somebody else costs at least, in seconds of travel."""


def team_day(visits: int, workers: int, seed: int, most: int = NO_CAP) -> TeamProblem:
    """Work that asks for one to three people with levels in one or two domains, from one depot.

    Parameters
    ----------
    visits, workers
        How many.
    seed
        Of everything drawn.
    most
        The most members a team may have.

    Returns
    -------
    TeamProblem
        Everybody works from 8 to 17; travel is as in `route_day`; 60 % of the visits have a window of two
        hours, the rest all day. A visit can be given away for 9,000 s and more, the more it asks for.
    """
    random = np.random.default_rng(seed)
    xy = random.integers(0, SIDE_M, (visits + 1, 2))
    xy[visits] = SIDE_M // 2
    has_window = random.random(visits) < 0.6
    opens = np.where(has_window, random.integers(8, 15, visits), 8) * HOUR_S
    needs = _needs(random, visits)
    zero = np.zeros(workers, dtype=np.int64)
    day = PlanProblem(
        visits=PlanVisits(
            place=np.arange(visits),
            opens=opens,
            closes=np.where(has_window, opens + 2 * HOUR_S, 17 * HOUR_S),
            duration=random.choice([1800, 2700, 3600], visits),
            prize=GIVEN_AWAY_S + np.round(300 * needs.sum(axis=1) ** 1.5).astype(np.int64),
        ),
        duties=Duties(
            np.arange(workers), zero + 8 * HOUR_S, zero + 17 * HOUR_S, zero + visits, zero + visits
        ),
        crew=Crew(zero),
        travel=seconds_between(xy, xy),
        prize_first=False,
    )
    level = random.integers(0, LEVELS + 1, (workers, DOMAINS))
    return TeamProblem(day, qualifications(level, LEVELS), needs, most)


def _needs(random: np.random.Generator, visits: int) -> Ints:
    """(visits, DOMAINS * LEVELS): of the lowest level one to three, of each higher one no more than below."""
    needs = np.zeros((visits, DOMAINS, LEVELS), dtype=np.int64)
    for visit in range(visits):
        for domain in random.choice(DOMAINS, int(random.integers(1, 3)), replace=False).tolist():
            people = int(random.choice([1, 1, 1, 2, 2, 3]))
            for step in range(int(random.integers(1, LEVELS + 1))):
                needs[visit, domain, step] = people
                people = int(random.integers(1, people + 1))
    return needs.reshape(visits, DOMAINS * LEVELS)
