"""The arrays of a solve, made once and handed to every kernel."""

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.market.kernels.arrays import (
    CLOSED,
    KEPT,
    Auction,
    Back,
    Flow,
    Found,
    Lists,
    Search,
    Shorts,
    Terms,
)
from dispatch_engine.market.kernels.lists import merge, turn_round


def new_auction(terms: Terms, cap: int, seed: int) -> Auction:
    """Nobody holds anything; penalties count up to the cap; the seed says who is queued first."""
    n, m, units = terms.penalty.size, terms.floor.size, int(terms.unit[-1])
    limit = np.minimum(terms.penalty, cap).astype(np.int32)
    return Auction(
        price=np.zeros(m, dtype=np.int32),
        unit_price=np.zeros(units, dtype=np.int32),
        holder=np.full(units, -1, dtype=np.int32),
        unit_of=np.full(n, -1, dtype=np.int32),
        pays=limit.copy(),
        held_cost=np.zeros(n, dtype=np.int32),
        limit=limit,
        kept_worker=np.zeros((n, KEPT), dtype=np.int32),
        kept_cost=np.zeros((n, KEPT), dtype=np.int32),
        kept=np.zeros(n, dtype=np.int32),
        rest=np.zeros(n, dtype=np.int32),
        key=np.zeros(KEPT + 1, dtype=np.int32),
        queue=np.zeros(n + m + 1, dtype=np.int32),
        is_queued=np.zeros(m, dtype=np.uint8),
        tally=np.array([0, 0, np.random.default_rng(seed).integers(max(n, 1)), 0], dtype=np.int64),
    )


def resumed_auction(terms: Terms, flow: Flow, seed: int) -> Auction:
    """Everybody holds what the flow says, at its prices; true penalties."""
    auction = new_auction(terms, int(terms.penalty.max(initial=1)), seed)
    auction.price[:] = np.minimum(flow.price, CLOSED)
    auction.holder[:] = flow.holder
    auction.unit_of[:] = flow.unit_of
    held = np.flatnonzero(flow.worker_of >= 0)
    auction.held_cost[held] = flow.pays[held] - flow.price[flow.worker_of[held]]
    return auction


def new_flow(terms: Terms) -> Flow:
    """Nobody has a worker."""
    n, m = terms.penalty.size, terms.floor.size
    return Flow(
        price=terms.floor.copy(),
        pays=np.zeros(n, dtype=np.int64),
        worker_of=np.full(n, -1, dtype=np.int32),
        unit_of=np.full(n, -1, dtype=np.int32),
        holder=np.full(int(terms.unit[-1]), -1, dtype=np.int32),
        load=np.zeros(m, dtype=np.int64),
    )


def new_search(workers: int) -> Search:
    return Search(
        label=np.zeros(workers, dtype=np.int64),
        state=np.zeros(workers, dtype=np.uint8),
        via=np.full(workers, -1, dtype=np.int32),
        parent=np.full(workers, -1, dtype=np.int32),
        touched=np.zeros(workers + 1, dtype=np.int32),
        heap_key=np.zeros(workers + 1, dtype=np.int64),
        heap_worker=np.zeros(workers + 1, dtype=np.int32),
        place=np.full(workers, -1, dtype=np.int32),
        size=np.zeros(4, dtype=np.int64),
        best=np.zeros(4, dtype=np.int64),
    )


def new_found(rows: int, width: int) -> Found:
    return Found(
        worker=np.zeros((rows, width), dtype=np.int32),
        cost=np.zeros((rows, width), dtype=np.int32),
        key=np.zeros((rows, width), dtype=np.int64),
        many=np.zeros(rows, dtype=np.int32),
        least=np.zeros(rows, dtype=np.int64),
    )


def no_lists(orders: int) -> Lists:
    return Lists(
        np.zeros(orders + 1, dtype=np.int64), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    )


def merged(lists: Lists, orders: Shorts, found: Found, source: Shorts | None = None) -> Lists:
    """The lists with what was found for these orders; `source` says which list each order had before."""
    if source is None:
        source = np.arange(lists.start.size - 1, dtype=np.int32)
    n = source.size
    row_of = np.full(n, -1, dtype=np.int32)
    row_of[orders] = np.arange(orders.size, dtype=np.int32)
    size = int(np.diff(lists.start)[source[source >= 0]].sum()) + int(found.many.sum())
    new = Lists(
        np.zeros(n + 1, dtype=np.int64), np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32)
    )
    merge(lists, source, row_of, found, new)
    return new


def turned(lists: Lists, workers: int) -> Back:
    """The lists by worker."""
    back = Back(np.zeros(workers + 1, dtype=np.int64), np.empty_like(lists.worker), np.empty_like(lists.cost))
    turn_round(lists, np.zeros(workers, dtype=np.int64), back)
    return back


def shorts(values: Ints) -> Shorts:
    return np.ascontiguousarray(values, dtype=np.int32)
