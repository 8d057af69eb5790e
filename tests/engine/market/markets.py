"""Small markets for tests, and the cheapest cost by a solver that knows all pairs."""

import numpy as np
from hypothesis import strategies as st

from dispatch_engine import Market, PairProblem
from dispatch_engine.certificate import cost_of
from dispatch_engine.flow import solve_flow
from dispatch_engine.limits import Limits, Watch


def pairs_of(market: Market) -> PairProblem:
    """All feasible pairs, by trying each."""
    order, worker = np.divmod(np.arange(market.orders * market.workers), max(market.workers, 1))
    keep = market.feasible(order, worker)
    order, worker = order[keep], worker[keep]
    return PairProblem(
        penalty=market.penalty,
        capacity=market.capacity,
        pair_order=order,
        pair_worker=worker,
        terms={"travel": market.cost(order, worker)},
        fixed=market.fixed,
    )


def least_cost(market: Market) -> int:
    """By OR-Tools over all pairs."""
    problem = pairs_of(market)
    return cost_of(problem, solve_flow(problem, Watch(Limits()), 0))


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """Everything in small: few places or many, floats, terms, low penalties, nobody on duty, fixed pairs."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    n, m, s = draw(st.integers(0, 40)), draw(st.integers(1, 40)), draw(st.integers(1, 4))
    side = draw(st.sampled_from([0, 3, 50, 5_000]))
    whole = draw(st.booleans())
    order_xy, worker_xy = random.uniform(-side, side, (n, 2)), random.uniform(-side, side, (m, 2))
    capacity = random.integers(0, draw(st.integers(1, 4)) + 1, m)
    fixed = np.full(n, -1)
    if draw(st.booleans()):
        room = capacity.copy()
        for order in range(0, n, 5):
            worker = int(random.integers(0, m))
            if room[worker]:
                fixed[order] = worker
                room[worker] -= 1
    dearest = draw(st.sampled_from([5, 3_000, 1_000_000]))
    return Market(
        order_xy=np.round(order_xy) if whole else order_xy,
        order_skill=random.integers(0, s, n),
        worker_xy=np.round(worker_xy) if whole else worker_xy,
        worker_skills=random.random((m, s)) < 0.7,
        radius=random.uniform(0, 2 * side + 1, m),
        capacity=capacity,
        penalty=random.integers(0, dearest + 1, n) if draw(st.booleans()) else dearest,
        worker_term=random.integers(0, 200, m) if draw(st.booleans()) else None,
        skill_term=random.integers(0, 200, s) if draw(st.booleans()) else None,
        fixed=fixed,
    )
