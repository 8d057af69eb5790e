"""Adjustments and refunds in memory."""

from dataclasses import dataclass, field, replace

from adapters.memory.ledger_books import Books
from application.ports.ledger_papers import AdjustmentsAsked
from domain.loyalty.adjusting import Adjustment, AdjustmentId
from domain.loyalty.refunds import Refund
from domain.loyalty.refusals import AdjustmentIsDecided, RefundNumberTaken
from domain.shared.ids import OrderId


@dataclass(slots=True)
class MemoryPapers:
    """Writes wait for `apply`; `check` raises what forbids it."""

    books: Books
    _adjustments: list[Adjustment] = field(default_factory=list)
    _refunds: list[Refund] = field(default_factory=list)

    async def adjustment(self, adjustment_id: AdjustmentId) -> Adjustment | None:
        return self.books.adjustments.get(adjustment_id)

    async def adjustments(self, asked: AdjustmentsAsked) -> tuple[Adjustment, ...]:
        found = [
            one
            for one in self.books.adjustments.values()
            if one.region_id == asked.region_id
            and asked.status in (None, one.status)
            and (asked.after is None or one.id < asked.after)
        ]
        return tuple(sorted(found, key=lambda one: one.id, reverse=True)[: asked.limit])

    def keep(self, adjustment: Adjustment) -> None:
        self._adjustments.append(adjustment)

    async def refunds_of(self, order_id: OrderId) -> tuple[Refund, ...]:
        own = [refund for refund in self.books.refunds.values() if refund.order_id == order_id]
        return tuple(sorted(own, key=lambda refund: refund.number))

    def grant(self, refund: Refund) -> None:
        self._refunds.append(refund)

    def check(self) -> None:
        for adjustment in self._adjustments:
            stored = self.books.adjustments.get(adjustment.id)
            if adjustment.version != (stored.version if stored else 0):
                raise AdjustmentIsDecided()
        if any((refund.order_id, refund.number) in self.books.refunds for refund in self._refunds):
            raise RefundNumberTaken()

    def apply(self) -> None:
        for one in self._adjustments:
            self.books.adjustments[one.id] = replace(one, version=one.version + 1)
        self.books.refunds |= {(refund.order_id, refund.number): refund for refund in self._refunds}
        self._adjustments, self._refunds = [], []
