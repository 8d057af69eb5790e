import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import phonenumbers
import pytest

from adapters.geo.areas import ShapelyAreas
from adapters.geo.fixture import CityNotShipped
from adapters.geo.travel import RoadTravelTimes
from bootstrap.seeding.generate import carry_on, generate_city
from bootstrap.seeding.model import SeedCity, SeedPlan, StaffSeat
from domain.identity.roles import STAFF as EVERY_DESK
from domain.identity.roles import Role
from domain.scheduling.travel import TravelMode
from domain.workforce.model import Worker
from tests.adapters.geo.cities import CODES, city

FIRST_DAY = date(2026, 3, 2)
STAFF = tuple(
    StaffSeat(role, role.value, f"open sesame {role}")
    for role in (Role.REVIEWER, Role.DISPATCHER, Role.MANAGER)
)


@cache
def seeded(code: str) -> SeedCity:
    return generate_city(SeedPlan(code, FIRST_DAY, STAFF))


def test_la_serena_has_the_size_of_a_real_business() -> None:
    found = seeded("la_serena")
    assert (len(found.workers), len(found.homeowners), len(found.communities)) == (300, 200, 164)


@pytest.mark.parametrize("code", CODES)
def test_the_same_plan_gives_the_same_city_in_under_three_seconds(code: str) -> None:
    found = seeded(code)
    started = time.process_time()
    again = generate_city(SeedPlan(code, FIRST_DAY, STAFF))
    assert time.process_time() - started < 3
    assert again == found


def test_another_seed_gives_other_people_with_the_same_ids() -> None:
    other = generate_city(SeedPlan("yunxi", FIRST_DAY, STAFF, seed=2))
    assert [worker.id for worker in other.workers] == [worker.id for worker in seeded("yunxi").workers]
    assert other.workers != seeded("yunxi").workers


def test_two_regions_share_the_catalogue_and_nothing_else() -> None:
    one, other = seeded("la_serena"), seeded("yunxi")
    assert one.catalogue == other.catalogue
    assert not ids_of(one) & ids_of(other)
    assert not {account.phone for account in one.accounts} & {account.phone for account in other.accounts} - {
        None
    }


def ids_of(found: SeedCity) -> set[UUID]:
    ids: list[UUID] = [found.region.id, *(account.id for account in found.accounts)]
    ids += [community.id for community in found.communities]
    ids += [address.id for address in found.addresses]
    ids += [shift.id for shift in found.shifts]
    ids += [leave.id for leave in found.leaves]
    ids += [served.id for served in found.service_areas]
    assert len(ids) == len(set(ids))
    return set(ids)


@pytest.mark.parametrize("code", CODES)
def test_a_worker_is_known_by_the_id_of_the_account(code: str) -> None:
    assert [worker.id for worker in seeded(code).workers] == [a.id for a in seeded(code).worker_accounts]


@pytest.mark.parametrize("code", CODES)
def test_every_record_refers_to_records_that_are_there(code: str) -> None:
    found = seeded(code)
    accounts = {account.id for account in found.accounts}
    workers = {worker.id for worker in found.workers}
    communities = {community.id for community in found.communities}
    assert all(a.account_id in accounts and a.community_id in communities for a in found.addresses)
    assert {address.account_id for address in found.addresses} == {account.id for account in found.homeowners}
    assert [worker.account_id for worker in found.workers] == [
        account.id for account in found.worker_accounts
    ]
    assert {shift.worker_id for shift in found.shifts} == workers
    assert {leave.worker_id for leave in found.leaves} <= workers
    assert {served.worker_id for served in found.service_areas} == workers
    for region_ids in (
        {community.region_id for community in found.communities},
        {address.region_id for address in found.addresses},
        {worker.region_id for worker in found.workers},
        {shift.region_id for shift in found.shifts},
    ):
        assert region_ids == {found.region.id}


@pytest.mark.parametrize("code", CODES)
def test_households_live_inside_their_community_beside_a_street(code: str) -> None:
    found = seeded(code)
    area_of = {community.id: community.area for community in found.communities}
    assert all(
        ShapelyAreas().covers(area_of[address.community_id], address.point) for address in found.addresses
    )
    assert all(address.line[0].isalnum() for address in found.addresses)


def test_crowded_communities_have_more_households() -> None:
    found = seeded("la_serena")
    homes = Counter(address.community_id for address in found.addresses)
    by_people = sorted(found.communities, key=lambda community: community.population)
    few, many = by_people[:60], by_people[-60:]
    assert sum(homes[c.id] for c in many) > 1.5 * sum(homes[c.id] for c in few)


@pytest.mark.parametrize("code", CODES)
def test_phones_are_valid_mobile_numbers_of_the_country_and_used_once(code: str) -> None:
    found = seeded(code)
    phones = [account.phone for account in (*found.homeowners, *found.worker_accounts)]
    assert len(set(phones)) == len(phones)
    for phone in phones:
        assert phone is not None
        number = phonenumbers.parse(phone)
        assert phonenumbers.is_valid_number(number)
        assert phonenumbers.region_code_for_number(number) == found.region.country
        assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == phone


def test_staff_sign_in_with_the_passwords_of_the_caller() -> None:
    found = seeded("la_serena")
    assert [(account.username, account.roles) for account in found.staff] == [
        (seat.username, EVERY_DESK if seat.role is Role.MANAGER else frozenset({seat.role})) for seat in STAFF
    ]
    assert [found.passwords[account.id] for account in found.staff] == [seat.password for seat in STAFF]
    assert all(seat.password not in repr(found) + repr(STAFF) for seat in STAFF)
    assert all(account.password_hash is None for account in found.accounts)


@pytest.mark.parametrize("code", CODES)
def test_every_service_has_workers_who_can_do_it(code: str) -> None:
    found = seeded(code)
    moment = datetime(2026, 3, 2, 12, tzinfo=UTC)
    for service in found.catalogue.services:
        able = [w for w in found.workers if can_do(w, service.skill, service.min_level, moment)]
        assert len(able) >= 2, service.code


def can_do(worker: Worker, skill: str, min_level: int, moment: datetime) -> bool:
    return any(known.covers(skill, min_level, moment) for known in worker.skills)


def test_some_licences_run_out_and_trades_do_not() -> None:
    skills = [skill for worker in seeded("la_serena").workers for skill in worker.skills]
    assert {skill.code for skill in skills if skill.expires_at} == {"gas", "electrical"}
    soon = datetime(2026, 4, 2, tzinfo=UTC)
    assert any(skill.expires_at and skill.expires_at < soon for skill in skills)


def test_workers_of_a_city_travel_in_every_way() -> None:
    assert {worker.travel_mode for worker in seeded("la_serena").workers} == set(TravelMode)


@pytest.mark.parametrize("code", CODES)
def test_every_worker_serves_the_place_where_they_live(code: str) -> None:
    found = seeded(code)
    for worker, served in zip(found.workers, found.service_areas, strict=True):
        assert served.worker_id == worker.id
        assert ShapelyAreas().is_valid(served.area)
        assert ShapelyAreas().covers(served.area, worker.home)


@pytest.mark.parametrize("code", CODES)
def test_shifts_are_local_working_hours_for_fourteen_days_and_never_overlap(code: str) -> None:
    found = seeded(code)
    zone = ZoneInfo(found.region.time_zone)
    days = {shift.window.start.astimezone(zone).date() for shift in found.shifts}
    assert days == {FIRST_DAY + timedelta(days=number) for number in range(14)}
    for shift in found.shifts:
        start, end = (moment.astimezone(zone) for moment in (shift.window.start, shift.window.end))
        assert 8 <= start.hour < end.hour <= 21
        assert start.date() == end.date()
    for one, after in pairwise(sorted(found.shifts, key=lambda shift: (shift.worker_id, shift.window.start))):
        assert one.worker_id != after.worker_id or not one.window.overlaps(after.window)


def test_a_leave_lies_inside_a_shift() -> None:
    found = seeded("la_serena")
    shifts = {(shift.worker_id, shift.window.end): shift.window for shift in found.shifts}
    assert found.leaves
    assert all(
        shifts[leave.worker_id, leave.window.end].start <= leave.window.start for leave in found.leaves
    )


def test_the_calendar_can_be_carried_on_without_moving_a_day() -> None:
    plan = SeedPlan("la_serena", FIRST_DAY, STAFF)
    later = carry_on(seeded("la_serena"), replace(plan, first_day=FIRST_DAY + timedelta(days=7)))
    overlap = {shift.id: shift for shift in seeded("la_serena").shifts}
    known = [shift for shift in later.shifts if shift.id in overlap]
    assert 0 < len(known) < len(later.shifts)
    assert all(overlap[shift.id] == shift for shift in known)


def test_local_hours_follow_the_clock_change() -> None:
    turns_back = date(2026, 4, 5)
    first_day = turns_back - timedelta(days=2)
    around = generate_city(SeedPlan("la_serena", first_day, days=4, workers=40, households=0))
    zone = ZoneInfo("America/Santiago")
    offsets = {shift.window.start.astimezone(zone).utcoffset() for shift in around.shifts}
    assert offsets == {timedelta(hours=-3), timedelta(hours=-4)}
    assert {shift.window.start.astimezone(zone).hour for shift in around.shifts} == {8, 9, 10, 13}


def test_a_plan_may_ask_for_fewer_people() -> None:
    small = generate_city(SeedPlan("la_serena", FIRST_DAY, workers=14, households=3, days=1))
    assert (len(small.workers), len(small.homeowners)) == (14, 3)
    nobody = generate_city(SeedPlan("yunxi", FIRST_DAY, workers=0, households=0))
    assert (nobody.workers, nobody.addresses, nobody.shifts, nobody.service_areas) == ((), (), (), ())


def test_a_city_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(CityNotShipped):
        generate_city(SeedPlan("atlantis", FIRST_DAY))


@pytest.mark.parametrize("code", CODES)
async def test_workers_reach_the_households_of_their_own_region_by_road(code: str) -> None:
    found = seeded(code)
    travel = RoadTravelTimes({found.region.id: city(code)})
    homes = [worker.home for worker in found.workers[:20]]
    doors = [address.point for address in found.addresses[:10]]
    block = await travel.matrix(found.region.id, TravelMode.CAR, homes, doors)
    assert block.is_road
    assert all(0 < seconds < 3_600 for row in block.seconds for seconds in row)
