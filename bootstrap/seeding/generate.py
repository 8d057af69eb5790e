"""The demo of one city, made from its map, the data files and a seed. Pure: nothing is written, no clock."""

from dataclasses import replace
from random import Random
from zoneinfo import ZoneInfo

from adapters.geo.fixture import City, load_city
from bootstrap.seeding.calendars import make_leaves, make_shifts
from bootstrap.seeding.doors import DoorFinder
from bootstrap.seeding.files import CityFile, catalogue_file, city_file, prices_of, read_catalogue
from bootstrap.seeding.households import community_id, make_households
from bootstrap.seeding.ids import seed_id
from bootstrap.seeding.model import SeedCity, SeedPlan, StaffSeat
from bootstrap.seeding.reach import service_areas
from bootstrap.seeding.workers import Hiring, hire, worker_accounts
from domain.communities.model import Community, Region
from domain.identity.account import Account, Locale
from domain.identity.roles import STAFF, Role
from domain.shared.ids import AccountId, RegionId


def generate_city(plan: SeedPlan) -> SeedCity:
    """Raises `CityNotShipped` for an unknown city."""
    return populate(plan, load_city(plan.city_code), city_file(plan.city_code))


def populate(plan: SeedPlan, city: City, file: CityFile) -> SeedCity:
    """The same for a city that did not come with the product. Raises KeyError where a price is missing."""
    region = make_region(city)
    doors = DoorFinder(city)
    zone = ZoneInfo(region.time_zone)
    hiring = Hiring(region, file, catalogue_file().skills, plan.first_day)
    workers = hire(hiring, doors, _or(plan.workers, file.workers), _chance(plan, "workers"))
    homeowners, addresses = make_households(
        region, file, doors, _or(plan.households, file.households), _chance(plan, "households")
    )
    shifts = make_shifts(workers, file.shifts, zone, (plan.first_day, plan.days))
    staff = tuple(_staff(region, seat, Locale(file.locale)) for seat in plan.staff)
    return SeedCity(
        region=region,
        catalogue=read_catalogue(),
        prices=prices_of(file, region.id),
        communities=make_communities(city, region),
        staff=staff,
        homeowners=homeowners,
        worker_accounts=worker_accounts(hiring, workers),
        addresses=addresses,
        workers=workers,
        shifts=shifts,
        leaves=make_leaves(shifts, zone),
        service_areas=service_areas(workers, city.zones),
        passwords={account.id: seat.password for account, seat in zip(staff, plan.staff, strict=True)},
    )


def make_region(city: City) -> Region:
    """The city as a region; its id follows from its code."""
    facts = city.facts
    return Region(
        id=RegionId(seed_id("region", facts.code)),
        code=facts.code,
        name=facts.name,
        country=facts.country,
        time_zone=facts.time_zone,
        currency=facts.currency,
        currency_exponent=facts.currency_exponent,
        centre=city.centre,
        bounds=city.bounds,
    )


def make_communities(city: City, region: Region) -> tuple[Community, ...]:
    return tuple(
        Community(
            id=community_id(region, drawn.code),
            region_id=region.id,
            code=drawn.code,
            name=drawn.name,
            area=drawn.area,
            centre=drawn.centre,
            population=drawn.population,
        )
        for drawn in city.communities
    )


def carry_on(seeded: SeedCity, plan: SeedPlan) -> SeedCity:
    """Shifts and leaves of another stretch of days for the same workers: overlapping days keep their ids."""
    zone = ZoneInfo(seeded.region.time_zone)
    hours = city_file(plan.city_code).shifts
    shifts = make_shifts(seeded.workers, hours, zone, (plan.first_day, plan.days))
    return replace(seeded, shifts=shifts, leaves=make_leaves(shifts, zone))


def _staff(region: Region, seat: StaffSeat, locale: Locale) -> Account:
    return Account(
        id=AccountId(seed_id("staff", region.code, seat.username)),
        roles=STAFF if seat.role is Role.MANAGER else frozenset({seat.role}),
        display_name=seat.username,
        locale=locale,
        region_id=region.id,
        username=seat.username,
    )


def _chance(plan: SeedPlan, what: str) -> Random:
    return Random(f"{plan.seed} {plan.city_code} {what}")


def _or(wanted: int | None, usual: int) -> int:
    return usual if wanted is None else wanted
