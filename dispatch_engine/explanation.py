"""Why an order got the worker it got, or none."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dispatch_engine.matching import Matching
from dispatch_engine.verdicts import Verdict


class Outcome(StrEnum):
    SERVED = "served"
    NOBODY_FITS = "nobody_fits"
    OUTBID = "outbid"
    """Somebody fits, but every one of them is worth more elsewhere, or dearer than the penalty."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A worker that fits the order: what the pair costs, by term, and which order holds the worker.

    `regret` is how much the total would rise at least if the order were given to this worker (reduced cost of
    the pair under the certificate's prices); None without a certificate.
    """

    worker: int
    cost: int
    terms: tuple[tuple[str, int], ...]
    held_by: tuple[int, ...]
    regret: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`rivals` are all that fit, cheapest first; `refused` counts the other workers by `Verdict`."""

    order: int
    outcome: Outcome
    worker: int
    rivals: tuple[Rival, ...]
    refused: tuple[tuple[Verdict, int], ...]


def explain(matching: Matching, order: int, most: int = 20) -> Explanation:
    """Explain one order of a matching.

    Parameters
    ----------
    matching
        From `match`.
    order
        Index of the order or visit.
    most
        At most so many rivals, cheapest first.

    Returns
    -------
    Explanation
    """
    pairs, worker = matching.layout.pairs, int(matching.worker_of[order])
    low, high = int(pairs.order_start[order]), int(pairs.order_start[order + 1])
    ranked = low + np.lexsort((pairs.pair_worker[low:high], pairs.cost[low:high]))
    outcome = Outcome.SERVED if worker >= 0 else Outcome.OUTBID if high > low else Outcome.NOBODY_FITS
    rivals = tuple(_rival(matching, order, int(pair)) for pair in ranked[:most])
    return Explanation(order, outcome, worker, rivals, _refused(matching, order))


def _rival(matching: Matching, order: int, pair: int) -> Rival:
    pairs, certificate = matching.layout.pairs, matching.certificate
    worker = int(pairs.pair_worker[pair])
    regret = None
    if certificate is not None and certificate.is_optimal:
        prices = certificate.order_price[order] + certificate.worker_price[worker]
        regret = int(pairs.cost[pair] - prices)
    return Rival(
        worker=worker,
        cost=int(pairs.cost[pair]),
        terms=tuple((name, int(part[pair])) for name, part in pairs.terms.items()),
        held_by=tuple(int(other) for other in np.flatnonzero(matching.worker_of == worker)),
        regret=regret,
    )


def _refused(matching: Matching, order: int) -> tuple[tuple[Verdict, int], ...]:
    if matching.layout.table is None:
        return ()
    counts = matching.layout.table.refused[order]
    return tuple((verdict, int(counts[verdict])) for verdict in Verdict if counts[verdict])
