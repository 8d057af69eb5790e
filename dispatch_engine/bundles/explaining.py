"""Why a visit is in the bundle it is in, or in none."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.bundles.answer import Bundle, BundleMatching
from dispatch_engine.bundles.columns import SCALE, all_columns, best_columns, members
from dispatch_engine.bundles.master import Prices
from dispatch_engine.bundles.solving import TERMS
from dispatch_engine.errors import ProblemError
from dispatch_engine.explanation import Outcome
from dispatch_engine.planning.kernels.arrays import Records
from dispatch_engine.verdicts import Verdict

MOST_COLUMNS: Final = 200_000
DECISIVE: Final = 2**58
"""A price that no other price or cost outweighs."""


@dataclass(frozen=True, slots=True)
class BundleRival:
    """The best bundle of another worker with the visit in it, at the prices of all visits.

    `regret` is how much the total would rise at least if this bundle were made, from the proven bound.
    """

    worker: int
    visits: tuple[int, ...]
    cost: int
    terms: tuple[tuple[str, int], ...]
    held: tuple[int, ...]
    regret: int


@dataclass(frozen=True, slots=True)
class BundleExplanation:
    """`bundle` holds the visit, None when it is unserved; `adds` is what it costs more than the cheapest way
    to do the rest of the bundle. `rivals`: the other workers who could, least regret first, empty where
    nothing is proven; `refused` counts the workers whom the visit alone does not fit, by `Verdict`."""

    visit: int
    outcome: Outcome
    bundle: Bundle | None
    adds: int | None
    rivals: tuple[BundleRival, ...]
    refused: tuple[tuple[Verdict, int], ...]


def explain_bundle(answer: BundleMatching, visit: int, most: int = 20) -> BundleExplanation:
    """Explain one visit of `match_bundles`.

    Parameters
    ----------
    answer
        From `match_bundles`.
    visit
        Its index.
    most
        At most so many rivals.

    Raises
    ------
    ProblemError
        When there is no such visit.
    """
    if not 0 <= visit < answer.layout.pairs.orders:
        raise ProblemError(f"there is no visit {visit}")
    bundle = next((one for one in answer.bundles if visit in one.visits), None)
    rivals = _rivals(answer, visit, bundle)
    can = rivals or answer.layout.pairs.order_start[visit + 1] > answer.layout.pairs.order_start[visit]
    outcome = Outcome.SERVED if bundle else Outcome.OUTBID if can else Outcome.NOBODY_FITS
    adds = None if bundle is None else _adds(answer, bundle, visit)
    return BundleExplanation(visit, outcome, bundle, adds, rivals[:most], _refused(answer, visit))


def _rivals(answer: BundleMatching, visit: int, bundle: Bundle | None) -> tuple[BundleRival, ...]:
    """Of the other workers the bundle with the visit that costs least above all prices."""
    if answer.prices is None or answer.bound is None:
        return ()
    found = _columns_with(answer, answer.prices, visit)
    above = _above_prices(found, answer.prices)
    best: dict[int, BundleRival] = {}
    for row in np.argsort(above, kind="stable").tolist():
        worker = int(found["worker"][row])
        if worker not in best and (bundle is None or worker != bundle.worker):
            rise = answer.bound - answer.cost - (-int(above[row]) // SCALE)
            best[worker] = _rival(answer, found[row], max(0, rise))
    return tuple(sorted(best.values(), key=lambda rival: (rival.regret, rival.cost, rival.worker)))


def _columns_with(answer: BundleMatching, prices: Prices, visit: int) -> Records:
    """A pricing run in which the visit is worth so much that only bundles with it are found."""
    price = prices.visit.copy()
    price[visit] += DECISIVE
    threshold = np.full(prices.worker.size, -DECISIVE // 2, dtype=np.int64)
    return best_columns(answer.day, answer.size, price, threshold).columns


def _above_prices(columns: Records, prices: Prices) -> Ints:
    """Scaled cost less the prices of visits and worker: by so much taking a column lifts the bound."""
    served = members(columns)
    worth = np.where(served >= 0, prices.visit[served], 0).sum(axis=1)
    above: Ints = columns["cost"] * SCALE - worth - prices.worker[columns["worker"]]
    return above


def _adds(answer: BundleMatching, bundle: Bundle, visit: int) -> int | None:
    """The cost of the bundle less that of the cheapest way to do the others; None when there is none."""
    rest = sorted(set(bundle.visits) - {visit})
    if not rest:
        return bundle.cost
    day, worker = answer.day, bundle.worker
    low, high = int(day.pair_start[worker]), int(day.pair_start[worker + 1])
    mine = low + np.flatnonzero(np.isin(day.pair_visit[low:high], rest))
    start = np.where(np.arange(day.pair_start.size) > worker, mine.size, 0)
    only = day._replace(pair_start=start, pair_visit=day.pair_visit[mine], pair_fee=day.pair_fee[mine])
    free, anything = np.zeros(day.wants.size, dtype=np.int64), np.full(start.size - 1, 2**60)
    found = all_columns(only, len(rest), free, anything, MOST_COLUMNS).columns
    whole = found[(members(found) >= 0).sum(axis=1) == len(rest)]
    return bundle.cost - int(whole["cost"].min()) if whole.size else None


def _rival(answer: BundleMatching, column: np.void, regret: int) -> BundleRival:
    worker = int(column["worker"])
    return BundleRival(
        worker=worker,
        visits=tuple(int(one) for one in members(np.array([column]))[0] if one >= 0),
        cost=int(column["cost"]),
        terms=tuple((name, int(column[name])) for name in TERMS),
        held=next((one.visits for one in answer.bundles if one.worker == worker), ()),
        regret=regret,
    )


def _refused(answer: BundleMatching, visit: int) -> tuple[tuple[Verdict, int], ...]:
    table = answer.layout.table
    assert table is not None
    counts = table.refused[visit]
    return tuple((verdict, int(counts[verdict])) for verdict in Verdict if counts[verdict])
