"""The readers of technicians' files, on small files of our own in the same formats."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dispatch_engine import (
    DEPOT,
    Limits,
    ProblemError,
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

Reader = Callable[[Path], object]
PILLAC = """tiny

INFO
CREW COUNT  SKILLS  TOOLS   SPARE PARTS
1      2       2       2

DEPOT TECHNICIANS AND REQUESTS
ID   X     Y     TWS    TWE    Serv   SKILLS   TOOLS    SPARE PARTS
0    0     4     0      1000   0      []    []    []
1    0     0     0      1000   0      [0]   [1]   [1,0]
2    3     0     100    200    10     [0]   [1]   [1,0]
3    3     4     0      500    10     [0]   [0]   [1,2]
4    9     9     0      500    10     [1]   []    [0,0]
"""
TASKS = """Capacity: 200
Customer: 3

CUST NO. XCOORD. YCOORD. DEMAND READY DUE SERVICE cost d11 d12 d21 d22
1 0 0 0 0 100 0 0 0 0 0 0
2 3 4 10 0 90 5 200 1 1 0 0
3 6 8 10 0 90 5 7 0 0 1 0
4 0 5 10 0 90 5 9 2 0 0 0
"""
CREW = """Technicians
Number of Technicians: 2
domains: 2
proficiency level: 2


ID	domain1	domain2
1	2	0
2	1	1
"""


def test_a_technician_fetches_what_a_request_needs_and_leaves_what_nobody_can_do(tmp_path: Path) -> None:
    file = tmp_path / "tiny.txt"
    file.write_text(PILLAC)
    problem = read_pillac(file)
    assert problem.able.tolist() == [[True], [True], [False]]
    assert problem.supplies is not None
    assert problem.supplies.kit.tolist() == [[False, True]]
    assert problem.supplies.uses.tolist() == [[1, 0], [1, 2], [0, 0]]
    found = plan(problem, Limits(work=200), seed=1)
    assert (found.unserved, validate_plan(problem, found)) == ((2,), ())
    assert DEPOT in found.routes[0]
    assert found.cost == (4 + 3 + 10 + 4 + 10 + 3) * SCALE


def read_one_file_twice(path: Path) -> object:
    return read_kovacs(path, path)


def test_a_task_nobody_has_the_level_for_is_given_away_at_its_price(tmp_path: Path) -> None:
    tasks, crew = tmp_path / "tasks.txt", tmp_path / "technicians.txt"
    tasks.write_text(TASKS)
    crew.write_text(CREW)
    problem = read_kovacs(tasks, crew, most=1)
    assert problem.able((0,)).tolist() == [True, False, False]
    assert problem.able((1,)).tolist() == [False, True, False]
    found = plan_with_teams(problem, Limits(work=200), seed=1)
    assert validate_teams(problem, found) == ()
    assert (found.plan.unserved, found.plan.lost) == ((2,), round((200 + 2**1.5) * SCALE))
    assert found.cost == (10 + 20) * SCALE


def test_two_technicians_make_a_team_for_a_task_that_asks_for_two(tmp_path: Path) -> None:
    tasks, crew = tmp_path / "tasks.txt", tmp_path / "technicians.txt"
    tasks.write_text(TASKS)
    crew.write_text(CREW)
    problem = read_kovacs(tasks, crew)
    assert problem.able((0, 1)).tolist() == [True, True, True]
    found = plan_with_teams(problem, Limits(work=2_000), seed=1)
    assert validate_teams(problem, found) == ()
    assert (found.teams, found.plan.unserved) == (((0, 1), ()), ())


@pytest.mark.parametrize("text", ["", "\n" * 20, PILLAC[:150], TASKS, "x\n" * 40, "\n\n\n\n25 200\n" * 9])
@pytest.mark.parametrize("read", [read_solomon, read_prize_collecting, read_pillac, read_one_file_twice])
def test_a_file_in_another_format_is_a_clear_error(tmp_path: Path, text: str, read: Reader) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(text)
    with pytest.raises(ProblemError):
        read(file)
