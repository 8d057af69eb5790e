"""Where the workers of the demo take visits: the zones within reach of home, with a line around them."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely

from adapters.geo.areas import hull_around, polygon
from adapters.geo.fixture import Zone
from adapters.geo.straight import straight_metres
from bootstrap.seeding.ids import seed_id
from domain.scheduling.travel import TravelMode
from domain.workforce.model import ServiceArea, Worker

REACH_M: Final = {
    TravelMode.CAR: 9_000.0,
    TravelMode.MOTORCYCLE: 7_000.0,
    TravelMode.E_BIKE: 4_500.0,
    TravelMode.BICYCLE: 3_000.0,
    TravelMode.FOOT: 1_500.0,
}


def service_areas(workers: Sequence[Worker], zones: Sequence[Zone]) -> tuple[ServiceArea, ...]:
    """The hull of the zones whose middle is within a worker's reach, always with the home and its zone."""
    shapes = [polygon(zone.area) for zone in zones]
    hulls = [shapely.get_coordinates(shape.convex_hull) for shape in shapes]
    middles = np.array([shape.centroid.coords[0] for shape in shapes])
    homes = np.array([(worker.home.lon, worker.home.lat) for worker in workers]).reshape(-1, 2)
    reach = np.array([REACH_M[worker.travel_mode] for worker in workers])
    is_near = straight_metres(homes, middles) <= reach[:, None]
    tree = shapely.STRtree(shapes)
    doors = np.asarray(shapely.points(homes), dtype=np.object_)
    for row, zone in tree.query(doors, predicate="intersects").T:
        is_near[row, zone] = True
    areas = []
    for worker, home, near in zip(workers, homes, is_near, strict=True):
        corners = np.concatenate([_yard(home), *(hulls[zone] for zone in np.flatnonzero(near))])
        area_id = seed_id("service_area", str(worker.id))
        areas.append(ServiceArea(area_id, worker.id, worker.region_id, hull_around(corners)))
    return tuple(areas)


def _yard(
    home: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """A square of some 100 m around the home, so that even a home in no zone has an area."""
    return home + np.array([(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]) * 5e-4
