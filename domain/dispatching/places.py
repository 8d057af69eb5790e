"""Which travel times a judgement will look up, so that they are fetched in a few batches beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point


@dataclass(frozen=True, slots=True)
class TravelNeed:
    """For one mode: all of `anchors` x `visits`, all of `visits` x `stops`, and the single `legs`.

    Anchors are every place a worker may come from; stops the places of committed visits; legs lead from
    each anchor of a worker to that worker's stops, in any order (a late visit changes who comes first).
    """

    mode: TravelMode
    anchors: tuple[Point, ...]
    visits: tuple[Point, ...]
    stops: tuple[Point, ...]
    legs: tuple[tuple[Point, Point], ...]


def travel_needed(
    visits: Iterable[VisitRequest], workers: Iterable[WorkerSnapshot], *, among_visits: bool = False
) -> tuple[TravelNeed, ...]:
    """One need for each mode that some worker uses; nothing twice, in a stable order.

    With `among_visits` the visits are stops too: a worker may be given several of them at once.
    """
    places = tuple(dict.fromkeys(visit.need.place for visit in visits))
    by_mode: dict[TravelMode, list[WorkerSnapshot]] = {}
    for worker in workers:
        by_mode.setdefault(worker.travel_mode, []).append(worker)
    return tuple(
        _need_of(mode, crew, places, places if among_visits else ()) for mode, crew in by_mode.items()
    )


def _need_of(
    mode: TravelMode, crew: Iterable[WorkerSnapshot], places: tuple[Point, ...], new_stops: tuple[Point, ...]
) -> TravelNeed:
    anchors: dict[Point, None] = {}
    stops: dict[Point, None] = dict.fromkeys(new_stops)
    legs: dict[tuple[Point, Point], None] = {}
    for worker in crew:
        origins = [worker.home, *([worker.position] if worker.position else [])]
        chain = [known.need.place for known in worker.commitments]
        anchors.update(dict.fromkeys([*origins, *chain]))
        stops.update(dict.fromkeys(chain))
        pairs = [(origin, stop) for origin in origins for stop in chain]
        pairs += permutations(chain, 2)
        legs.update(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))
    return TravelNeed(mode, tuple(anchors), places, tuple(stops), tuple(legs))
