"""Accounts and profiles in memory."""

from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType
from typing import Self

from application.ports.accounts import Me, WorkerSelf
from domain.identity.account import Account, Locale
from domain.identity.privacy import masked_phone
from domain.identity.refusals import AccountNotFound, PhoneTaken, UsernameTaken
from domain.shared.ids import AccountId


class MemoryAccounts:
    def __init__(self) -> None:
        self.rows: dict[AccountId, Account] = {}
        self._steps: dict[AccountId, int] = {}

    async def get(self, account_id: AccountId) -> Account:
        try:
            return self.rows[account_id]
        except KeyError:
            raise AccountNotFound() from None

    async def by_phone(self, phone: str) -> Account | None:
        return next((one for one in self.rows.values() if one.phone == phone), None)

    async def by_username(self, username: str) -> Account | None:
        return next((one for one in self.rows.values() if one.username == username), None)

    async def add(self, accounts: tuple[Account, ...]) -> None:
        everybody = (*self.rows.values(), *accounts)
        if _has_twins(one.phone for one in everybody):
            raise PhoneTaken()
        if _has_twins(one.username for one in everybody):
            raise UsernameTaken()
        self.rows |= {one.id: one for one in accounts}

    async def replace_password_hash(self, account_id: AccountId, old: str, new: str) -> None:
        account = self.rows.get(account_id)
        if account is not None and account.password_hash == old:
            self.rows[account_id] = replace(account, password_hash=new, version=account.version + 1)

    async def take_totp_step(self, account_id: AccountId, step: int) -> bool:
        if self._steps.get(account_id, 0) >= step:
            return False
        self._steps[account_id] = step
        return True


class MemoryProfiles:
    """`workers` holds the work side of those accounts that have one."""

    def __init__(self, accounts: MemoryAccounts) -> None:
        self._accounts = accounts
        self.workers: dict[AccountId, WorkerSelf] = {}

    async def of(self, account_id: AccountId) -> Me:
        account = await self._accounts.get(account_id)
        return Me(
            id=account.id,
            display_name=account.display_name,
            roles=tuple(sorted(account.roles)),
            locale=account.locale,
            phone_masked=masked_phone(account.phone),
            region_id=account.region_id,
            worker=self.workers.get(account_id),
        )


class MemoryAccountWork:
    """One unit: edits are kept back until `commit`."""

    def __init__(self, accounts: MemoryAccounts) -> None:
        self._kept = accounts
        self._locales: dict[AccountId, Locale] = {}

    @property
    def accounts(self) -> Self:
        return self

    def change_locale(self, account_id: AccountId, locale: Locale) -> None:
        self._locales[account_id] = locale

    async def commit(self, answer: object | None = None) -> None:
        if not self._locales.keys() <= self._kept.rows.keys():
            raise AccountNotFound()
        for account_id, locale in self._locales.items():
            account = self._kept.rows[account_id]
            self._kept.rows[account_id] = replace(account, locale=locale, version=account.version + 1)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._locales = {}


def _has_twins(names: Iterable[str | None]) -> bool:
    given = [name for name in names if name is not None]
    return len(given) != len(set(given))
