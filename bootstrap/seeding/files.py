"""The data files of the demo: one catalogue for all, and per city its people, prices and habits."""

from datetime import time
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from bootstrap.seeding.ids import seed_id
from bootstrap.seeding.model import SeedCatalogue
from domain.catalogue.model import Service, ServiceCategory, ServicePrice, SkillKind
from domain.scheduling.travel import TravelMode
from domain.shared.ids import CategoryId, RegionId, ServiceId
from domain.shared.texts import Text

DATA: Final = Path(__file__).parent / "data"


class SkillRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`share` of the workers have it as their trade; a licence of 0 months never expires."""

    code: str
    zh: str
    en: str
    share: int
    related: tuple[str, ...]
    licence_months: int


class ServiceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str
    skill: str
    min_level: int
    minutes: int
    spread: int
    photos: tuple[int, int]
    warranty_days: int
    scope_zh: str
    scope_en: str


class CategoryRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str
    icon: str
    services: tuple[ServiceRow, ...]


class CatalogueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    skills: tuple[SkillRow, ...]
    categories: tuple[CategoryRow, ...]


class PhonePrefixes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """E.164 without the last four digits."""

    worker: str
    homeowner: str


class CityFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`prices` are (price, band low, band high) in minor units by service; `shifts` are local times."""

    workers: int
    households: int
    phones: PhonePrefixes
    locale: str
    name_format: str
    line_format: str
    numbers: tuple[int, int]
    units: tuple[str, ...]
    travel_modes: dict[TravelMode, int]
    shifts: tuple[tuple[time, time], ...]
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    prices: dict[str, tuple[int, int, int]]


@cache
def catalogue_file() -> CatalogueFile:
    return msgspec.json.decode((DATA / "catalogue.json").read_bytes(), type=CatalogueFile)


@cache
def city_file(code: str) -> CityFile:
    """Raises OSError when nobody wrote one for the city."""
    return read_city_file(DATA / f"{code}.json")


def read_city_file(path: Path) -> CityFile:
    """Raises OSError when it is not there, `msgspec.ValidationError` naming what is wrong in it."""
    return msgspec.json.decode(path.read_bytes(), type=CityFile)


@cache
def read_catalogue() -> SeedCatalogue:
    """Skills, categories and services in the order of the file, with their lasting ids."""
    file = catalogue_file()
    categories = tuple(
        ServiceCategory(_category_id(row), row.code, Text(row.zh, row.en), row.icon, position)
        for position, row in enumerate(file.categories)
    )
    services = tuple(
        _service(category, row, position)
        for category in file.categories
        for position, row in enumerate(category.services)
    )
    skills = tuple(SkillKind(row.code, Text(row.zh, row.en)) for row in file.skills)
    return SeedCatalogue(skills, categories, services)


def prices_of(file: CityFile, region_id: RegionId) -> tuple[ServicePrice, ...]:
    """One price a service. Raises KeyError when the city's file leaves one out."""
    return tuple(
        ServicePrice(service.id, region_id, *file.prices[service.code])
        for service in read_catalogue().services
    )


def _category_id(row: CategoryRow) -> CategoryId:
    return CategoryId(seed_id("category", row.code))


def _service(category: CategoryRow, row: ServiceRow, position: int) -> Service:
    before, after = row.photos
    return Service(
        id=ServiceId(seed_id("service", row.code)),
        category_id=_category_id(category),
        code=row.code,
        name=Text(row.zh, row.en),
        scope=Text(row.scope_zh, row.scope_en),
        skill=row.skill,
        min_level=row.min_level,
        duration_s=row.minutes * 60,
        duration_spread_s=row.spread * 60,
        photos_before=before,
        photos_after=after,
        warranty_days=row.warranty_days,
        position=position,
    )


def load_rules(code: str) -> dict[str, object] | None:
    """The ready-made rules of a city, as docs/promotion-rules.md has them; None for one without."""
    path = DATA / f"{code}_rules.json"
    return msgspec.json.decode(path.read_bytes(), type=dict[str, object]) if path.exists() else None
