"""Wall time is kept on a machine that others use too. The clocks are made up: no test depends on time."""

from dataclasses import dataclass

import pytest

from dispatch_engine import Limits, bounds_of, plan, plan_of, route_day, validate_plan
from dispatch_engine.planning import pacing
from dispatch_engine.planning.pacing import Pace
from dispatch_engine.planning.search import Search
from dispatch_engine.planning.telling import work_of_telling


@dataclass(slots=True)
class Machine:
    """Wall seconds and seconds that this thread was given."""

    wall: float = 0.0
    given: float = 0.0

    def work(self, seconds: float, share: float = 1.0) -> None:
        """Work so many seconds with a share of a core."""
        self.given += seconds
        self.wall += seconds / share


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(pacing, "monotonic", lambda: made.wall)
    monkeypatch.setattr(pacing, "thread_time", lambda: made.given)
    return made


def pace_of(machine: Machine, limits: Limits) -> Pace:
    return Pace(limits, limits.work, machine.wall, began=machine.wall, worked=machine.given)


def test_how_busy_the_machine_is_shows_in_what_this_thread_was_given(machine: Machine) -> None:
    quiet = pace_of(machine, Limits(time_s=1.0))
    machine.work(0.02)
    assert quiet.stretch == pytest.approx(1.0)
    busy = pace_of(machine, Limits(time_s=1.0))
    machine.work(0.02, share=0.25)
    assert busy.stretch == pytest.approx(4.0)


def test_too_little_work_says_nothing_about_the_machine(machine: Machine) -> None:
    pace = pace_of(machine, Limits(time_s=1.0))
    machine.work(0.001, share=0.01)
    assert pace.stretch == 1.0


@pytest.mark.parametrize("share", [1.0, 0.25])
def test_the_search_ends_so_early_that_telling_what_was_found_is_in_time(
    machine: Machine, share: float
) -> None:
    pace = pace_of(machine, Limits(time_s=0.5))
    machine.work(0.01, share)
    pace.keep_for_the_end(0.02)
    while (now := pace.next_slice()) is not None:
        machine.work(now.iterations * 1e-4, share)
        pace.book(now.iterations)
    machine.work(0.02, share)
    assert pace.done > 500
    assert 0.48 <= machine.wall <= 0.5 * 1.02


def test_what_is_kept_for_the_end_never_takes_the_first_half(machine: Machine) -> None:
    pace = pace_of(machine, Limits(time_s=0.2))
    pace.keep_for_the_end(30.0)
    machine.work(0.099)
    assert pace.next_slice() is not None
    machine.work(0.002)
    assert pace.next_slice() is None


def test_by_work_alone_no_clock_is_asked(machine: Machine) -> None:
    pace = pace_of(machine, Limits(work=25))
    pace.keep_for_the_end(30.0)
    machine.work(1e6)
    assert not pace.is_late()
    made = 0
    while (now := pace.next_slice()) is not None:
        made += now.iterations
        pace.book(now.iterations)
    assert made == pace.done == 25


@pytest.mark.parametrize("looks", [0, 1, 2, 4, 6])
def test_a_start_that_the_clock_cuts_is_a_valid_plan_of_nearly_all_visits(
    looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter(range(10**6))
    monkeypatch.setattr(Pace, "is_late", lambda _: next(asked) >= looks)
    problem = route_day(150, 40, 1)
    pace = Pace(Limits(time_s=60.0), None, 0.0)
    search = Search.begin(problem, bounds_of(problem), 1, ((),) * 40, pace)
    found = plan_of(problem, search.best_routes())
    assert next(asked) > looks
    assert validate_plan(problem, found) == ()
    assert found.served >= 145


def test_telling_is_more_work_the_more_there_is_to_tell() -> None:
    problem = route_day(80, 12, 1)
    routes = plan(problem, Limits(work=1)).routes
    assert work_of_telling(problem, routes) > 0
    assert work_of_telling(problem, ((),) * 12) == 0


def test_slices_by_work_end_where_a_part_of_the_search_does(machine: Machine) -> None:
    pace = Pace(Limits(work=1_000), 1_000, machine.wall, began=machine.wall, worked=machine.given, parts=7)
    ends = set()
    while (now := pace.next_slice()) is not None:
        machine.work(now.iterations * 1e-4)
        pace.book(now.iterations)
        ends.add(pace.done)
        assert pace.parts_done == pace.done // 143
    assert {143 * part for part in range(1, 7)} <= ends


def test_parts_by_time_follow_the_clock(machine: Machine) -> None:
    pace = Pace(Limits(time_s=2.0), None, machine.wall, parts=8)
    machine.work(0.3)
    assert pace.parts_done == 1
    machine.work(1.5)
    assert pace.parts_done == 7
