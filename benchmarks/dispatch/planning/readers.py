"""Readers of public instance files. The files are other people's: they are read where `CALLOUT_SHARED` says.

Distances are Euclidean and count as seconds, in thousandths, so that sums compare with published values.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from dispatch_engine import (
    NO_CAP,
    Crew,
    Duties,
    PlanProblem,
    PlanVisits,
    PlanWeights,
    Shifts,
    Supplies,
    TeamProblem,
    qualifications,
)
from dispatch_engine.arrays import Flags, Ints

SCALE: Final = 1000
PCVRPTW_SCALE: Final = 10
Rows = list[list[int]]


def instances() -> Path | None:
    """The folder with the instance files, None when `CALLOUT_SHARED` does not name one."""
    shared = os.environ.get("CALLOUT_SHARED")
    folder = Path(shared) / "engine" / "instances" if shared else None
    return folder if folder is not None and folder.is_dir() else None


def solomon(path: Path) -> PlanProblem:
    """Solomon's and Homberger's format: one depot, equal vehicles, capacity, time windows."""
    lines = path.read_text().splitlines()
    vehicles, capacity = (int(word) for word in lines[4].split())
    rows = list(_numbers(lines[9:]))
    return _vrptw(rows, vehicles, capacity)


def pcvrptw(path: Path) -> PlanProblem:
    """The prize-collecting kind in VRPLIB's format, distances cut after one decimal as its values are."""
    sections = _sections(path.read_text())
    (vehicles,), (capacity,), (service,) = (
        sections["VEHICLES"][0],
        sections["CAPACITY"][0],
        sections["SERVICE"][0],
    )
    stops = zip(sections["NODE_COORD"], sections["DEMAND"], sections["TIME_WINDOW"], strict=True)
    rows = [[*place, demand[1], *window[1:], service] for place, demand, window in stops]
    prizes = np.array([row[1] for row in sections["PRIZE"][1:]], dtype=np.int64)
    return _vrptw(rows, vehicles, capacity, prizes)


def pillac(path: Path) -> PlanProblem:
    """Technicians with skills, tools and spare parts, each from a home of their own (Pillac et al. 2013).

    What counts is the time from setting out to coming home, added up over all technicians. They may stop at
    the depot once, which takes no time; from then on they have all tools and as many parts as they like.
    """
    lines = path.read_text().splitlines()
    rows = list(_pillac_rows(lines))
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


def kovacs(tasks: Path, technicians: Path, most: int = NO_CAP) -> TeamProblem:
    """Technicians who make teams for the day (Kovacs, Parragh, Doerner and Hartl 2012), of `most` at most.

    A task asks, for each level of each domain, for so many who have that level or a higher one. All set out
    from one depot and return there. What nobody takes is given away at 200 + s^1.5, s being the sum of all
    that the task asks for, which counts as much as travel does; the column `cost` is not used.
    """
    level = np.array([row[1:] for row in _numbers(technicians.read_text().splitlines()) if len(row) > 2])
    rows = [row for row in _numbers(tasks.read_text().splitlines()) if len(row) > 8]
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
        travel=_distances(table[:, 1:3], SCALE, cut=False),
        prize_first=False,
    )
    return TeamProblem(day, qualifications(level, asked.shape[1] // level.shape[1]), asked, most)


def _vrptw(rows: Rows, vehicles: int, capacity: int, prizes: Ints | None = None) -> PlanProblem:
    """Rows of (number, x, y, demand, ready, due, service), the depot first."""
    scale = SCALE if prizes is None else PCVRPTW_SCALE
    table = np.array(rows, dtype=np.int64)
    depot, jobs = table[0], table[1:]
    zero = np.zeros(vehicles, dtype=np.int64)
    return PlanProblem(
        visits=PlanVisits(
            place=np.arange(1, len(table)),
            opens=jobs[:, 4] * scale,
            closes=jobs[:, 5] * scale,
            duration=jobs[:, 6] * scale,
            prize=np.ones(len(jobs), dtype=np.int64) if prizes is None else prizes * scale,
            demand=jobs[:, 3],
        ),
        duties=Duties(np.arange(vehicles), zero + depot[4] * scale, zero + depot[5] * scale, zero, zero),
        crew=Crew(zero),
        travel=_distances(table[:, 1:3], scale, cut=prizes is not None),
        shifts=Shifts(span_s=zero + max(1, int(depot[5] * scale)), capacity=zero + capacity),
        prize_first=prizes is None,
    )


def _homes(
    jobs: Rows,
    crew: Rows,
    allowed: Flags,
    *,
    depot: list[int] | None = None,
    **parts: Any,
) -> PlanProblem:
    """As `_vrptw`, each technician from a place of their own; rows are number, x, y, ..., from, to, work.

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
        travel=_distances(np.array([*places, *([depot[1:3]] if depot else [])]), SCALE, cut=False),
        **parts,
    )


def _distances(xy: Ints, scale: int, *, cut: bool) -> Ints:
    offset = (xy[:, None] - xy[None]).astype(np.float64)
    metres = np.hypot(offset[..., 0], offset[..., 1]) * scale
    return (np.floor(metres) if cut else np.round(metres)).astype(np.int64)


def _numbers(lines: list[str]) -> Iterator[list[int]]:
    """Lines that hold whole numbers only."""
    for line in lines:
        words = line.split()
        if words and all(word.lstrip("-").isdigit() for word in words):
            yield [int(word) for word in words]


def _sections(text: str) -> dict[str, Rows]:
    """VRPLIB: the numbers under each `*_SECTION`, and those of VEHICLES, CAPACITY and SERVICE_TIME."""
    found: dict[str, Rows] = {}
    current = ""
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip() in ("VEHICLES", "CAPACITY", "SERVICE_TIME"):
            found[name.strip().removesuffix("_TIME")] = [[int(value)]]
        elif line.endswith("_SECTION"):
            current = line.removesuffix("_SECTION").strip()
            found[current] = []
        elif current and (numbers := list(_numbers([line]))):
            found[current].append(numbers[0])
    return found


PillacRow = tuple[list[int], set[int], set[int], list[int]]


def _pillac_rows(lines: list[str]) -> Iterator[PillacRow]:
    """The depot, technicians, requests: (number, x, y, from, to, service), skills, tools, parts by kind."""
    for line in lines:
        head, *lists = line.replace("]", "[").split("[")
        numbers = next(_numbers([head]), [])
        if len(numbers) == 6:
            skills, tools, parts = ([int(one) for one in inside.split(",") if one] for inside in lists[::2])
            yield numbers, set(skills), set(tools), parts


def _marks(sets: list[set[int]], width: int) -> Flags:
    """Sets of numbers as rows of flags."""
    marks = np.zeros((len(sets), width), dtype=np.bool_)
    for row, one in enumerate(sets):
        marks[row, list(one)] = True
    return marks
