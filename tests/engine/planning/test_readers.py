"""Public instances are read as published: counts, capacities, and a plan that is near the published value."""

import numpy as np
import pytest

from benchmarks.dispatch.planning.readers import instances
from dispatch_engine import (
    Limits,
    plan,
    plan_with_teams,
    read_kovacs,
    read_pillac,
    read_prize_collecting,
    read_solomon,
    validate_plan,
    validate_teams,
)
from dispatch_engine.formats.lines import SCALE

FOLDER = instances()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="CALLOUT_SHARED names no folder with instances")


def test_a_solomon_instance_is_solved_to_its_published_optimum() -> None:
    assert FOLDER is not None
    problem = read_solomon(FOLDER / "solomon" / "C101.txt")
    assert (len(problem.visits), len(problem.duties)) == (100, 25)
    found = plan(problem, Limits(work=6_000), seed=1)
    assert validate_plan(problem, found) == ()
    assert found.cost / SCALE == pytest.approx(828.94, abs=0.01)


def test_homberger_has_the_same_format() -> None:
    assert FOLDER is not None
    problem = read_solomon(FOLDER / "homberger" / "c1_2_1.txt")
    assert (len(problem.visits), len(problem.duties)) == (200, 50)
    assert set(problem.limits_of_shifts.capacity.tolist()) == {200}


def test_a_prize_collecting_instance_weighs_prizes_against_travel() -> None:
    assert FOLDER is not None
    problem = read_prize_collecting(FOLDER / "pcvrptw" / "C1_10_1.vrp")
    assert (len(problem.visits), len(problem.duties), problem.prize_first) == (1000, 100, False)
    assert (problem.visits.prize[0], problem.visits.duration[0], problem.visits.opens[0, 0]) == (
        210,
        900,
        2000,
    )


def test_pillacs_technicians_and_requests_are_told_apart() -> None:
    assert FOLDER is not None
    problem = read_pillac(FOLDER / "trsp_pillac" / "C101.txt")
    assert (len(problem.visits), len(problem.duties)) == (100, 25)
    assert problem.able[0, 0] == (4 in {1, 3, 4})
    assert not problem.able[0, 4]


def test_kovacs_technicians_are_read_with_their_levels_and_tasks_with_what_they_ask() -> None:
    assert FOLDER is not None
    folder = FOLDER / "strsp_kovacs"
    problem = read_kovacs(folder / "RC101_6x6.tasks.txt", folder / "RC101_6x6.technicians.txt")
    assert (len(problem.day.visits), problem.workers, problem.has.shape[1]) == (100, 12, 36)
    assert problem.day.visits.prize[0] == round((200 + 2**1.5) * SCALE)
    alone = np.stack([problem.able((worker,)) for worker in range(12)])
    assert alone.any(axis=0).sum() == 99
    assert problem.able(tuple(range(12))).all()
    found = plan_with_teams(problem, Limits(work=3_000), seed=1)
    assert validate_teams(problem, found) == ()
