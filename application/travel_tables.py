"""Fetch every travel time that a judgement will look up, in a few batches, before the pure part begins."""

from collections.abc import Iterable, Mapping

from application.ports.travel import TravelTimes
from domain.dispatching.places import TravelNeed, travel_needed
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.travel import TravelMode, TravelTable
from domain.shared.ids import RegionId


async def fetch_travel(
    travel: TravelTimes,
    region_id: RegionId,
    visits: Iterable[VisitRequest],
    workers: Iterable[WorkerSnapshot],
    *,
    among_visits: bool = False,
) -> Mapping[TravelMode, TravelTable]:
    """A table for each travel mode that some worker uses; `among_visits` see `travel_needed`."""
    needs = travel_needed(visits, workers, among_visits=among_visits)
    return {need.mode: await _table(travel, region_id, need) for need in needs}


async def _table(travel: TravelTimes, region_id: RegionId, need: TravelNeed) -> TravelTable:
    blocks = [await travel.matrix(region_id, need.mode, need.anchors, need.visits)]
    if need.stops:
        blocks.append(await travel.matrix(region_id, need.mode, need.visits, need.stops))
    legs = await travel.legs(region_id, need.mode, need.legs) if need.legs else ()
    return TravelTable(tuple(blocks), dict(zip(need.legs, legs, strict=True)))
