"""One visit more, decided from where a match stands, ends where a whole new match would end."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import Limits, LiveMatch, ProblemError, TimelineProblem, generation, match, narrowed
from dispatch_engine.arrays import Ints


def some(day: TimelineProblem, rows: Ints, fixed: Ints | None = None) -> TimelineProblem:
    return replace(narrowed(day, rows), fixed=fixed)


def a_day(seed: int, visits: int, workers: int, dearest: int) -> TimelineProblem:
    """Penalties differ, and some are so small that a visit is better left out."""
    made = generation.day(visits, workers, seed, generation.Town(side_m=9_000, skills=2))
    penalty = np.random.default_rng(seed).integers(0, dearest, visits)
    return replace(made, visits=replace(made.visits, penalty=penalty))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(0, 25),
    st.integers(1, 15),
    st.sampled_from((500, 5_000, 10**7)),
    st.booleans(),
)
def test_each_decision_is_the_optimum_of_a_whole_new_match(
    seed: int, known: int, workers: int, dearest: int, some_are_fixed: bool
) -> None:
    day = a_day(seed, known + 4, workers, dearest)
    fixed = None
    if some_are_fixed:
        free = match(some(day, np.arange(known))).worker_of
        fixed = np.where(np.arange(known) % 3 == 0, free, -1)
    live = LiveMatch(match(some(day, np.arange(known), fixed)))
    for row in range(known, known + 4):
        before = live.worker_of
        found = live.decide(some(day, np.array([row])))
        held = None if fixed is None else np.append(fixed, np.full(row + 1 - known, -1))
        whole = match(some(day, np.arange(row + 1), held))
        assert found.cost == found.bound == whole.cost
        assert (found.row, found.worker) == (row, live.worker_of[row])
        after = live.worker_of
        changed = {at: int(after[at]) for at in range(row) if after[at] != before[at]}
        assert dict(found.moved) == changed
        assert fixed is None or (after[:known][fixed >= 0] == fixed[fixed >= 0]).all()
        pairs = whole.layout.pairs
        pair_of = pairs.pair_of(after)
        assert pairs.cost[pair_of[pair_of >= 0]].sum() + pairs.penalty[pair_of < 0].sum() == found.cost
        assert len(set(after[after >= 0])) == (after >= 0).sum()


def test_what_cannot_be_decided_is_refused() -> None:
    day = a_day(1, 12, 6, 10**6)
    with pytest.raises(ProblemError):
        LiveMatch(match(day, Limits(work=1)))
    live = LiveMatch(match(day))
    with pytest.raises(ProblemError):
        live.decide(day)
    with pytest.raises(ProblemError):
        live.decide(some(day, np.array([0]), np.array([3])))
    with pytest.raises(ProblemError):
        live.decide(some(a_day(2, 12, 7, 10**6), np.array([0])))
