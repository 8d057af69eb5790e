"""Technicians with tools and spare parts, each from a home of their own (Pillac et al. 2013)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dispatch_engine.arrays import Flags
from dispatch_engine.formats.lines import SCALE, Rows, distances, numbers, of_format
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits, PlanWeights
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import Supplies

Row = tuple[list[int], set[int], set[int], list[int]]


@of_format("Pillac")
def read_pillac(path: Path) -> PlanProblem:
    """Technicians with skills, tools and spare parts, each from a home of their own (Pillac et al. 2013).

    What counts is the time from setting out to coming home, added up over all technicians. They may stop at
    the depot once, which takes no time; from then on they have all tools and as many parts as they like.

    Raises `ProblemError`, also of a file in another format.
    """
    lines = path.read_text().splitlines()
    rows = list(_rows(lines))
    counts = [int(word) for word in lines[4].split()]
    depot, crew, requests = rows[0], rows[1 : 1 + counts[0]], rows[1 + counts[0] :]
    allowed = np.array([[need[1] <= has[1] for has in crew] for need in requests])
    return _homes(
        [row[0] for row in requests],
        [row[0] for row in crew],
        allowed,
        depot=depot[0],
        weights=PlanWeights(travel=0, away=1),
        supplies=Supplies(
            needs=_marks([row[2] for row in requests], counts[2]),
            uses=np.array([row[3] for row in requests]),
            kit=_marks([row[2] for row in crew], counts[2]),
            stock=np.array([row[3] for row in crew]),
            depot=len(requests) + len(crew),
        ),
    )


def _homes(
    jobs: Rows,
    crew: Rows,
    allowed: Flags,
    *,
    depot: list[int] | None = None,
    **parts: Any,
) -> PlanProblem:
    """Each technician from a place of their own; rows are number, x, y, ..., from, to, work.

    A depot's place comes last.
    """
    visits, homes = np.array(jobs, dtype=np.int64), np.array(crew, dtype=np.int64)
    n, m = len(visits), len(homes)
    at = n + np.arange(m)
    places = np.concatenate([visits, homes])[:, 1:3].tolist()
    return PlanProblem(
        visits=PlanVisits(
            place=np.arange(n),
            opens=visits[:, -3] * SCALE,
            closes=visits[:, -2] * SCALE,
            duration=visits[:, -1] * SCALE,
            prize=np.ones(n, dtype=np.int64),
        ),
        duties=Duties(np.arange(m), homes[:, -3] * SCALE, homes[:, -2] * SCALE, at, at),
        crew=Crew(np.zeros(m, dtype=np.int64), allowed=allowed),
        travel=distances(np.array([*places, *([depot[1:3]] if depot else [])]), SCALE, cut=False),
        **parts,
    )


def _rows(lines: list[str]) -> Iterator[Row]:
    """The depot, technicians, requests: (number, x, y, from, to, service), skills, tools, parts by kind."""
    for line in lines:
        head, *lists = line.replace("]", "[").split("[")
        fixed = next(numbers([head]), [])
        if len(fixed) == 6:
            skills, tools, parts = ([int(one) for one in inside.split(",") if one] for inside in lists[::2])
            yield fixed, set(skills), set(tools), parts


def _marks(sets: list[set[int]], width: int) -> Flags:
    """Sets of numbers as rows of flags."""
    marks = np.zeros((len(sets), width), dtype=np.bool_)
    for row, one in enumerate(sets):
        marks[row, list(one)] = True
    return marks
