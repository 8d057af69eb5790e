"""Changes of accounts within a unit of work."""

from dataclasses import dataclass, replace

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.identity.account import Locale
from domain.identity.refusals import AccountNotFound
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class MemoryAccountEdits:
    session: MemorySession

    def change_locale(self, account_id: AccountId, locale: Locale) -> None:
        def change(transaction: Transaction) -> None:
            rows = self.session.store.accounts.rows
            account = rows.get(account_id)
            if account is None:
                raise AccountNotFound()
            changed = replace(account, locale=locale, version=account.version + 1)
            transaction.put(rows, account_id, changed)

        self.session.write(change)
