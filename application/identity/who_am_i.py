"""The caller's own profile."""

from dataclasses import dataclass

from application.ports.accounts import Me, Profiles
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class WhoAmI:
    account_id: AccountId


@dataclass(frozen=True, slots=True)
class WhoAmIHandler:
    profiles: Profiles

    async def __call__(self, query: WhoAmI) -> Me:
        """Raises `AccountNotFound`."""
        return await self.profiles.of(query.account_id)
