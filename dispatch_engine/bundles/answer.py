"""What `match_bundles` answers with."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.bundles.master import Prices
from dispatch_engine.kernels.days import Day
from dispatch_engine.matching import Layout
from dispatch_engine.status import Status


@dataclass(frozen=True, slots=True)
class Bundle:
    """New visits of one worker, in the order of the day.

    Attributes
    ----------
    worker, visits
        Whose, and which.
    spans, positions
        For each visit the span it goes into, and how many committed stops of it come before.
    starts
        Second at which each visit begins.
    cost, terms
        What the bundle costs, and by name of term. Load counts for each visit as it was before the round.
    """

    worker: int
    visits: tuple[int, ...]
    spans: tuple[int, ...]
    positions: tuple[int, ...]
    starts: tuple[int, ...]
    cost: int
    terms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class BundleMatching:
    """The answer of `match_bundles`.

    Attributes
    ----------
    bundles
        At most one a worker, by worker.
    status
        `OPTIMAL` when cost equals bound.
    cost
        Costs of the bundles plus penalties of the unserved.
    cost_by_term
        The same by part; the key "unserved" holds the penalties.
    bound
        No choice of bundles costs less; None when a limit came before anything was proven.
    prices
        Duals behind the bound, in thousandths, below which no bundle costs: that makes the bound. None where
        `bound` is.
    layout, day
        Each pair judged alone, and what bundles were made from.
    size
        Most visits a bundle.
    work
        Places tried.
    """

    bundles: tuple[Bundle, ...]
    status: Status
    cost: int
    cost_by_term: Mapping[str, int]
    bound: int | None
    prices: Prices | None
    layout: Layout
    day: Day
    size: int
    work: int

    @property
    def gap(self) -> int | None:
        """cost - bound: 0 when proven optimal, None when nothing is proven."""
        return None if self.bound is None else self.cost - self.bound

    @property
    def worker_of(self) -> Ints:
        """(n,) worker of each visit, -1 for unserved."""
        worker_of = np.full(self.layout.pairs.orders, -1, dtype=np.int64)
        for bundle in self.bundles:
            worker_of[list(bundle.visits)] = bundle.worker
        return worker_of

    @property
    def served(self) -> int:
        """How many visits have a worker."""
        return sum(len(bundle.visits) for bundle in self.bundles)
