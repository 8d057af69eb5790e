"""What the ledger in memory stores, with the few indexes that keep long tests short."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from domain.loyalty.adjusting import Adjustment, AdjustmentId
from domain.loyalty.closings import Closing
from domain.loyalty.history import LotRule
from domain.loyalty.holds import Hold, HoldId
from domain.loyalty.journal import Journal, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt, Movement
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.records import record_of
from domain.loyalty.refunds import Refund
from domain.loyalty.seals import Seals
from domain.shared.ids import AccountId, OrderId


@dataclass(slots=True)
class Books:
    """Journals by request id, lots, debts, holds, papers, policies, closings.

    `sealed` has the seals, by table and id. A journal's number is its place among `journals`, from 1 on.
    """

    seals: Seals = field(default_factory=Seals)
    journals: dict[str, Journal] = field(default_factory=dict)
    sealed: dict[tuple[str, UUID], bytes] = field(default_factory=dict)
    closings: list[Closing] = field(default_factory=list)
    lots: dict[LotId, Lot] = field(default_factory=dict)
    policies: dict[tuple[str, int], EarningPolicy] = field(default_factory=dict)
    debts: dict[AccountId, Debt] = field(default_factory=dict)
    holds: dict[HoldId, Hold] = field(default_factory=dict)
    adjustments: dict[AdjustmentId, Adjustment] = field(default_factory=dict)
    rules: dict[LotId, LotRule] = field(default_factory=dict)
    refunds: dict[tuple[OrderId, int], Refund] = field(default_factory=dict)
    _unspent: dict[AccountId, set[LotId]] = field(default_factory=lambda: defaultdict(set))
    _open_holds: dict[AccountId, dict[HoldId, None]] = field(default_factory=lambda: defaultdict(dict))
    _held_for: dict[OrderId, HoldId] = field(default_factory=dict)

    def enter(self, movements: Iterable[Movement]) -> None:
        """Store what the movements lead to; several on one lot count as one change of it."""
        changed: dict[LotId, Lot] = {}
        debts: dict[AccountId, Debt] = {}
        for movement in movements:
            self.journals[movement.journal.heading.request_id] = movement.journal
            record = record_of(movement.journal)
            self.sealed["journals", record.id] = self.seals.of_journal(record)
            changed |= {lot.id: lot for lot in movement.lots}
            if movement.debt is not None:
                debts[movement.debt.member_id] = movement.debt
        for lot in changed.values():
            self._enter_lot(replace(lot, version=lot.version + 1))
        for debt in debts.values():
            left = self.debts[debt.member_id] = replace(debt, version=debt.version + 1)
            self.sealed["debts", debt.member_id] = self.seals.of_debt(left)

    def _enter_lot(self, lot: Lot) -> None:
        self.lots[lot.id] = lot
        self.sealed["lots", lot.id] = self.seals.of_lot(lot)
        if lot.remaining or lot.held:
            self._unspent[lot.member_id].add(lot.id)
        else:
            self._unspent[lot.member_id].discard(lot.id)

    def enter_hold(self, hold: Hold) -> None:
        kept = self.holds[hold.id] = replace(hold, version=hold.version + 1)
        self.sealed["holds", hold.id] = self.seals.of_hold(kept)
        if hold.origin.order_id is not None:
            self._held_for[hold.origin.order_id] = hold.id
        if hold.is_open:
            self._open_holds[hold.member_id][hold.id] = None
        else:
            self._open_holds[hold.member_id].pop(hold.id, None)

    def lots_of(self, member_id: AccountId) -> tuple[Lot, ...]:
        return tuple(self.lots[lot_id] for lot_id in self._unspent.get(member_id, ()))

    def unspent(self) -> Iterator[Lot]:
        return (self.lots[lot_id] for ids in self._unspent.values() for lot_id in ids)

    def open_holds(self) -> Iterator[Hold]:
        return (self.holds[hold_id] for ids in self._open_holds.values() for hold_id in ids)

    def open_holds_of(self, member_id: AccountId) -> list[Hold]:
        return [self.holds[hold_id] for hold_id in self._open_holds.get(member_id, ())]

    def hold_for(self, order_id: OrderId) -> Hold | None:
        hold_id = self._held_for.get(order_id)
        return None if hold_id is None else self.holds[hold_id]


def following(
    lots: Iterable[Lot], place: Callable[[Lot], tuple[datetime, LotId]], last: Lot | None
) -> tuple[Lot, ...]:
    """In the order of their places, those after the last one's."""
    return tuple(sorted((lot for lot in lots if last is None or place(lot) > place(last)), key=place))
