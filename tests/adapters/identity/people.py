"""Accounts for the contracts of identity."""

from dataclasses import replace

from adapters.persistence.clocks import Uuid7Ids
from domain.identity.account import Account, Locale
from domain.identity.roles import Role
from domain.shared.ids import AccountId

IDS = Uuid7Ids()


def homeowner(phone: str = "+56911111111") -> Account:
    return Account(
        id=AccountId(IDS.new()),
        roles=frozenset({Role.HOMEOWNER}),
        display_name='李雷 "Lei"',
        locale=Locale.EN,
        phone=phone,
    )


def staff(username: str = "manager") -> Account:
    return Account(
        id=AccountId(IDS.new()),
        roles=frozenset({Role.MANAGER, Role.REVIEWER}),
        display_name="Manager",
        username=username,
        password_hash="hash",
        totp_secret="SECRET",
    )


def switched_off(account: Account) -> Account:
    return replace(account, is_active=False)
