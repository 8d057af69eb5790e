"""Accounts on PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from psycopg import errors

from adapters.persistence.constraints import REFUSALS
from adapters.persistence.fragments import Fragment
from adapters.persistence.pooled import PooledStatements, Row
from adapters.persistence.unit import SqlSession
from domain.identity.account import Account, Locale
from domain.identity.refusals import AccountNotFound, PhoneTaken, UsernameTaken
from domain.identity.roles import Role
from domain.shared.errors import DomainError
from domain.shared.ids import AccountId, RegionId

ACCOUNT_REFUSALS: Final[Mapping[str, type[DomainError]]] = {
    "accounts_phone_key": PhoneTaken,
    "accounts_username_key": UsernameTaken,
}
REFUSALS.update(ACCOUNT_REFUSALS)

_COLUMNS: Final = (
    "id, roles, display_name, locale, region_id, phone, username, password_hash, totp_secret, is_active,"
    " version"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM accounts WHERE "
_GET: Final = _SELECT + "id = %(id)s"
_BY_PHONE: Final = _SELECT + "phone = %(phone)s"
_BY_USERNAME: Final = _SELECT + "username = %(username)s"
_ADD: Final = f"""
INSERT INTO accounts ({_COLUMNS})
SELECT {_COLUMNS} FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (
  id uuid, roles text[], display_name text, locale text, region_id uuid, phone text, username text,
  password_hash text, totp_secret text, is_active boolean, version integer)
"""
_REPLACE_HASH: Final = """
UPDATE accounts SET password_hash = %(new)s, version = version + 1
WHERE id = %(id)s AND password_hash = %(old)s
"""
_TAKE_STEP: Final = """
UPDATE accounts SET totp_step = %(step)s WHERE id = %(id)s AND totp_step < %(step)s RETURNING 1
"""
_CHANGE_LOCALE: Final = Fragment(
    "change_locale",
    "UPDATE accounts SET locale = %(locale)s, version = version + 1 WHERE id = %(id)s",
    expects=1,
    refusal=AccountNotFound,
)


def account_from(row: Row) -> Account:
    return Account(
        id=AccountId(row[0]),
        roles=frozenset(map(Role, row[1])),
        display_name=row[2],
        locale=Locale(row[3]),
        region_id=None if row[4] is None else RegionId(row[4]),
        phone=row[5],
        username=row[6],
        password_hash=row[7],
        totp_secret=row[8],
        is_active=row[9],
        version=row[10],
    )


def account_row(account: Account) -> dict[str, Any]:
    """The columns of `accounts`, as plain JSON values."""
    return {
        "id": str(account.id),
        "roles": sorted(account.roles),
        "display_name": account.display_name,
        "locale": account.locale,
        "region_id": None if account.region_id is None else str(account.region_id),
        "phone": account.phone,
        "username": account.username,
        "password_hash": account.password_hash,
        "totp_secret": account.totp_secret,
        "is_active": account.is_active,
        "version": account.version,
    }


@dataclass(frozen=True, slots=True)
class SqlAccounts:
    statements: PooledStatements

    async def get(self, account_id: AccountId) -> Account:
        row = await self.statements.read_one(_GET, {"id": account_id})
        if row is None:
            raise AccountNotFound()
        return account_from(row)

    async def by_phone(self, phone: str) -> Account | None:
        row = await self.statements.read_one(_BY_PHONE, {"phone": phone})
        return None if row is None else account_from(row)

    async def by_username(self, username: str) -> Account | None:
        row = await self.statements.read_one(_BY_USERNAME, {"username": username})
        return None if row is None else account_from(row)

    async def add(self, accounts: tuple[Account, ...]) -> None:
        rows = msgspec.json.encode([account_row(account) for account in accounts]).decode()
        try:
            await self.statements.run(_ADD, {"rows": rows})
        except errors.UniqueViolation as twin:
            refusal = ACCOUNT_REFUSALS.get(twin.diag.constraint_name or "")
            if refusal is None:
                raise
            raise refusal() from None

    async def replace_password_hash(self, account_id: AccountId, old: str, new: str) -> None:
        await self.statements.run(_REPLACE_HASH, {"id": account_id, "old": old, "new": new})

    async def take_totp_step(self, account_id: AccountId, step: int) -> bool:
        return bool(await self.statements.run(_TAKE_STEP, {"id": account_id, "step": step}))


@dataclass(frozen=True, slots=True)
class SqlAccountEdits:
    session: SqlSession

    def change_locale(self, account_id: AccountId, locale: Locale) -> None:
        self.session.write(_CHANGE_LOCALE, {"id": account_id, "locale": locale.value})
