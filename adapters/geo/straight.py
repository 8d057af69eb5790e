"""Travel estimated from the straight line: the answer where no street leads, or no streets are known."""

import numpy as np

from adapters.geo.streets import Floats
from domain.shared.geo import EARTH_RADIUS_M


def straight_metres(sources: Floats, targets: Floats) -> Floats:
    """Great-circle metres between rows of (lon, lat) degrees, shape (sources, targets); as `straight_m`."""
    a, b = np.radians(sources)[:, None, :], np.radians(targets)[None, :, :]
    half = np.sin((b - a) / 2) ** 2
    h = half[..., 1] + np.cos(a[..., 1]) * np.cos(b[..., 1]) * half[..., 0]
    metres: Floats = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    return metres
