"""Columns: a worker, the visits of a bundle in the order of the day, and what they cost."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.kernels.bundling import price_bundles
from dispatch_engine.kernels.days import COLUMN, FRAME, MOST, Ask, Day, Found
from dispatch_engine.planning.kernels.arrays import NEVER, Records

SCALE: Final = 1_000
"""Prices are whole thousandths of a unit of cost: so bounds are exact, and close to what the prices allow."""
NOTHING: Final = np.zeros(0, dtype=COLUMN)


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """What a pricing run found.

    Attributes
    ----------
    columns : (k,) of `COLUMN`
        Below the thresholds.
    least : (m,) int
        No column of the worker has less scaled cost less prices.
    work
        Places tried.
    is_complete
        False when there were more columns than room.
    """

    columns: Records
    least: Ints
    work: int
    is_complete: bool


def best_columns(day: Day, size: int, price: Ints, threshold: Ints) -> Priced:
    """The best column below the threshold for each worker and each visit that can be first in its bundle."""
    return _priced(day, Ask(price, threshold, size, SCALE, 0), max(1, day.pair_visit.size))


def all_columns(day: Day, size: int, price: Ints, threshold: Ints, most: int) -> Priced:
    """All columns below the thresholds, the cheapest order of each set; incomplete when above `most`."""
    return _priced(day, Ask(price, threshold, size, SCALE, 1), most)


def members(columns: Records) -> Ints:
    """(k, 3) visits, -1 behind the last."""
    return np.stack([columns[f"visit_{k}"] for k in range(MOST)], axis=1)


def distinct(columns: Records) -> Records:
    """The cheapest column of each worker and set of visits."""
    sets = np.sort(members(columns), axis=1)
    keys = (columns["cost"], sets[:, 2], sets[:, 1], sets[:, 0], columns["worker"])
    ranks = np.lexsort(keys)
    same = np.ones(ranks.size, dtype=np.bool_)
    if ranks.size:
        differs = (sets[ranks][1:] != sets[ranks][:-1]).any(axis=1)
        same[1:] = differs | (columns["worker"][ranks][1:] != columns["worker"][ranks][:-1])
    return columns[ranks[same]]


def joined(columns: Records, more: Records) -> Records:
    """Both, the cheapest column of each worker and set of visits."""
    return distinct(np.concatenate([columns, more]))


def _priced(day: Day, ask: Ask, room: int) -> Priced:
    found = Found(
        columns=np.zeros(room, dtype=COLUMN),
        reduced=np.full(room, NEVER, dtype=np.int64),
        least=np.zeros(day.worker_start.size - 1, dtype=np.int64),
        tally=np.zeros(2, dtype=np.int64),
        frames=np.zeros(MOST + 1, dtype=FRAME),
    )
    price_bundles(day, ask, found)
    kept = found.columns[found.reduced < NEVER]
    is_complete = not ask.keeps_all or int(found.tally[0]) <= room
    return Priced(distinct(kept), found.least, int(found.tally[1]), is_complete)
