"""What can be ordered. Services are the same everywhere, prices belong to a region."""

from dataclasses import dataclass

from domain.shared.errors import Malformed
from domain.shared.ids import CategoryId, RegionId, ServiceId
from domain.shared.texts import Text


class PriceBandIsUpsideDown(Malformed):
    code = "price_band_is_upside_down"


@dataclass(frozen=True, slots=True)
class SkillKind:
    """A trade a worker can have and a service can need."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class ServiceCategory:
    """`icon` names a picture that the front ends ship; `position` orders the shelf, from 0."""

    id: CategoryId
    code: str
    name: Text
    icon: str
    position: int


@dataclass(frozen=True, slots=True)
class Service:
    """One thing to order.

    Work takes `duration_s` seconds on average with a standard deviation of `duration_spread_s`; it needs
    `skill` at `min_level` (1..5); `photos_before` and `photos_after` are the least numbers of pictures.
    """

    id: ServiceId
    category_id: CategoryId
    code: str
    name: Text
    scope: Text
    skill: str
    min_level: int
    duration_s: int
    duration_spread_s: int
    photos_before: int
    photos_after: int
    warranty_days: int
    position: int
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class ServicePrice:
    """What a service costs in a region, in minor units of its currency; extras stay within the band.

    Raises `PriceBandIsUpsideDown` unless 0 <= low <= high and the price is not negative.
    """

    service_id: ServiceId
    region_id: RegionId
    price_minor: int
    band_low_minor: int
    band_high_minor: int

    def __post_init__(self) -> None:
        if self.price_minor < 0 or not 0 <= self.band_low_minor <= self.band_high_minor:
            raise PriceBandIsUpsideDown()
