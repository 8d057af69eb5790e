"""What the ledger in memory stores, with the few indexes that keep long tests short."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.loyalty.adjusting import Adjustment, AdjustmentId
from domain.loyalty.history import LotRule
from domain.loyalty.holds import Hold, HoldId
from domain.loyalty.journal import Journal, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt, Movement
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refunds import Refund
from domain.loyalty.seals import record_of, seal_of_lot
from domain.shared.ids import AccountId, OrderId


@dataclass(slots=True)
class Books:
    """Journals by request id (with their seals), lots (with theirs), debts, holds, papers, policies."""

    journals: dict[str, Journal] = field(default_factory=dict)
    seals: dict[UUID, bytes] = field(default_factory=dict)
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
            self.seals[movement.journal.heading.journal_id] = record_of(movement.journal).seal
            changed |= {lot.id: lot for lot in movement.lots}
            if movement.debt is not None:
                debts[movement.debt.member_id] = movement.debt
        for lot in changed.values():
            self._enter_lot(replace(lot, version=lot.version + 1))
        self.debts |= {debt.member_id: replace(debt, version=debt.version + 1) for debt in debts.values()}

    def _enter_lot(self, lot: Lot) -> None:
        self.lots[lot.id] = lot
        self.seals[lot.id] = seal_of_lot(lot)
        if lot.remaining or lot.held:
            self._unspent[lot.member_id].add(lot.id)
        else:
            self._unspent[lot.member_id].discard(lot.id)

    def enter_hold(self, hold: Hold) -> None:
        self.holds[hold.id] = replace(hold, version=hold.version + 1)
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
