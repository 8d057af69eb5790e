"""Regions, communities, the catalogue and slots."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.shared.geo import Point
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """`bounds` is (west, south, east, north) in degrees; `currency_exponent` the number of decimals."""

    id: UUID
    code: str
    name: Text
    time_zone: str
    currency: str
    currency_exponent: int
    centre: Point
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a client needs before anybody signs in. Business time runs at `clock_rate` from `business_now`."""

    regions: tuple[Region, ...]
    business_now: datetime
    clock_rate: float
    min_client_version: str
    map_notice: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`photos_before` and `photos_after` are the least numbers of pictures the worker has to take."""

    id: UUID
    code: str
    name: Text
    scope: Text
    skill: str
    min_level: int
    duration_s: int
    price_minor: int
    band_low_minor: int
    band_high_minor: int
    photos_before: int
    photos_after: int
    warranty_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCategory:
    id: UUID
    code: str
    name: Text
    icon: str
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    categories: tuple[ServiceCategory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPolygon:
    """A GeoJSON polygon: rings of [lon, lat], the first point repeated at the end."""

    type: str
    coordinates: tuple[list[tuple[float, float]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    id: UUID
    name: Text
    area: AreaPolygon
    centre: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The half-open interval in which the visit may start."""

    start: datetime
    end: datetime
    is_available: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    slots: tuple[Slot, ...]
