"""What a demo is asked for, and what it consists of: plain records, ready to be written in bulk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.catalogue.model import Service, ServiceCategory, ServicePrice, SkillKind
from domain.communities.model import Address, Community, Region
from domain.identity.account import Account
from domain.identity.roles import Role
from domain.shared.ids import AccountId
from domain.workforce.model import Leave, ServiceArea, Shift, Worker


@dataclass(frozen=True, slots=True)
class StaffSeat:
    """A back-office account; the password is made by the caller and never stored by the generator."""

    role: Role
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SeedPlan:
    """Which city, from which local day on, for how many days.

    `workers` and `households` of None take the numbers in the city's data file. The same plan gives
    the same records; another `seed` gives other people.
    """

    city_code: str
    first_day: date
    staff: tuple[StaffSeat, ...] = ()
    days: int = 14
    workers: int | None = None
    households: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class SeedCatalogue:
    """The same for every region."""

    skills: tuple[SkillKind, ...]
    categories: tuple[ServiceCategory, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class SeedCity:
    """One region with everything in it. `passwords` holds those of the staff, to be hashed and forgotten.

    Records refer to each other by id, and stand in an order in which they can be written: region,
    catalogue, prices, communities, accounts, addresses, workers, shifts, leaves, service areas.
    """

    region: Region
    catalogue: SeedCatalogue
    prices: tuple[ServicePrice, ...]
    communities: tuple[Community, ...]
    staff: tuple[Account, ...]
    homeowners: tuple[Account, ...]
    worker_accounts: tuple[Account, ...]
    addresses: tuple[Address, ...]
    workers: tuple[Worker, ...]
    shifts: tuple[Shift, ...]
    leaves: tuple[Leave, ...]
    service_areas: tuple[ServiceArea, ...]
    passwords: Mapping[AccountId, str] = field(repr=False)

    @property
    def accounts(self) -> tuple[Account, ...]:
        return (*self.staff, *self.homeowners, *self.worker_accounts)
