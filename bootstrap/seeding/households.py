"""Homeowners of the demo, each with a front door or two."""

from random import Random
from typing import Final

from bootstrap.seeding.doors import Door, DoorFinder
from bootstrap.seeding.files import CityFile
from bootstrap.seeding.ids import seed_id
from domain.communities.model import Address, Region
from domain.identity.account import Account, Locale
from domain.identity.roles import Role
from domain.shared.ids import AccountId, AddressId, CommunityId

SECOND_HOME: Final = 0.1


def make_households(
    region: Region, file: CityFile, doors: DoorFinder, count: int, chance: Random
) -> tuple[tuple[Account, ...], tuple[Address, ...]]:
    """Accounts that sign in by phone, and their addresses (at least one each)."""
    accounts: list[Account] = []
    addresses: list[Address] = []
    for number in range(1, count + 1):
        account = Account(
            id=AccountId(seed_id("homeowner", region.code, number)),
            roles=frozenset({Role.HOMEOWNER}),
            display_name=person_name(file, chance),
            locale=Locale(file.locale),
            phone=f"{file.phones.homeowner}{number:04d}",
        )
        accounts.append(account)
        homes = 2 if chance.random() < SECOND_HOME else 1
        addresses += [
            _address(region, file, account, (home, doors.find(chance)), chance) for home in range(homes)
        ]
    return tuple(accounts), tuple(addresses)


def person_name(file: CityFile, chance: Random) -> str:
    return file.name_format.format(given=chance.choice(file.given), surname=chance.choice(file.surnames))


def community_id(region: Region, code: str) -> CommunityId:
    return CommunityId(seed_id("community", region.code, code))


def _address(
    region: Region, file: CityFile, account: Account, home: tuple[int, Door], chance: Random
) -> Address:
    number, door = home
    unit = chance.choice(file.units).format(
        tower=chance.randint(1, 12),
        floor=chance.randint(1, 8),
        door=chance.randint(1, 4),
        house=chance.randint(1, 60),
    )
    return Address(
        id=AddressId(seed_id("address", str(account.id), number)),
        account_id=account.id,
        region_id=region.id,
        community_id=community_id(region, door.community.code),
        line=file.line_format.format(street=door.street, number=chance.randint(*file.numbers)),
        unit=unit,
        point=door.point,
    )
