"""How fast people get around a city, by travel mode and class of street.

Averages over a working day with crossings and lights in them, in km/h; None closes a class to a mode.
They are set low on purpose: a worker who is early waits, one who is late breaks a promise.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from adapters.geo.streets import STREET_CLASSES
from domain.scheduling.travel import TravelMode

Kmh = float | None

STREET_KMH: Final[Mapping[TravelMode, tuple[Kmh, ...]]] = {
    # motorway, trunk, primary, secondary, tertiary, unclassified, residential, living_street
    TravelMode.CAR: (75.0, 55.0, 38.0, 34.0, 29.0, 27.0, 20.0, 10.0),
    TravelMode.MOTORCYCLE: (70.0, 55.0, 41.0, 37.0, 31.0, 28.0, 22.0, 12.0),
    TravelMode.E_BIKE: (None, 24.0, 22.0, 22.0, 22.0, 22.0, 20.0, 12.0),
    TravelMode.BICYCLE: (None, 15.0, 15.0, 15.0, 15.0, 14.0, 14.0, 10.0),
    TravelMode.FOOT: (None, 4.8, 4.8, 4.8, 4.8, 4.8, 4.8, 4.8),
}
OFF_STREET_KMH: Final[Mapping[TravelMode, float]] = {
    TravelMode.CAR: 33.0,
    TravelMode.MOTORCYCLE: 35.0,
    TravelMode.E_BIKE: 21.0,
    TravelMode.BICYCLE: 14.0,
    TravelMode.FOOT: 4.8,
}
DETOUR: Final = 1.35  # streets against the straight line, median of La Serena (docs/adr/0031)
BOUND_BY_ONEWAY: Final = frozenset(TravelMode) - {TravelMode.FOOT}


def street_m_per_s(mode: TravelMode) -> NDArray[np.float64]:
    """Speeds in the order of `STREET_CLASSES`; NaN where the mode may not go."""
    kmh = [np.nan if speed is None else speed for speed in STREET_KMH[mode]]
    if len(kmh) != len(STREET_CLASSES):
        raise ValueError(f"{mode} needs a speed for each class of street")
    return np.array(kmh) / 3.6


def off_street_m_per_s(mode: TravelMode) -> float:
    return OFF_STREET_KMH[mode] / 3.6
