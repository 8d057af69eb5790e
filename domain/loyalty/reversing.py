"""Taking back what an award gave: first what is left of its lot, the rest becomes a debt in plain sight."""

from dataclasses import replace

from domain.loyalty.accounts import Account
from domain.loyalty.journal import Heading, Journal, JournalKind, Posting
from domain.loyalty.lots import Lot, require_points
from domain.loyalty.movements import Debt, Movement
from domain.loyalty.refusals import ReversalExceedsAward


def reverse(heading: Heading, lot: Lot, amount: int, debt: Debt) -> Movement:
    """Free points of the lot go first, then those of it that expired unused (nobody had a use of them), and
    what was used or is set aside is owed. Raises `ReversalExceedsAward`, `PointsOutOfRange`.
    """
    if require_points(amount) > lot.reversible:
        raise ReversalExceedsAward(needed=amount, given=lot.reversible)
    free = min(lot.remaining, amount)
    ended = min(lot.expired, amount - free)
    owed = amount - free - ended
    sides = (
        Posting(lot.account, -free, lot.member_id, lot.id) if free else None,
        Posting(Account.BREAKAGE, -ended) if ended else None,
        Posting(Account.DEBT, -owed, lot.member_id) if owed else None,
        Posting(Account.CLAWBACK, amount),
    )
    left = replace(
        lot,
        remaining=lot.remaining - free,
        expired=lot.expired - ended,
        reversed=lot.reversed + free + ended,
        owed=lot.owed + owed,
    )
    journal = Journal(heading, JournalKind.REVERSED, tuple(side for side in sides if side is not None))
    return Movement(journal, (left,), replace(debt, amount=debt.amount + owed) if owed else None)
