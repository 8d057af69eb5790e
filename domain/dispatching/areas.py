"""Whether a point lies in a polygon, without any geometry library."""

from domain.communities.area import Area
from domain.shared.geo import Point


def area_holds(area: Area, point: Point) -> bool:
    """Even-odd rule in degrees; the outline itself belongs to the area."""
    lon, lat = point.lon, point.lat
    west, south, east, north = area.bounds
    if not (west <= lon <= east and south <= lat <= north):
        return False
    inside = False
    previous = area.corners[-1]
    for corner in area.corners:
        a, b = previous.lat, corner.lat
        if not (a > lat and b > lat) and not (a < lat and b < lat):  # all other edges pass above or below
            if _is_on_edge(previous, corner, point):
                return True
            if (b > lat) != (a > lat) and lon < corner.lon + (lat - b) / (a - b) * (
                previous.lon - corner.lon
            ):
                inside = not inside
        previous = corner
    return inside


def _is_on_edge(a: Point, b: Point, point: Point) -> bool:
    turn = (b.lon - a.lon) * (point.lat - a.lat) - (b.lat - a.lat) * (point.lon - a.lon)
    if turn != 0:
        return False
    return min(a.lon, b.lon) <= point.lon <= max(a.lon, b.lon) and (
        min(a.lat, b.lat) <= point.lat <= max(a.lat, b.lat)
    )
