"""The desk finds a member: by the phone number that somebody reads out, or by the id of an account."""

from dataclasses import dataclass
from typing import Final

from application.ports.accounts import Accounts, PhoneNumbers
from domain.identity.account import Account
from domain.identity.privacy import masked_phone
from domain.identity.refusals import AccountNotFound
from domain.identity.roles import Role
from domain.shared.ids import AccountId

# Only these have points; who works at the desk is nobody's search.
_MEMBERS: Final = frozenset({Role.HOMEOWNER, Role.WORKER})


@dataclass(frozen=True, slots=True)
class FindMember:
    """Either of the two; the id where both are given."""

    phone: str | None = None
    member_id: AccountId | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """As much of an account as tells one member from another."""

    id: AccountId
    name: str
    phone_masked: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindMemberHandler:
    accounts: Accounts
    phones: PhoneNumbers

    async def __call__(self, query: FindMember) -> Member:
        """Raises `PhoneMalformed`, and `AccountNotFound` where there is none that has points."""
        account = await self._found(query)
        if account is None or not account.is_active or _MEMBERS.isdisjoint(account.roles):
            raise AccountNotFound()
        roles = tuple(sorted(role.value for role in account.roles))
        return Member(account.id, account.display_name, masked_phone(account.phone), roles)

    async def _found(self, query: FindMember) -> Account | None:
        if query.member_id is not None:
            return await self.accounts.get(query.member_id)
        return await self.accounts.by_phone(self.phones.normalised(query.phone or ""))
