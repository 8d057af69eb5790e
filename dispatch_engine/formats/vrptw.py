"""Vehicle routing with time windows, as Solomon and Homberger wrote it, and the prize-collecting kind."""

from pathlib import Path
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.formats.lines import SCALE, Rows, distances, numbers, of_format
from dispatch_engine.planning.parts import Crew, Duties, PlanVisits, Shifts
from dispatch_engine.planning.problem import PlanProblem

PCVRPTW_SCALE: Final = 10


@of_format("Solomon")
def read_solomon(path: Path) -> PlanProblem:
    """Solomon's and Homberger's format: one depot, equal vehicles, capacity, time windows.

    Raises `ProblemError`, also of a file in another format.
    """
    lines = path.read_text().splitlines()
    vehicles, capacity = (int(word) for word in lines[4].split())
    rows = list(numbers(lines[9:]))
    return _vrptw(rows, vehicles, capacity)


@of_format("VRPLIB")
def read_prize_collecting(path: Path) -> PlanProblem:
    """The prize-collecting kind in VRPLIB's format, distances cut after one decimal as its values are.

    Raises `ProblemError`, also of a file in another format.
    """
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
        travel=distances(table[:, 1:3], scale, cut=prizes is not None),
        shifts=Shifts(span_s=zero + max(1, int(depot[5] * scale)), capacity=zero + capacity),
        prize_first=prizes is None,
    )


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
        elif current and (row := list(numbers([line]))):
            found[current].append(row[0])
    return found
