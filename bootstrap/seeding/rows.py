"""A seeded city as rows of the tables, in the order in which they can be written."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from bootstrap.seeding.files import load_rules
from bootstrap.seeding.model import SeedCity
from domain.communities.area import Area
from domain.communities.model import Address, Community
from domain.identity.account import Account
from domain.identity.roles import Role
from domain.shared.ids import AccountId
from domain.shared.time import Window
from domain.workforce.model import ServiceArea, Worker

LONG_AGO: Final = "2000-01-01T00:00:00Z"
Rows = Iterator[Mapping[str, Any]]


def rows_of(city: SeedCity, hashes: Mapping[AccountId, str]) -> Iterator[tuple[str, Rows]]:
    """(table, rows) pairs; `hashes` are the password hashes of the staff."""
    yield "regions", iter([_region(city)])
    yield "order_policies", iter([{"region_id": city.region.id, "version": 1, "policy": {}}])
    yield "skill_kinds", (asdict(one) for one in city.catalogue.skills)
    yield "service_categories", (asdict(one) for one in city.catalogue.categories)
    yield "services", ({**asdict(one), "version": 1} for one in city.catalogue.services)
    yield "service_prices", ({**asdict(one), "version": 1} for one in city.prices)
    yield "earning_policies", iter([_earning(city)])
    yield "communities", (_community(one) for one in city.communities)
    yield "accounts", (_account(one, hashes.get(one.id)) for one in city.accounts)
    yield "addresses", (_address(one) for one in city.addresses)
    yield "rule_sets", iter(_campaigns(city))
    yield "workers", (_worker(one) for one in city.workers)
    yield "worker_skills", (row for one in city.workers for row in _skills(one))
    yield "service_areas", (_area_row(one) for one in city.service_areas)
    yield from calendar_rows(city)


def calendar_rows(city: SeedCity) -> Iterator[tuple[str, Rows]]:
    """Only shifts and leaves: what a demo that runs on for weeks needs more of."""
    yield (
        "shifts",
        (
            {"id": s.id, "worker_id": s.worker_id, "region_id": s.region_id, "during": _range(s.window)}
            for s in city.shifts
        ),
    )
    yield (
        "leaves",
        (
            {
                "id": leave.id,
                "worker_id": leave.worker_id,
                "region_id": leave.region_id,
                "during": _range(leave.window),
                "reason": leave.reason,
            }
            for leave in city.leaves
        ),
    )


def _region(city: SeedCity) -> Mapping[str, Any]:
    region = city.region
    return {
        "id": region.id,
        "code": region.code,
        "name": asdict(region.name),
        "country": region.country,
        "time_zone": region.time_zone,
        "currency": region.currency,
        "currency_exponent": region.currency_exponent,
        "lon": region.centre.lon,
        "lat": region.centre.lat,
        "bounds": list(region.bounds),
        "order_policy_version": 1,
        "dispatch_policy": {},
        "version": 1,
    }


def _earning(city: SeedCity) -> Mapping[str, Any]:
    """A point for every 1,000 units of a currency without decimals, for every whole unit of others."""
    exponent = city.region.currency_exponent
    return {
        "currency": city.region.currency,
        "version": 1,
        "effective_at": LONG_AGO,
        "minor_per_point": 10**exponent if exponent else 1000,
        "review_points": 20,
        "cooling_off_days": 7,
        "expiry_days": 365,
    }


def _campaigns(city: SeedCity) -> list[Mapping[str, Any]]:
    """The ready-made rules of a city that has some, as if its manager had published them long ago."""
    content = load_rules(city.region.code)
    publisher = next((one for one in city.staff if Role.MANAGER in one.roles), None)
    if content is None or publisher is None:
        return []
    return [
        {
            "region_id": city.region.id,
            "version": 1,
            "content": content,
            "effective_at": LONG_AGO,
            "published_by": publisher.id,
            "published_at": LONG_AGO,
            "note": "演示规则 · Rules of the demo",
        }
    ]


def _community(one: Community) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "region_id": one.region_id,
        "code": one.code,
        "name": asdict(one.name),
        "area": _outline(one.area),
        "lon": one.centre.lon,
        "lat": one.centre.lat,
        "population": one.population,
    }


def _account(one: Account, password_hash: str | None) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "roles": sorted(role.value for role in one.roles),
        "region_id": one.region_id,
        "phone": one.phone,
        "username": one.username,
        "password_hash": password_hash,
        "totp_step": 0,
        "locale": one.locale.value,
        "display_name": one.display_name,
        "is_active": one.is_active,
        "version": one.version,
    }


def _address(one: Address) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "account_id": one.account_id,
        "region_id": one.region_id,
        "community_id": one.community_id,
        "line": one.line,
        "unit": one.unit,
        "lon": one.point.lon,
        "lat": one.point.lat,
        "version": one.version,
    }


def _worker(one: Worker) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "region_id": one.region_id,
        "name": one.name,
        "lon": one.home.lon,
        "lat": one.home.lat,
        "travel_mode": one.travel_mode.value,
        "is_on_duty": one.is_on_duty,
        "version": one.version,
    }


def _skills(one: Worker) -> Rows:
    return (
        {
            "worker_id": one.id,
            "skill": skill.code,
            "region_id": one.region_id,
            "level": skill.level,
            "expires_at": skill.expires_at,
            "lon": one.home.lon,
            "lat": one.home.lat,
        }
        for skill in one.skills
    )


def _area_row(one: ServiceArea) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "worker_id": one.worker_id,
        "region_id": one.region_id,
        "area": _outline(one.area),
    }


def _range(window: Window) -> str:
    return f"[{window.start.isoformat()},{window.end.isoformat()})"


def _outline(area: Area) -> str:
    corners = ", ".join(f"{corner.lon} {corner.lat}" for corner in area.ring)
    return f"SRID=4326;POLYGON(({corners}))"
