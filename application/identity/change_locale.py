"""Choose the language in which the product speaks."""

from dataclasses import dataclass

from application.ports.accounts import NewAccountWork
from domain.identity.account import locale_of
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class ChangeLocale:
    """`locale` is a language tag: zh-CN or en."""

    account_id: AccountId
    locale: str


@dataclass(frozen=True, slots=True)
class ChangeLocaleHandler:
    new_work: NewAccountWork

    async def __call__(self, cmd: ChangeLocale) -> None:
        """Raises `LocaleUnknown` or `AccountNotFound`."""
        locale = locale_of(cmd.locale)
        async with self.new_work() as work:
            work.accounts.change_locale(cmd.account_id, locale)
            await work.commit()
