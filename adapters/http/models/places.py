"""Regions, communities, the catalogue and true slots: what one needs before ordering."""

from typing import Literal

from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    Count,
    Cursor,
    Day,
    Id,
    Input,
    Level,
    Limit,
    Moment,
    Output,
    Point,
    Price,
    Seconds,
    Text,
)


class Region(Output, frozen=True, kw_only=True):
    """`bounds` is (west, south, east, north) in degrees; `currency_exponent` the number of decimals."""

    id: Id
    code: str
    name: Text
    time_zone: str
    currency: str
    currency_exponent: Count
    centre: Point
    bounds: tuple[float, float, float, float]


class Config(Output, frozen=True, kw_only=True):
    """What a client needs before anybody signs in. Business time runs at `clock_rate` from `business_now`."""

    regions: list[Region]
    business_now: Moment
    clock_rate: float
    min_client_version: str
    map_notice: Text


class CatalogueQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id


class Service(Output, frozen=True, kw_only=True):
    """`photos_before` and `photos_after` are the least numbers of pictures the worker has to take."""

    id: Id
    code: str
    name: Text
    scope: Text
    skill: str
    min_level: Level
    duration_s: Seconds
    price_minor: Price
    band_low_minor: Price
    band_high_minor: Price
    photos_before: Count
    photos_after: Count
    warranty_days: Count


class ServiceCategory(Output, frozen=True, kw_only=True):
    id: Id
    code: str
    name: Text
    icon: str
    services: list[Service]


class Catalogue(Output, frozen=True, kw_only=True):
    categories: list[ServiceCategory]


class AreaPolygon(Output, frozen=True, kw_only=True):
    """A GeoJSON polygon: rings of [lon, lat], the first point repeated at the end."""

    type: Literal["Polygon"]
    coordinates: list[list[tuple[float, float]]]


class Community(Output, frozen=True, kw_only=True):
    id: Id
    name: Text
    area: AreaPolygon
    centre: Point


class CommunityPage(Output, frozen=True, kw_only=True):
    items: list[Community]
    next_cursor: str | None


class CommunityQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class SlotQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    address_id: Id
    day: Day


class Slot(Output, frozen=True, kw_only=True):
    """The half-open interval in which the visit may start."""

    start: Moment
    end: Moment
    is_available: bool


class Slots(Output, frozen=True, kw_only=True):
    slots: list[Slot]
