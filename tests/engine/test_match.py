"""The matcher against everything that can tell: brute force, scipy, its own certificate."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from dispatch_engine import (
    Breach,
    Limits,
    PairProblem,
    ProblemError,
    Status,
    certify,
    cheapest_first,
    cheapest_pair,
    cost_of,
    explain,
    generation,
    greedy,
    match,
    nearest_first,
    validate,
)
from dispatch_engine.arrays import Ints
from dispatch_engine.explanation import Outcome
from dispatch_engine.flow import fixed_pairs


@st.composite
def problems(draw: st.DrawFn) -> PairProblem:
    """Small markets: any pairs, also negative costs, capacity 0 to 2, some pairs fixed."""
    orders, workers = draw(st.integers(0, 5)), draw(st.integers(1, 4))
    pairs = [pair for pair in product(range(orders), range(workers)) if draw(st.booleans())]
    costs = [draw(st.integers(-3, 12)) for _ in pairs]
    capacity = [draw(st.integers(0, 2)) for _ in range(workers)]
    fixed, room = [-1] * orders, list(capacity)
    for order in range(orders):
        worker = draw(st.sampled_from([-1, -1, -1, *range(workers)]))
        if worker >= 0 and room[worker]:
            fixed[order] = worker
            room[worker] -= 1
    return PairProblem(
        penalty=[draw(st.integers(-2, 15)) for _ in range(orders)],
        capacity=capacity,
        pair_order=[order for order, _ in pairs],
        pair_worker=[worker for _, worker in pairs],
        terms={"travel": costs},
        fixed=fixed,
    )


def least_cost(problem: PairProblem) -> int:
    """By trying every assignment there is."""
    pairs = zip(problem.pair_order.tolist(), problem.pair_worker.tolist(), strict=True)
    cost = dict(zip(pairs, problem.cost.tolist(), strict=True))
    penalty: list[int] = problem.penalty.tolist()
    fixed, room = problem.fixed.tolist(), problem.capacity.tolist()

    def from_order(order: int) -> int:
        if order == problem.orders:
            return 0
        wanted = fixed[order]
        may_stay = wanted < 0 or (order, wanted) not in cost
        totals = [penalty[order] + from_order(order + 1)] if may_stay else []
        for worker in range(problem.workers) if wanted < 0 else [wanted]:
            is_promised = sum(1 for later in range(order + 1, problem.orders) if keeps(later, worker))
            if (order, worker) in cost and room[worker] > is_promised:
                room[worker] -= 1
                totals.append(cost[order, worker] + from_order(order + 1))
                room[worker] += 1
        return min(totals)

    def keeps(order: int, worker: int) -> bool:
        return fixed[order] == worker and (order, worker) in cost

    return from_order(0)


@settings(max_examples=120, deadline=None)
@given(problems(), st.integers(0, 3))
def test_no_assignment_costs_less(problem: PairProblem, seed: int) -> None:
    answer = match(problem, seed=seed)
    assert answer.cost == least_cost(problem)
    assert (answer.status, answer.gap) == (Status.OPTIMAL, 0)
    assert validate(problem, answer) == ()


def any_assignment(problem: PairProblem, data: st.DataObject) -> Ints:
    """Feasible, and as good or bad as it comes."""
    room, worker_of = problem.capacity.copy(), fixed_pairs(problem)
    np.subtract.at(room, worker_of[worker_of >= 0], 1)
    for order in np.flatnonzero(problem.fixed < 0).tolist():
        mine = problem.pair_worker[problem.pair_order == order]
        worker_of[order] = data.draw(st.sampled_from([-1, *mine[room[mine] > 0].tolist()]))
        if worker_of[order] >= 0:
            room[worker_of[order]] -= 1
    return worker_of


@settings(max_examples=120, deadline=None)
@given(problems(), st.data())
def test_a_certificate_is_given_to_the_optimum_and_to_nothing_else(
    problem: PairProblem, data: st.DataObject
) -> None:
    worker_of = any_assignment(problem, data)
    cost, best = cost_of(problem, worker_of), least_cost(problem)
    certificate = certify(problem, worker_of)
    assert certificate.is_optimal == (cost == best)
    assert certificate.bound <= best
    assert certificate.cost == cost


@pytest.mark.parametrize("seed", range(4))
def test_scipy_finds_the_same_cost_on_a_middle_sized_market(seed: int) -> None:
    problem = generation.market(300, 250, seed, town=generation.Town(side_m=15_000))
    dense = np.full((300, 250 + 300), generation.UNSERVED, dtype=np.int64)
    dense[problem.pair_order, problem.pair_worker] = problem.cost
    outside = dense[:, 250:]
    outside[:] = 10 * generation.UNSERVED
    np.fill_diagonal(outside, generation.UNSERVED)
    dense[:, :250][dense[:, :250] == generation.UNSERVED] = 10 * generation.UNSERVED
    rows, columns = linear_sum_assignment(dense)
    assert match(problem, seed=seed).cost == int(dense[rows, columns].sum())


def test_all_feasible_pairs_are_kept_so_scarce_workers_are_not_lost() -> None:
    """The far worker is last in everybody's list of near ones, and still needed."""
    near, far = range(20), 20
    problem = PairProblem(
        penalty=[10_000] * 21,
        capacity=[1] * 21,
        pair_order=[order for order in range(21) for _ in range(21)],
        pair_worker=[*near, far] * 21,
        terms={"travel": [*range(1, 21), 9_000] * 21},
    )
    assert match(problem).served == 21


def test_the_same_seed_gives_the_same_answer_and_another_seed_may_break_ties_otherwise() -> None:
    problem = PairProblem(
        penalty=[100] * 12,
        capacity=[1] * 12,
        pair_order=np.repeat(np.arange(12), 12),
        pair_worker=np.tile(np.arange(12), 12),
        terms={"travel": np.full(144, 7)},
    )
    answers = [match(problem, seed=seed).worker_of.tolist() for seed in (1, 1, 2, 3, 4)]
    assert answers[0] == answers[1]
    assert len({tuple(answer) for answer in answers}) > 1


def test_the_dearer_penalty_is_served_first_when_workers_are_few() -> None:
    problem = PairProblem(
        penalty=[1_000, 2_000],
        capacity=[1],
        pair_order=[0, 1],
        pair_worker=[0, 0],
        terms={"travel": [1, 900]},
    )
    assert match(problem).worker_of.tolist() == [-1, 0]


def test_the_cost_is_told_by_term_and_the_parts_add_up() -> None:
    problem = PairProblem(
        penalty=[50, 60],
        capacity=[1],
        pair_order=[0, 1],
        pair_worker=[0, 0],
        terms={"travel": [5, 5], "load": [2, 3]},
    )
    answer = match(problem)
    assert dict(answer.cost_by_term) == {"travel": 5, "load": 3, "unserved": 50}
    assert sum(answer.cost_by_term.values()) == answer.cost


def test_work_cut_short_gives_the_greedy_answer_and_says_so() -> None:
    problem = generation.market(100, 100, 1)
    answer = match(problem, Limits(work=10))
    assert (answer.status, answer.bound, answer.gap) == (Status.FEASIBLE, None, None)
    assert answer.worker_of.tolist() == cheapest_first(problem).tolist()
    assert validate(problem, answer) == ()


def test_a_stop_that_says_yes_and_a_time_that_is_over_end_the_solve() -> None:
    problem = generation.market(100, 100, 1)
    assert match(problem, Limits(stop=lambda: True)).status is Status.FEASIBLE
    assert match(problem, Limits(time_s=0.0)).status is Status.FEASIBLE
    assert match(problem, Limits(time_s=60.0, stop=lambda: False)).status is Status.OPTIMAL


@pytest.mark.parametrize("rule", [cheapest_first, nearest_first, cheapest_pair])
def test_a_rule_of_thumb_is_feasible_and_never_better_than_the_optimum(rule: object) -> None:
    assert callable(rule)
    for seed in range(3):
        problem = generation.market(150, 120, seed, (1, 2))
        answer = greedy(problem, rule)
        assert validate(problem, answer) == ()
        assert answer.cost >= match(problem).cost


def test_an_explanation_ranks_the_rivals_and_says_what_each_would_cost_more() -> None:
    problem = PairProblem(
        penalty=[100, 100, 100],
        capacity=[1, 1],
        pair_order=[0, 0, 1],
        pair_worker=[0, 1, 0],
        terms={"travel": [3, 8, 4]},
    )
    answer = match(problem)
    first = explain(answer, 0)
    assert (first.outcome, first.worker) == (Outcome.SERVED, 1)
    assert [(rival.worker, rival.cost, rival.held_by) for rival in first.rivals] == [
        (0, 3, (1,)),
        (1, 8, (0,)),
    ]
    assert [rival.regret for rival in first.rivals] == [0, 0]
    assert explain(answer, 2).outcome is Outcome.NOBODY_FITS


@settings(max_examples=100, deadline=None)
@given(problems())
def test_regret_is_never_more_than_what_forcing_the_pair_would_cost(problem: PairProblem) -> None:
    answer = match(problem)
    for order in range(problem.orders):
        if problem.fixed[order] >= 0:
            continue
        for rival in explain(answer, order).rivals:
            forced = _with_fixed(problem, order, rival.worker)
            if forced is not None and rival.regret is not None:
                assert match(forced).cost - answer.cost >= rival.regret


def _with_fixed(problem: PairProblem, order: int, worker: int) -> PairProblem | None:
    fixed: Ints = problem.fixed.copy()
    fixed[order] = worker
    try:
        return PairProblem(
            penalty=problem.penalty,
            capacity=problem.capacity,
            pair_order=problem.pair_order,
            pair_worker=problem.pair_worker,
            terms=problem.terms,
            fixed=fixed,
        )
    except ProblemError:
        return None


FEW = PairProblem(
    penalty=[10, 10],
    capacity=[1, 1],
    pair_order=[0, 1],
    pair_worker=[0, 1],
    terms={"travel": [3, 4]},
    fixed=[0, -1],
)


@pytest.mark.parametrize(
    ("worker_of", "breach"),
    [([0, 0], Breach.NO_SUCH_PAIR), ([-1, 1], Breach.FIXED), ([0, 0], Breach.OVER_CAPACITY)],
)
def test_a_lie_about_pairs_is_found(worker_of: list[int], breach: Breach) -> None:
    lie = replace(match(FEW), worker_of=np.array(worker_of, dtype=np.int64))
    assert breach in {violation.breach for violation in validate(FEW, lie)}


def test_an_assignment_that_is_not_feasible_gets_no_certificate_at_all() -> None:
    with pytest.raises(ProblemError, match="one entry for each order"):
        certify(FEW, np.array([0]))
    with pytest.raises(ProblemError, match="no feasible pair"):
        certify(FEW, np.array([0, 0]))
    with pytest.raises(ProblemError, match="fixed pair is not kept"):
        certify(FEW, np.array([-1, 1]))
    assert certify(FEW, np.array([0, -1])).gap == 6
