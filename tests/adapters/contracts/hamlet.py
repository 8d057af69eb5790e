"""A hamlet around the orders of `tests.domain.orders.making`: few enough people to know them by name.

The door stands at `DOOR`. Anna (the worker), Bo (the other worker) and Cai live one, three and nine
kilometres west of it; Cai is of level 1 where the service needs 2; Dan cleans only. Eva works elsewhere.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bootstrap.seeding.model import SeedCatalogue, SeedCity
from domain.catalogue.model import Service, ServiceCategory, ServicePrice, SkillKind
from domain.communities.area import Area
from domain.communities.model import Address, Community, Region
from domain.identity.account import Account
from domain.identity.roles import Actor, Role
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point
from domain.shared.ids import (
    AccountId,
    AddressId,
    CategoryId,
    CommunityId,
    RegionId,
    ServiceId,
    WorkerId,
)
from domain.shared.texts import Text
from domain.shared.time import Window
from domain.workforce.model import Shift, Skill, Worker
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    ELSEWHERE,
    MANAGER,
    NOON,
    OTHER_OWNER,
    OTHER_WORKER,
    OWNER,
    REGION,
    REVIEWER,
    WORKER,
    an_id,
)

ADDRESS: Final = AddressId(an_id("address"))
SERVICE: Final = ServiceId(an_id("service"))
CLEANING: Final = ServiceId(an_id("cleaning"))
PRICE_MINOR: Final = 25_000
WINDOW: Final = Window(NOON + timedelta(hours=2), NOON + timedelta(hours=4))
KM: Final = 1 / 96.5  # degrees of longitude at this latitude

ANNA: Final = WorkerId(an_id("worker"))
BO: Final = WorkerId(an_id("other worker"))
CAI: Final = WorkerId(an_id("third worker"))
DAN: Final = WorkerId(an_id("cleaner"))
EVA: Final = WorkerId(an_id("far worker"))
FAR_REGION: Final = RegionId(an_id("elsewhere"))


def worker_actor(worker_id: WorkerId, region_id: RegionId = REGION) -> Actor:
    return Actor(AccountId(worker_id), frozenset({Role.WORKER}), region_id)


def hamlet() -> SeedCity:
    workers = (
        _worker(ANNA, "Anna", 1, Skill("plumbing", 3), Skill("cleaning", 1)),
        _worker(BO, "Bo", 3, Skill("plumbing", 2)),
        _worker(CAI, "Cai", 9, Skill("plumbing", 1)),
        _worker(DAN, "Dan", 2, Skill("cleaning", 2)),
    )
    return SeedCity(
        region=_region(),
        catalogue=SeedCatalogue(
            skills=(
                SkillKind("plumbing", Text("水管", "Plumbing")),
                SkillKind("cleaning", Text("清洁", "Cleaning")),
            ),
            categories=(
                ServiceCategory(CategoryId(an_id("category")), "home", Text("家", "Home"), "home", 0),
            ),
            services=(_service(SERVICE, "unclog", "plumbing"), _service(CLEANING, "clean", "cleaning")),
        ),
        prices=(ServicePrice(SERVICE, REGION, PRICE_MINOR, 0, 90_000),),
        communities=(_community(),),
        staff=tuple(_account(actor) for actor in (REVIEWER, DISPATCHER, MANAGER)),
        homeowners=tuple(_account(actor) for actor in (OWNER, OTHER_OWNER)),
        worker_accounts=tuple(_account(worker_actor(one.id)) for one in workers),
        addresses=(_address(),),
        workers=workers,
        shifts=tuple(shift for one in workers for shift in _shifts(one)),
        leaves=(),
        service_areas=(),
        passwords={},
    )


def elsewhere() -> SeedCity:
    """A second region with one worker, the same catalogue and nobody who lives there."""
    eva = replace(_worker(EVA, "Eva", 0, Skill("plumbing", 5)), region_id=FAR_REGION)
    return SeedCity(
        region=replace(_region(), id=FAR_REGION, code="elsewhere"),
        catalogue=hamlet().catalogue,
        prices=(),
        communities=(),
        staff=(_account(ELSEWHERE),),
        homeowners=(),
        worker_accounts=(_account(worker_actor(EVA, FAR_REGION)),),
        addresses=(),
        workers=(eva,),
        shifts=_shifts(eva),
        leaves=(),
        service_areas=(),
        passwords={},
    )


def _region() -> Region:
    return Region(
        id=REGION,
        code="hamlet",
        name=Text("小村", "Hamlet"),
        country="CL",
        time_zone="America/Santiago",
        currency="CLP",
        currency_exponent=0,
        centre=DOOR,
        bounds=(DOOR.lon - 1, DOOR.lat - 1, DOOR.lon + 1, DOOR.lat + 1),
    )


def _service(service_id: ServiceId, code: str, skill: str) -> Service:
    """As the terms of the orders in `making` have it."""
    return Service(
        id=service_id,
        category_id=CategoryId(an_id("category")),
        code=code,
        name=Text("疏通", "Unclog"),
        scope=Text("到府", "At your home"),
        skill=skill,
        min_level=2,
        duration_s=3600,
        duration_spread_s=600,
        photos_before=1,
        photos_after=2,
        warranty_days=30,
        position=0,
    )


def _community() -> Community:
    west, south = DOOR.lon - 0.02, DOOR.lat - 0.02
    corners = ((0.0, 0.0), (0.04, 0.0), (0.04, 0.04), (0.0, 0.04))
    return Community(
        id=CommunityId(an_id("community")),
        region_id=REGION,
        code="c1",
        name=Text("小区", "Community"),
        area=Area(tuple(Point(west + x, south + y) for x, y in corners)),
        centre=DOOR,
        population=100,
    )


def _address() -> Address:
    return Address(
        id=ADDRESS,
        account_id=AccountId(an_id("owner")),
        region_id=REGION,
        community_id=CommunityId(an_id("community")),
        line="Balmaceda 100",
        unit="12",
        point=DOOR,
    )


def _account(actor: Actor) -> Account:
    assert actor.account_id is not None
    name = f"u{actor.account_id.hex[:12]}"
    return Account(
        id=actor.account_id, roles=actor.roles, display_name=name, region_id=actor.region_id, username=name
    )


def _worker(worker_id: WorkerId, name: str, km_west: float, *skills: Skill) -> Worker:
    return Worker(
        id=worker_id,
        account_id=AccountId(worker_id),
        region_id=REGION,
        name=name,
        home=Point(DOOR.lon - km_west * KM, DOOR.lat),
        travel_mode=TravelMode.CAR,
        skills=skills,
        is_on_duty=True,
    )


def _shifts(worker: Worker) -> tuple[Shift, ...]:
    """From 06:00 to 23:00 UTC, on three days."""
    return tuple(
        Shift(
            an_id(f"shift of {worker.name} {day}"),
            worker.id,
            worker.region_id,
            Window(NOON + timedelta(days=day, hours=-6), NOON + timedelta(days=day, hours=11)),
        )
        for day in range(3)
    )


assert WORKER.account_id == ANNA
assert OTHER_WORKER.account_id == BO
