"""The accounts that points move between. A posting above zero is points coming in."""

from enum import StrEnum
from typing import Final


class Account(StrEnum):
    """`clawback` takes back what a reversed award had given; the others say themselves what they are."""

    PENDING = "pending"
    AVAILABLE = "available"
    HELD = "held"
    ISSUED = "issued"
    REDEEMED = "redeemed"
    BREAKAGE = "breakage"
    CLAWBACK = "clawback"


MEMBER_ACCOUNTS: Final = frozenset({Account.PENDING, Account.AVAILABLE, Account.HELD})
HOUSE_ACCOUNTS: Final = frozenset(Account) - MEMBER_ACCOUNTS
