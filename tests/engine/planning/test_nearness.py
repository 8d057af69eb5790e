"""The lists of neighbours are what a square of all values would give."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import PlanProblem, route_day
from dispatch_engine.planning.layout import lists_for
from dispatch_engine.planning.nearness import AROUND, NEAR
from tests.engine.planning.drawing import draw_problem


def legs(problem: PlanProblem, one: int, other: int) -> list[int]:
    places = problem.visits.place
    return [int(table[places[one], places[other]]) for table in problem.travel]


def way(problem: PlanProblem, one: int, other: int) -> int:
    return sum(legs(problem, one, other)) // len(problem.travel)


def last_close(problem: PlanProblem, visit: int) -> int:
    windows = zip(problem.visits.opens[visit].tolist(), problem.visits.closes[visit].tolist(), strict=True)
    return max((closes for opens, closes in windows if closes >= opens), default=-1)


def behind(problem: PlanProblem, one: int, other: int) -> int | None:
    """Travel and a fifth of the wait; None when the other cannot come behind the one."""
    opens, duration = problem.visits.opens[:, 0], int(problem.visits.duration[one])
    if int(opens[one]) + duration + min(legs(problem, one, other)) > last_close(problem, other):
        return None
    there = way(problem, one, other)
    wait = int(opens[other]) - (last_close(problem, one) + duration + there)
    return there + max(0, wait) // 5


def check(problem: PlanProblem) -> None:
    lists, visits = lists_for(problem), range(len(problem.visits))
    for one in visits:
        around, near = [], []
        for other in visits:
            if other == one:
                continue
            around.append((min(way(problem, one, other), way(problem, other, one)), other))
            follows = [behind(problem, one, other), behind(problem, other, one)]
            near += [(min(key for key in follows if key is not None), other)] if any_of(follows) else []
        assert [v for v in lists.around[one].tolist() if v >= 0] == [v for _, v in sorted(around)][:AROUND]
        assert [v for v in lists.near[one].tolist() if v >= 0] == [v for _, v in sorted(near)][:NEAR]


def any_of(follows: list[int | None]) -> bool:
    return any(key is not None for key in follows)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_neighbours_are_the_nearest_in_order_whatever_the_windows_and_modes(seed: int) -> None:
    check(draw_problem(seed))


def test_neighbours_of_a_day_with_more_visits_than_a_list_holds_are_the_nearest() -> None:
    check(route_day(140, 4, 1))
