"""What a market refuses, and what it takes though it looks odd."""

from typing import Any

import numpy as np
import pytest

from dispatch_engine import Limits, LiveMarket, Market, MarketChange, ProblemError, match

GOOD: dict[str, Any] = {
    "order_xy": [[0, 0], [10, 0]],
    "order_skill": [0, 0],
    "worker_xy": [[0, 0], [5, 5]],
    "worker_skills": [[True], [True]],
    "radius": [100, 100],
    "capacity": [1, 1],
    "penalty": 1_000,
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"order_xy": [[0, 0], [float("nan"), 0]]}, r"order_xy\[1, 0\] is nan"),
        ({"worker_xy": [[0, 0], [0, float("inf")]]}, r"worker_xy\[1, 1\] is inf"),
        ({"order_xy": [[0, 0]]}, "order_xy must have shape"),
        ({"order_xy": [["a", "b"], ["c", "d"]]}, "order_xy must hold numbers"),
        ({"worker_xy": [[0, 0], [0, 9_000_000]]}, r"worker_xy\[1\] is more than"),
        ({"radius": [100, -1]}, r"radius\[1\] is -1"),
        ({"radius": [100, float("nan")]}, "radius"),
        ({"capacity": [1, -1]}, r"capacity\[1\] is -1"),
        ({"capacity": [1.5, 1]}, "capacity must hold integers"),
        ({"penalty": -1}, r"penalty\[0\] is -1"),
        ({"penalty": [1, 10**12]}, r"penalty\[1\]"),
        ({"penalty": [1]}, "penalty must have length 2"),
        ({"worker_term": [-1, 0]}, "worker_term"),
        ({"skill_term": [10**10]}, "skill_term"),
        ({"order_skill": [0, 1]}, r"order_skill\[1\] is 1"),
        ({"worker_skills": [[1], [1]]}, "worker_skills must hold booleans"),
        ({"worker_skills": [[True]]}, "worker_skills must have 2 rows"),
        ({"fixed": [0, 0]}, "more orders are fixed to worker 0"),
        ({"fixed": [0, 2]}, r"fixed\[1\] is 2"),
    ],
)
def test_a_market_that_means_nothing_is_refused_by_name_and_place(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ProblemError, match=says):
        Market(**{**GOOD, **change})


def test_a_market_is_copied_and_cannot_be_written() -> None:
    place = np.zeros((2, 2))
    market = Market(**{**GOOD, "order_xy": place})
    place[0] = 77
    assert market.order_xy[0, 0] == 0
    with pytest.raises(ValueError, match="read-only"):
        market.order_xy[0, 0] = 1


@pytest.mark.parametrize(
    ("orders", "workers"), [(0, 0), (0, 3), (3, 0)], ids=["nothing", "no orders", "no workers"]
)
def test_an_empty_side_gives_an_empty_answer(orders: int, workers: int) -> None:
    market = Market(
        order_xy=np.zeros((orders, 2)),
        order_skill=np.zeros(orders, dtype=int),
        worker_xy=np.zeros((workers, 2)),
        worker_skills=np.ones((workers, 1), dtype=bool),
        radius=np.ones(workers),
        capacity=np.ones(workers, dtype=int),
        penalty=9,
    )
    answer = match(market)
    assert (answer.cost, answer.gap, answer.served) == (9 * orders, 0, 0)
    live = LiveMarket(market)
    live.match()
    assert live.tick(MarketChange(leaving=np.arange(orders))).cost == 0


def test_no_feasible_pair_leaves_everybody_unserved_and_proves_it() -> None:
    answer = match(Market(**{**GOOD, "worker_skills": [[False], [False]]}))
    assert (answer.cost, answer.gap) == (2_000, 0)
    answer = match(Market(**{**GOOD, "radius": [0, 0], "order_xy": [[1, 1], [2, 2]]}))
    assert (answer.cost, answer.gap) == (2_000, 0)


def test_one_worker_takes_everything_that_it_has_room_for() -> None:
    random = np.random.default_rng(1)
    market = Market(
        order_xy=random.integers(0, 1_000, (3_000, 2)),
        order_skill=np.zeros(3_000, dtype=int),
        worker_xy=[[500, 500]],
        worker_skills=[[True]],
        radius=[5_000],
        capacity=[2_000],
        penalty=10_000,
    )
    answer = match(market)
    away = np.sort(market.cost(np.arange(3_000), np.zeros(3_000, dtype=int)))
    assert answer.cost == answer.bound == int(away[:2_000].sum()) + 1_000 * 10_000


def test_a_fixed_pair_is_kept_and_one_that_is_not_feasible_leaves_its_order_out() -> None:
    answer = match(Market(**{**GOOD, "fixed": [1, -1], "order_xy": [[0, 0], [0, 0]]}))
    assert answer.worker_of.tolist() == [1, 0]
    answer = match(Market(**{**GOOD, "fixed": [1, -1], "radius": [100, 1]}))
    assert answer.worker_of.tolist() == [-1, 0]
    assert answer.gap == 0


def test_an_order_that_is_worth_less_than_its_skill_costs_stays_out() -> None:
    answer = match(Market(**{**GOOD, "penalty": [3, 1_000], "skill_term": [5]}))
    assert answer.worker_of.tolist() == [-1, 1]
    assert answer.gap == 0


def test_a_stop_that_says_yes_at_once_still_gets_an_answer() -> None:
    answer = match(Market(**GOOD), Limits(stop=lambda: True))
    assert answer.bound <= answer.cost <= 2_000
