"""Bundles: the cheapest of all choices, proven; driven through; lies found; explained; limits kept."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Breach,
    BundleMatching,
    Limits,
    Outcome,
    PlanarTravel,
    ProblemError,
    Status,
    TableTravel,
    TimelineProblem,
    Verdict,
    Weights,
    explain_bundle,
    generation,
    lay_out,
    match,
    match_bundles,
    validate_bundles,
)
from dispatch_engine.bundles.columns import SCALE, all_columns, members
from tests.engine.bundles.drawing import crowded_days, every_bundle, least_cost, with_fixed


@settings(max_examples=80, deadline=None)
@given(crowded_days(), st.integers(1, 3))
def test_no_choice_of_bundles_is_cheaper_than_the_one_found(problem: TimelineProblem, size: int) -> None:
    answer = match_bundles(problem, size=size)
    assert validate_bundles(problem, answer) == ()
    assert (answer.status, answer.gap) == (Status.OPTIMAL, 0)
    assert answer.cost == least_cost(problem, size) == sum(answer.cost_by_term.values())


@settings(max_examples=80, deadline=None)
@given(crowded_days())
def test_the_kernel_finds_exactly_the_bundles_that_driving_through_allows(problem: TimelineProblem) -> None:
    answer = match_bundles(problem)
    free, anything = np.zeros(3, dtype=np.int64), np.full(2, 2**60)
    columns = all_columns(answer.day, 3, free, anything, 10_000).columns
    found = {
        (int(worker), frozenset(visit for visit in visits if visit >= 0)): int(cost)
        for worker, visits, cost in zip(
            columns["worker"], members(columns).tolist(), columns["cost"], strict=True
        )
    }
    expected: dict[tuple[int, frozenset[int]], int] = {}
    for worker in range(problem.workers):
        for bundle in every_bundle(problem, worker, 3):
            key = (worker, frozenset(bundle.visits))
            expected[key] = min(bundle.cost, expected.get(key, bundle.cost))
    assert found == expected


@settings(max_examples=80, deadline=None)
@given(crowded_days())
def test_bundles_of_one_are_the_match(problem: TimelineProblem) -> None:
    assert match_bundles(problem, size=1).cost == match(problem).cost


@settings(max_examples=80, deadline=None)
@given(crowded_days(), st.integers(0, 2), st.integers(0, 1))
def test_a_fixed_visit_goes_to_its_worker_if_it_fits_there_and_to_nobody_else(
    problem: TimelineProblem, visit: int, worker: int
) -> None:
    held = with_fixed(problem, visit, worker)
    answer = match_bundles(held)
    assert validate_bundles(held, answer) == ()
    pairs = lay_out(held).pairs
    low, high = pairs.order_start[visit : visit + 2]
    fits = worker in pairs.pair_worker[low:high].tolist()
    assert answer.worker_of[visit] == (worker if fits else -1)


@settings(max_examples=80, deadline=None)
@given(crowded_days(), st.integers(0, 60))
def test_an_answer_cut_short_is_valid_and_its_bound_is_true(problem: TimelineProblem, work: int) -> None:
    answer = match_bundles(problem, Limits(work=work))
    assert validate_bundles(problem, answer) == ()
    assert answer.cost <= match(problem).cost
    best = match_bundles(problem).cost
    assert answer.bound is None or answer.bound <= best <= answer.cost


@settings(max_examples=20, deadline=None)
@given(crowded_days())
def test_prices_prove_the_bound_over_every_bundle(problem: TimelineProblem) -> None:
    answer = match_bundles(problem)
    prices = answer.prices
    assume(prices is not None)
    assert prices is not None
    assert prices.bound() <= answer.cost
    assert (prices.visit <= problem.visits.penalty * SCALE).all()
    assert (prices.worker <= 0).all()
    for worker in range(problem.workers):
        for bundle in every_bundle(problem, worker, 3):
            assert bundle.cost * SCALE >= prices.visit[list(bundle.visits)].sum() + prices.worker[worker]


DAY = generation.day(60, 12, 4, generation.Town(side_m=9_000, skills=3))
ANSWER = match_bundles(DAY, seed=1)
MANY = next(bundle for bundle in ANSWER.bundles if len(bundle.visits) == 3)


def test_a_scarce_day_is_solved_and_serves_more_than_one_visit_a_worker() -> None:
    assert validate_bundles(DAY, ANSWER) == ()
    assert ANSWER.status is Status.OPTIMAL
    assert ANSWER.served > match(DAY).served
    again = match_bundles(DAY, seed=1)
    assert again.bundles == ANSWER.bundles


def test_every_served_visit_is_explained_by_what_it_adds_and_by_who_else_could() -> None:
    for visit in MANY.visits:
        why = explain_bundle(ANSWER, visit)
        assert (why.outcome, why.bundle) == (Outcome.SERVED, MANY)
        assert why.adds is not None
        assert 0 <= why.adds <= MANY.cost
        assert all(visit in rival.visits and rival.worker != MANY.worker for rival in why.rivals)
    small = match_bundles(DAY, size=1)
    alone = small.bundles[0]
    assert explain_bundle(small, alone.visits[0]).adds == alone.cost


def test_regret_is_a_true_bound_on_what_the_other_worker_would_cost() -> None:
    checked = 0
    for visit in MANY.visits:
        for rival in explain_bundle(ANSWER, visit).rivals[:3]:
            forced = match_bundles(with_fixed(DAY, visit, rival.worker))
            if forced.worker_of[visit] == rival.worker:
                assert forced.cost - ANSWER.cost >= rival.regret
                checked += 1
    assert checked


def test_an_unserved_visit_is_outbid_or_fits_nobody_and_says_which() -> None:
    for visit in np.flatnonzero(ANSWER.worker_of < 0).tolist():
        why = explain_bundle(ANSWER, visit)
        assert why.bundle is None
        assert why.outcome is (Outcome.OUTBID if why.rivals else Outcome.NOBODY_FITS)
        assert Verdict.FITS not in dict(why.refused)


def lying(**changes: Any) -> set[Breach]:
    bundles = tuple(replace(one, **changes) if one is MANY else one for one in ANSWER.bundles)
    return breaches(replace(ANSWER, bundles=bundles))


def breaches(answer: BundleMatching, problem: TimelineProblem = DAY) -> set[Breach]:
    return {violation.breach for violation in validate_bundles(problem, answer)}


@pytest.mark.parametrize(
    ("changes", "breach"),
    [
        ({"starts": tuple(start - 1 for start in MANY.starts)}, Breach.WRONG_START),
        ({"cost": MANY.cost - 1}, Breach.WRONG_COST),
        ({"terms": (("travel", 0),)}, Breach.WRONG_COST),
        ({"positions": (99, 99, 99)}, Breach.NO_PLACE),
        ({"visits": MANY.visits[::-1]}, Breach.LATE),
        ({"worker": (MANY.worker + 1) % 12}, Breach.WRONG_WORKER),
        ({"worker": 12}, Breach.NO_SUCH_WORKER),
        ({"visits": (*MANY.visits[:2], MANY.visits[0])}, Breach.WRONG_LENGTH),
        ({"visits": (*MANY.visits[:2], 60)}, Breach.WRONG_LENGTH),
    ],
)
def test_a_planted_lie_is_found(changes: dict[str, object], breach: Breach) -> None:
    assert breach in lying(**changes)


def test_a_worker_with_two_bundles_and_a_bundle_too_large_are_found() -> None:
    first, second = ANSWER.bundles[:2]
    twice = replace(second, worker=first.worker)
    assert Breach.OVER_CAPACITY in breaches(replace(ANSWER, bundles=(first, twice)))
    assert Breach.OVER_CAPACITY in breaches(replace(ANSWER, size=2))


def test_caps_of_a_span_hold_for_the_whole_bundle() -> None:
    spans = replace(DAY.spans, spare_visits=np.full(len(DAY.spans), 2))
    capped = replace(DAY, spans=spans)
    assert Breach.NO_ROOM in breaches(ANSWER, capped)
    answer = match_bundles(capped)
    assert validate_bundles(capped, answer) == ()
    assert max(len(one.visits) for one in answer.bundles) == 2


def test_a_promise_that_would_be_broken_is_found() -> None:
    strict = replace(DAY, stops=replace(DAY.stops, closes=DAY.stops.opens))
    slow = replace(strict, visits=replace(DAY.visits, duration=DAY.visits.duration + 7_200))
    assert Breach.MAKES_LATE in breaches(ANSWER, slow)


@pytest.mark.parametrize("size", [0, 4])
def test_a_bundle_has_one_to_three_visits(size: int) -> None:
    with pytest.raises(ProblemError, match="1 to 3"):
        match_bundles(DAY, size=size)


def test_negative_weights_and_unknown_ways_among_visits_are_refused() -> None:
    with pytest.raises(ProblemError, match="weights of 0 or more"):
        match_bundles(replace(DAY, weights=Weights(-1)))
    assert isinstance(DAY.travel, PlanarTravel)
    rows, n = 1 + int(DAY.stops.anchor.max()), len(DAY.visits)
    bare = TableTravel(np.zeros((rows, n), dtype=np.int64), np.zeros((rows, n), dtype=np.int64))
    with pytest.raises(ProblemError, match="among visits was not given"):
        match_bundles(replace(DAY, travel=bare))


def test_a_visit_that_is_not_there_cannot_be_explained() -> None:
    with pytest.raises(ProblemError, match="no visit 60"):
        explain_bundle(ANSWER, 60)
