"""What is stored together: journals, and lots, debts and holds as they stand after them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.loyalty.journal import Journal, LotId
from domain.loyalty.lots import Lot
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Debt:
    """What a member owes, zero or more points. `version` counts stored states; 0 is one not yet stored."""

    member_id: AccountId
    amount: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Movement:
    """A journal and the lots (and the debt, where it changes) as they stand after it."""

    journal: Journal
    lots: tuple[Lot, ...]
    debt: Debt | None = None


def after(lots: Iterable[Lot], *movements: Movement) -> dict[LotId, Lot]:
    """The lots as they stand after these movements, one after the other."""
    found = {lot.id: lot for lot in lots}
    for movement in movements:
        for lot in movement.lots:
            found[lot.id] = lot
    return found


def last_debts(movements: Sequence[Movement]) -> tuple[Debt, ...]:
    """What each member owes after these movements, where that changes."""
    found = {movement.debt.member_id: movement.debt for movement in movements if movement.debt is not None}
    return tuple(found.values())
