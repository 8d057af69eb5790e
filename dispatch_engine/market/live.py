"""Matching kept up to date: a tick begins where the last one ended, and ends at the cost of a fresh start."""

from dataclasses import replace

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import CutShort
from dispatch_engine.limits import Limits, Watch
from dispatch_engine.market.answer import MarketMatching
from dispatch_engine.market.assembling import answer_from
from dispatch_engine.market.changes import MarketChange
from dispatch_engine.market.classes import WorkerClasses, classes_of
from dispatch_engine.market.kernels.arrays import NOBODY, Flow, Lists
from dispatch_engine.market.kernels.leaving import seat_again
from dispatch_engine.market.kernels.leftovers import take_room
from dispatch_engine.market.layout import MarketLayout, lay_out_market, terms_of
from dispatch_engine.market.matching import match_counted, solve_layout
from dispatch_engine.market.network import WIDTH, Network, Scout
from dispatch_engine.market.opening import Open
from dispatch_engine.market.problem import Market
from dispatch_engine.market.renewing import renew
from dispatch_engine.market.solving import Solved
from dispatch_engine.market.state import merged, new_flow, no_lists, shorts


class LiveMarket:
    """A market with its solution, from tick to tick.

    Parameters
    ----------
    market
        As it is at first. Fixed orders stay where they are fixed; `MarketChange` fixes others and sets free.

    Attributes
    ----------
    market
        As it is now.
    """

    def __init__(self, market: Market) -> None:
        self.market = market
        self._layout: MarketLayout | None = None
        self._solved: Solved | None = None

    def match(self, limits: Limits | None = None, seed: int = 0) -> MarketMatching:
        """Solve from nothing, and keep what was found. A market that is counted (ADR 120) keeps nothing."""
        watch = Watch(limits or Limits())
        open_ = Open.of(self.market)
        free = np.flatnonzero(open_.is_free)
        classes = classes_of(self.market, open_.room, free)
        counted = match_counted(self.market, open_, classes, watch)
        if counted is not None:
            self._layout = self._solved = None
            return counted
        self._layout = lay_out_market(self.market, free, _each(open_.room))
        return self._keep(solve_layout(self._layout, watch, seed), watch, open_)

    def tick(self, change: MarketChange, limits: Limits | None = None, seed: int = 0) -> MarketMatching:
        """Apply what happened, and solve from where the last call ended.

        After a call that a limit cut short there is nothing to begin from, and the next one starts anew.
        """
        self.market, before = change.applied(self.market)
        if self._layout is None or self._solved is None or not self._solved.is_exact:
            return self.match(limits, seed)
        watch = Watch(limits or Limits())
        open_ = Open.of(self.market)
        self._layout, source = _moved(self._layout, self.market, open_, before)
        solved = _carried(self._solved, self._layout, source)
        try:
            renew(solved, watch, seed)
        except CutShort:
            take_room(solved.network.terms, solved.network.lists, solved.flow)
            solved.is_exact = False
        return self._keep(solved, watch, open_)

    def _keep(self, solved: Solved, watch: Watch, open_: Open) -> MarketMatching:
        assert self._layout is not None
        self._solved = solved
        return answer_from(self.market, open_, self._layout, solved, watch.work)


def _each(room: Ints) -> WorkerClasses:
    """Every worker a class of its own: who shares a place today may not share a shift tomorrow."""
    each = np.arange(room.size)
    return WorkerClasses(each, room, each, np.arange(room.size + 1))


def _moved(layout: MarketLayout, market: Market, open_: Open, before: Ints) -> tuple[MarketLayout, Ints]:
    """The layout of the market as it is now, and the row that each row was before, -1 for new ones."""
    row_before = np.full(max(layout.order.max(initial=-1), before.max(initial=-1)) + 2, -1, dtype=np.int64)
    row_before[layout.order] = np.arange(layout.order.size)
    order = np.flatnonzero(open_.is_free)
    source = row_before[before[order]]  # the last element stands for new orders: before is -1
    rank = np.argsort(np.where(source < 0, source.size + layout.order.size, source), kind="stable")
    order, source = order[rank], source[rank]
    classes = replace(layout.classes, room=open_.room[layout.classes.first])
    x, y = np.ascontiguousarray(market.order_xy[order].T)
    places = layout.places._replace(
        order_x=x, order_y=y, order_skill=market.order_skill[order].astype(np.int32)
    )
    return MarketLayout(order, classes, places, layout.grid, terms_of(market, order, classes)), source


def _carried(solved: Solved, layout: MarketLayout, source: Ints) -> Solved:
    """Prices, pairs and assignment of the rows that stay; new rows with their best pairs."""
    flow = new_flow(layout.terms)
    had = np.flatnonzero(source >= 0)
    flow.worker_of[had] = solved.flow.worker_of[source[had]]
    flow.pays[had] = solved.flow.pays[source[had]]
    _reprice(solved.flow, flow, layout)
    scout = Scout(layout.places, layout.grid, np.zeros(layout.terms.floor.size, dtype=np.int32))
    new = shorts(np.flatnonzero(source < 0))
    limit = layout.terms.penalty[new]
    found = scout.below(no_lists(source.size), flow.price, new, limit, WIDTH)
    flow.pays[new] = np.minimum(found.least, limit)
    lists: Lists = merged(solved.network.lists, new, found, shorts(source))
    seat_again(layout.terms, flow)
    return Solved(Network.of(layout.terms, lists, scout), flow, True)


def _reprice(old: Flow, flow: Flow, layout: MarketLayout) -> None:
    """Who goes off duty costs more than any penalty; who comes back at first as much as anybody pays."""
    room = layout.terms.room
    dear = max(int(old.pays.max(initial=0)), 0)
    flow.price[:] = np.where(old.price >= NOBODY, layout.terms.floor + dear, old.price)
    flow.price[room == 0] = NOBODY
