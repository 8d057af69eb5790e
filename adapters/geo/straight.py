"""Travel estimated from the straight line: the answer where no street leads, or no streets are known."""

from math import ceil

import numpy as np

from adapters.geo.speeds import DETOUR, off_street_m_per_s
from adapters.geo.streets import Floats
from domain.scheduling.travel import Leg, TravelMode
from domain.shared.geo import EARTH_RADIUS_M, Point, straight_m


def straight_leg(mode: TravelMode, origin: Point, target: Point) -> Leg:
    """The straight line times `DETOUR`, at the mode's average speed; whole seconds and metres, rounded up."""
    metres = straight_m(origin, target) * DETOUR
    return Leg(ceil(metres / off_street_m_per_s(mode)), ceil(metres), is_road=False)


def straight_metres(sources: Floats, targets: Floats) -> Floats:
    """Great-circle metres between rows of (lon, lat) degrees, shape (sources, targets); as `straight_m`."""
    a, b = np.radians(sources)[:, None, :], np.radians(targets)[None, :, :]
    half = np.sin((b - a) / 2) ** 2
    h = half[..., 1] + np.cos(a[..., 1]) * np.cos(b[..., 1]) * half[..., 0]
    metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    return metres
