"""Technicians who make teams for the day (Kovacs, Parragh, Doerner and Hartl 2012)."""

from pathlib import Path

import numpy as np

from dispatch_engine.formats.lines import SCALE, distances, numbers, of_format
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.teams.problem import TeamProblem, qualifications
from dispatch_engine.timelines import NO_CAP


@of_format("Kovacs")
def read_kovacs(tasks: Path, technicians: Path, most: int = NO_CAP) -> TeamProblem:
    """Technicians who make teams for the day (Kovacs, Parragh, Doerner and Hartl 2012), of `most` at most.

    A task asks, for each level of each domain, for so many who have that level or a higher one. All set out
    from one depot and return there. What nobody takes is given away at 200 + s^1.5, s being the sum of all
    that the task asks for, which counts as much as travel does; the column `cost` is not used.

    Raises `ProblemError`, also of a file in another format.
    """
    level = np.array([row[1:] for row in numbers(technicians.read_text().splitlines()) if len(row) > 2])
    rows = [row for row in numbers(tasks.read_text().splitlines()) if len(row) > 8]
    asked = np.array([row[8:] for row in rows[1:]])
    table = np.array([row[:7] for row in rows], dtype=np.int64)
    zero = np.zeros(len(level), dtype=np.int64)
    day = PlanProblem(
        visits=PlanVisits(
            place=np.arange(1, len(table)),
            opens=table[1:, 4] * SCALE,
            closes=table[1:, 5] * SCALE,
            duration=table[1:, 6] * SCALE,
            prize=np.round((200 + asked.sum(axis=1) ** 1.5) * SCALE).astype(np.int64),
        ),
        duties=Duties(
            np.arange(len(level)), zero + table[0, 4] * SCALE, zero + table[0, 5] * SCALE, zero, zero
        ),
        crew=Crew(zero),
        travel=distances(table[:, 1:3], SCALE, cut=False),
        prize_first=False,
    )
    return TeamProblem(day, qualifications(level, asked.shape[1] // level.shape[1]), asked, most)
