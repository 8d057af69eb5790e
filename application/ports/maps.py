"""What map apps on a phone are told, and questions about areas that need real geometry."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.communities.area import Area
from domain.shared.geo import Point
from domain.shared.ids import RegionId


class MapApp(StrEnum):
    AMAP = "amap"
    BAIDU = "baidu"
    TENCENT = "tencent"
    APPLE = "apple"
    GOOGLE = "google"
    GEO = "geo"


class Platform(StrEnum):
    """Where a link works: `any` is an https (or geo:) link that a browser can open too."""

    ANY = "any"
    ANDROID = "android"
    IOS = "ios"


@dataclass(frozen=True, slots=True)
class MapLink:
    app: MapApp
    platform: Platform
    url: str


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Degrees as map apps of China count them (GCJ-02; the same as WGS-84 elsewhere). Never stored."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Directions:
    """`point` is WGS-84; `map_point` is for a mini program's `openLocation`; links in order of use."""

    point: Point
    map_point: MapPoint
    links: tuple[MapLink, ...]


class MapLinks(Protocol):
    def directions(self, target: Point, label: str) -> Directions:
        """How the phone's map apps are opened with the way to `target`, which they show as `label`."""
        ...


@dataclass(frozen=True, slots=True)
class Basemap:
    """Streets of a region as gzipped GeoJSON, with the strong entity tag of these bytes."""

    geojson_gzip: bytes
    etag: str


class Basemaps(Protocol):
    def of(self, region_id: RegionId) -> Basemap | None:
        """None where no streets are known; a map then has no background."""
        ...


class Areas(Protocol):
    def is_valid(self, area: Area) -> bool:
        """Whether the outline encloses land and does not cross or touch itself."""
        ...

    def covers(self, area: Area, point: Point) -> bool:
        """Inside or on the outline."""
        ...

    def covering(self, areas: Sequence[Area], point: Point) -> tuple[int, ...]:
        """The numbers of the areas that cover the point, rising."""
        ...

    def hull(self, areas: Sequence[Area]) -> Area:
        """The smallest convex area around all of them. Raises `AreaIsMalformed` when there is none."""
        ...
