"""Which map and which speeds travel times come from, as one short word that changes with any of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from adapters.geo.fixture import City
from adapters.geo.speeds import BOUND_BY_ONEWAY, DETOUR, OFF_STREET_KMH, STREET_KMH
from domain.shared.ids import RegionId

_LENGTH: Final = 16
_ARRAYS: Final = (
    "node_lon",
    "node_lat",
    "link_from",
    "link_to",
    "link_is_oneway",
    "link_class",
    "link_length_dm",
)


def travel_digest(city: City | None) -> str:
    """Of everything that `adapters.geo` makes travel times from; None: of the straight line's speeds."""
    made_of = sha256()
    for table in (STREET_KMH, OFF_STREET_KMH):
        made_of.update(repr(sorted(table.items())).encode())
    made_of.update(f"{DETOUR} {sorted(BOUND_BY_ONEWAY)}".encode())
    for name in _ARRAYS if city else ():
        made_of.update(getattr(city.streets, name).tobytes())  # type: ignore[union-attr]
    return f"{'streets' if city else 'straight'}-{made_of.hexdigest()[:_LENGTH]}"


@dataclass(frozen=True, slots=True)
class TravelDigests:
    """The digest of each region, made when first asked for."""

    cities: Mapping[RegionId, City]
    _known: dict[RegionId, str] = field(default_factory=dict)

    def __call__(self, region_id: RegionId) -> str:
        if region_id not in self._known:
            self._known[region_id] = travel_digest(self.cities.get(region_id))
        return self._known[region_id]
