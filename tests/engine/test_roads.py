"""Road times asked for where they can matter: the same cost and the same proof as with every road time."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    Limits,
    PlanarTravel,
    ProblemError,
    RoadOracle,
    Status,
    TableTravel,
    TimelineProblem,
    generation,
    lay_out,
    match,
    validate,
)
from dispatch_engine.arrays import Ints
from tests.engine.bundles.drawing import crowded_days


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """One to two times the straight line, another factor for each way and direction."""

    air: PlanarTravel
    there: Ints
    back: Ints

    def to_visit(self, anchors: Ints, visits: Ints) -> Ints:
        return self.air.to_visit(anchors, visits) * self.there[anchors, visits] // 1000

    def from_visit(self, visits: Ints, anchors: Ints) -> Ints:
        return self.air.from_visit(visits, anchors) * self.back[anchors, visits] // 1000

    def covers(self, anchors: int, visits: int) -> bool:
        return self.air.covers(anchors, visits)


def town(visits: int, workers: int, seed: int) -> tuple[TimelineProblem, RoadOracle]:
    """A day whose roads are known, and the same roads behind a bound by air."""
    problem = generation.day(visits, workers, seed, generation.Town(side_m=14_000, skills=3))
    assert isinstance(problem.travel, PlanarTravel)
    anchors = int(max(problem.stops.anchor.max(initial=0), problem.spans.origin.max())) + 1
    random = np.random.default_rng(seed)
    there, back = random.integers(1000, 2000, (2, anchors, visits))
    streets = Streets(problem.travel, there, back)
    oracle = RoadOracle(problem.travel, streets, anchors, visits)
    return replace(problem, travel=streets), oracle


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 40), st.integers(2, 20))
def test_few_road_times_give_the_cost_and_the_proof_of_all_of_them(
    seed: int, visits: int, workers: int
) -> None:
    whole, oracle = town(visits, workers, seed)
    full, few = match(whole), match(replace(whole, travel=oracle))
    assert (few.cost, few.bound, few.status) == (full.cost, full.bound, Status.OPTIMAL)
    assert validate(whole, few) == ()


@settings(max_examples=80, deadline=None)
@given(crowded_days(), st.integers(0, 2))
def test_any_bound_below_any_table_gives_the_same_cost(problem: TimelineProblem, share: int) -> None:
    anchors = int(max(problem.stops.anchor.max(initial=0), problem.spans.origin.max())) + 1
    n = len(problem.visits)
    anchor, visit = np.divmod(np.arange(anchors * n), n)
    to = problem.travel.to_visit(anchor, visit).reshape(anchors, n)
    back = problem.travel.from_visit(visit, anchor).reshape(anchors, n)
    bound = TableTravel(to * share // 2, back * share // 2)
    oracle = RoadOracle(bound, problem.travel, anchors, n)
    few = match(replace(problem, travel=oracle))
    assert (few.cost, few.gap) == (match(problem).cost, 0)
    assert validate(problem, few) == ()


def test_the_road_is_asked_of_a_small_part_of_the_pairs_and_of_each_way_once() -> None:
    whole, oracle = town(120, 90, 3)
    few = match(replace(whole, travel=oracle))
    asked, batches = oracle.asked, oracle.batches
    assert validate(replace(whole, travel=oracle), few) == ()
    assert (oracle.asked, oracle.batches) == (asked, batches)
    table = few.layout.table
    assert table is not None
    assert 0 < table.is_exact.mean() < 0.5


def test_a_match_cut_short_uses_only_pairs_whose_road_is_known() -> None:
    whole, oracle = town(60, 40, 5)
    judged = lay_out(whole).work
    for work in (0, judged, judged + 10):
        cut = match(replace(whole, travel=oracle), Limits(work=work))
        assert cut.status is Status.FEASIBLE
        assert validate(whole, cut) == ()


def test_a_bound_above_the_road_time_is_refused_by_name() -> None:
    whole, oracle = town(20, 10, 1)
    wrong = RoadOracle(whole.travel, oracle.bound, 10, 20)
    with pytest.raises(ProblemError, match="bound between anchor"):
        wrong.to_visit(np.arange(10), np.arange(10))
    with pytest.raises(ProblemError, match="does not cover"):
        RoadOracle(oracle.bound, whole.travel, 10**6, 20)
