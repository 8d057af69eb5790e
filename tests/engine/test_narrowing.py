"""A day with some of its visits is that day as if the others had never been."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import ProblemError, generation, match, narrowed


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 14), st.integers(1, 9))
def test_a_narrowed_day_costs_what_the_day_costs_where_the_others_may_not_be_taken(
    seed: int, visits: int, workers: int
) -> None:
    random = np.random.default_rng(seed)
    day = generation.day(visits, workers, seed, generation.Town(side_m=9_000, skills=2))
    pairs = np.argwhere(random.random((visits, workers)) < 0.8)
    day = replace(day, candidates=pairs, forbidden=pairs[random.random(len(pairs)) < 0.2])
    free = match(day).worker_of
    fixed = np.where(random.random(visits) < 0.3, free, -1)
    day = replace(day, fixed=fixed)
    rows = random.permutation(visits)[: int(random.integers(1, visits + 1))]
    is_out = np.ones(visits, dtype=np.bool_)
    is_out[rows] = False
    alone = replace(
        day,
        visits=replace(day.visits, penalty=np.where(is_out, 0, day.visits.penalty)),
        candidates=pairs[~is_out[pairs[:, 0]]],
        fixed=np.where(is_out, -1, fixed),
    )
    assert match(narrowed(day, rows)).cost == match(alone).cost


def test_no_visit_at_all_may_stay_and_no_other_one() -> None:
    day = generation.day(4, 3, 1)
    assert len(narrowed(day, []).visits) == 0
    for wrong in ([4], [-1]):
        with pytest.raises(ProblemError):
            narrowed(day, wrong)
