"""Workers that nothing tells apart, as one with more room."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from dispatch_engine.arrays import Ints, starts_of
from dispatch_engine.market.checking import Metres
from dispatch_engine.market.problem import Market

MOST_DISTANCES: Final = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class WorkerClasses:
    """Workers by class.

    Attributes
    ----------
    first : (k,)
        One worker of each class.
    room : (k,)
        What all of the class can still take.
    members, start
        The workers of class j are members[start[j] : start[j + 1]].
    """

    first: Ints
    room: Ints
    members: Ints
    start: Ints

    def reordered(self, rank: Ints) -> "WorkerClasses":
        """The same classes, numbered anew."""
        sizes = np.diff(self.start)[rank]
        offsets = starts_of(sizes)
        shift = np.repeat(self.start[:-1][rank] - offsets[:-1], sizes)
        members = self.members[np.arange(offsets[-1]) + shift]
        return WorkerClasses(self.first[rank], self.room[rank], members, offsets)

    def spread(self, class_of: Ints, room: Ints) -> Ints:
        """Give each served order one worker of its class, as far as each has room.

        Parameters
        ----------
        class_of : (n,)
            Class of each order, -1 for unserved.
        room : (m,)
            What each worker can take.
        """
        worker_of = np.full(class_of.size, -1, dtype=np.int64)
        served = np.flatnonzero(class_of >= 0)
        by_class = served[np.argsort(class_of[served], kind="stable")]
        slots = np.repeat(self.members, np.minimum(room[self.members], by_class.size))
        slot_class = np.repeat(np.arange(self.first.size), np.diff(self.start))
        slot_class = np.repeat(slot_class, np.minimum(room[self.members], by_class.size))
        first_slot = np.searchsorted(slot_class, class_of[by_class])
        first_order = np.searchsorted(class_of[by_class], class_of[by_class])
        worker_of[by_class] = slots[first_slot + np.arange(by_class.size) - first_order]
        return worker_of


def classes_of(market: Market, room: Ints, free: Ints) -> WorkerClasses:
    """Workers with room, merged where place, skills, radius and term are equal.

    On few distinct places a radius counts as the distance of the farthest order that it reaches.
    """
    open_ = np.flatnonzero(room > 0)
    radius = _reached(market, open_, free)
    columns = np.packbits(market.worker_skills[open_], axis=1)
    keys = [market.worker_term[open_], radius, *market.worker_xy[open_].T, *columns.T]
    rank = np.lexsort(keys)
    differs = np.zeros(max(open_.size - 1, 0), dtype=np.bool_)
    for key in keys:
        differs |= key[rank][1:] != key[rank][:-1]
    heads = np.flatnonzero(np.concatenate([np.ones(min(open_.size, 1), dtype=np.bool_), differs]))
    start = np.append(heads, open_.size)
    members = open_[rank]
    totals = np.append(0, np.cumsum(room[members]))
    return WorkerClasses(members[heads], totals[start[1:]] - totals[start[:-1]], members, start)


def _reached(market: Market, workers: Ints, free: Ints) -> Metres:
    """The radius of each worker, or on few places the squared distance of the farthest place within it."""
    radius = market.radius[workers]
    sites, site_of = np.unique(market.worker_xy[workers], axis=0, return_inverse=True)
    if not free.size or sites.shape[0] * 2 > workers.size:
        return radius
    places = np.unique(market.order_xy[free], axis=0)
    if sites.shape[0] * places.shape[0] > MOST_DISTANCES:
        return radius
    offset = sites[:, None, :] - places[None, :, :]
    squared = np.sort(offset[..., 0] * offset[..., 0] + offset[..., 1] * offset[..., 1], axis=1)
    found = np.empty(workers.size)
    for site in range(sites.shape[0]):
        mine = np.flatnonzero(site_of == site)
        reach = np.searchsorted(squared[site], radius[mine] * radius[mine], side="right")
        found[mine] = np.append(-1.0, squared[site])[reach]
    return found
