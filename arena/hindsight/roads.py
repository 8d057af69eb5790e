"""Ways by road for a plan in hindsight, out of a city's streets."""

from collections.abc import Sequence

from adapters.geo.fixture import City
from adapters.geo.roads import build_graph
from adapters.geo.ways import TreeStore, find_ways
from arena.hindsight.problem import Ints, TravelByMode
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point


def road_travel(city: City, trees_kept: int = 512) -> TravelByMode:
    """Keeps the graph of each mode asked for, and up to `trees_kept` trees of shortest ways in it.

    Where a place is off all streets, the straight line stands in. Raises ValueError for an unknown mode.
    """
    stores: dict[TravelMode, TreeStore] = {}

    def travel(mode: str, places: Sequence[Point], /) -> tuple[Ints, Ints]:
        kind = TravelMode(mode)
        if kind not in stores:
            stores[kind] = TreeStore(build_graph(city.streets, kind), trees_kept)
        ways = find_ways(stores[kind], kind, places, places)
        return ways.seconds, ways.metres

    return travel
