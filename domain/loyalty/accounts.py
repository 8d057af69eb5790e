"""The accounts that points move between. A posting above zero is points coming in."""

from enum import StrEnum
from typing import Final


class Account(StrEnum):
    """`debt` is what a member owes (never above zero); `clawback` takes back what a reversed award gave."""

    PENDING = "pending"
    AVAILABLE = "available"
    HELD = "held"
    DEBT = "debt"
    ISSUED = "issued"
    REDEEMED = "redeemed"
    BREAKAGE = "breakage"
    CLAWBACK = "clawback"
    ADJUSTED = "adjusted"


LOT_ACCOUNTS: Final = frozenset({Account.PENDING, Account.AVAILABLE, Account.HELD})
MEMBER_ACCOUNTS: Final = LOT_ACCOUNTS | {Account.DEBT}
HOUSE_ACCOUNTS: Final = frozenset(Account) - MEMBER_ACCOUNTS
