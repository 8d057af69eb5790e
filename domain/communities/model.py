"""Regions, the communities in them, and who lives where. Records without rules of their own."""

from dataclasses import dataclass

from domain.communities.area import Area, Bounds
from domain.shared.geo import Point
from domain.shared.ids import AccountId, AddressId, CommunityId, RegionId
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class Region:
    """A city: the unit of partitioning and of dispatch.

    `time_zone` is an IANA name, `currency` an ISO 4217 code with `currency_exponent` decimals (CLP has
    none), `country` an ISO 3166 alpha-2 code; `bounds` is (west, south, east, north) in degrees.
    """

    id: RegionId
    code: str
    name: Text
    country: str
    time_zone: str
    currency: str
    currency_exponent: int
    centre: Point
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Community:
    """A residential compound; `population` is the number of people, 0 when unknown."""

    id: CommunityId
    region_id: RegionId
    code: str
    name: Text
    area: Area
    centre: Point
    population: int


@dataclass(frozen=True, slots=True)
class Address:
    """A household's door: `line` is street and number, `unit` the flat, `point` where a worker goes."""

    id: AddressId
    account_id: AccountId
    region_id: RegionId
    community_id: CommunityId
    line: str
    unit: str
    point: Point
    version: int = 1
