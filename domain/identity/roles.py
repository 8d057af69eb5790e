"""Who acts. `reviewer`, `dispatcher` and `manager` are the sub-roles of admin."""

from dataclasses import dataclass
from enum import StrEnum

from domain.shared.ids import AccountId, RegionId


class Role(StrEnum):
    HOMEOWNER = "homeowner"
    WORKER = "worker"
    REVIEWER = "reviewer"
    DISPATCHER = "dispatcher"
    MANAGER = "manager"
    SYSTEM = "system"


STAFF = frozenset({Role.REVIEWER, Role.DISPATCHER, Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something: an account with its roles; the system acts without an account."""

    account_id: AccountId | None
    roles: frozenset[Role]
    region_id: RegionId | None = None

    def has(self, role: Role) -> bool:
        return role in self.roles

    @property
    def is_staff(self) -> bool:
        return not STAFF.isdisjoint(self.roles)


SYSTEM_ACTOR = Actor(account_id=None, roles=frozenset({Role.SYSTEM}))
