"""The bound on promises moved holds for every plan, is reached, and is reached by a re-plan."""

from dataclasses import replace
from itertools import permutations, product

import pytest

from benchmarks.dispatch.planning.fewest_moves import fewest_moves
from dispatch_engine import (
    Limits,
    PlanProblem,
    PlanWeights,
    after_drop_out,
    moves,
    plan,
    plan_of,
    replan,
    route_day,
    validate_plan,
)

DEAR = PlanWeights(travel=1, moved=20_000)


def without_the_fullest(visits: int, workers: int, seed: int) -> PlanProblem:
    day = route_day(visits, workers, seed)
    before = plan(day, Limits(work=1_000), seed=seed)
    fullest = max(range(workers), key=lambda duty: len(before.routes[duty]))
    return replace(after_drop_out(day, before, fullest), weights=DEAR)


def by_trying_everything(problem: PlanProblem) -> dict[int, int]:
    """The fewest moves for each number of visits that can be served."""
    duties, visits = range(len(problem.duties)), range(len(problem.visits))
    ways: list[set[frozenset[int]]] = [set() for _ in duties]
    nothing: list[tuple[int, ...]] = [()] * len(problem.duties)
    for duty in duties:
        able = [visit for visit in visits if problem.able[visit, problem.duties.worker[duty]]]
        for size in range(len(able) + 1):
            for route in permutations(able, size):
                alone = plan_of(problem, [*nothing[:duty], route, *nothing[duty + 1 :]])
                if frozenset(route) not in ways[duty] and not validate_plan(problem, alone):
                    ways[duty].add(frozenset(route))
    least: dict[int, int] = {}
    for taken in product(*ways):
        served = sum(map(len, taken))
        if len(frozenset().union(*taken)) == served:
            found = plan_of(problem, [tuple(one) for one in taken])
            least[served] = min(least.get(served, served + len(visits)), moves(problem, found))
    return {served: min(least[more] for more in least if more >= served) for served in least}


@pytest.mark.parametrize(("visits", "seed"), [(9, 0), (9, 18), (10, 31)])
def test_no_plan_of_a_tiny_day_moves_fewer_than_the_bound_and_one_moves_as_few(
    visits: int, seed: int
) -> None:
    problem = without_the_fullest(visits, 4, seed)
    least = by_trying_everything(problem)
    for served, moved in least.items():
        bound = fewest_moves(problem, served, [problem.committed.routes])
        assert bound.linear <= moved + 1e-6
        assert bound.moves <= moved
    found = replan(problem, Limits(work=900), seed=seed)
    assert found.served == max(least)
    assert moves(problem, found) == least[found.served]


@pytest.mark.parametrize("seed", [0, 2, 7])
def test_a_new_plan_of_a_small_day_moves_no_more_than_it_must(seed: int) -> None:
    problem = without_the_fullest(30, 6, seed)
    found = replan(problem, Limits(work=4_000), seed=seed)
    assert validate_plan(problem, found) == ()
    bound = fewest_moves(problem, found.served, [found.routes])
    assert moves(problem, found) == bound.moves > 0
