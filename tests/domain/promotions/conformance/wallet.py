"""One member's points in memory, moved by domain/loyalty alone. Ids by counting, time by hand."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.loyalty import balance, holds, movements, reversing, settling, spending
from domain.loyalty.earning import Grant, award, expire
from domain.loyalty.journal import Heading, JournalId, LotId, Origin, OriginKind
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId
from tests.domain.promotions.making import NOW

MEMBER = AccountId(UUID(int=1))
ORIGIN = Origin(OriginKind.ORDER, UUID(int=2))


class Wallet:
    """`moved` has every posting on the member's side, in order."""

    def __init__(self, *amounts: int) -> None:
        self.now, self.made = NOW, 0
        self.lots: dict[LotId, Any] = {}
        self.holds: dict[int, Any] = {}
        self.debt = movements.Debt(MEMBER)
        self.moved: list[int] = []
        for amount in amounts:
            self.earn(amount)

    def heading(self, request: str = "") -> Heading:
        self.made += 1
        name = request or f"r{self.made}"
        return Heading(JournalId(UUID(int=1_000 * self.made)), name, self.now, ORIGIN)

    def keep(self, *found: Any) -> None:
        for movement in found:
            self.lots |= {lot.id: lot for lot in movement.lots}
            self.debt = movement.debt or self.debt
            self.moved += [each.amount for each in movement.journal.postings if each.member_id is not None]

    def earn(self, amount: int, days_valid: int = 365) -> LotId:
        policy = EarningPolicy("CNY", 0, NOW, 100, cooling_off_days=0, expiry_days=days_valid)
        heading = self.heading()
        lot = LotId(UUID(int=self.made))
        self.keep(award(heading, Grant(lot, MEMBER, amount, ORIGIN), policy))
        return lot

    def spend(self, amount: int) -> None:
        self.keep(spending.spend(self.heading(), tuple(self.lots.values()), amount, self.debt.amount))

    def expire(self) -> None:
        moved = expire(self.heading(), tuple(self.lots.values()))
        self.keep(*([moved] if moved is not None else []))

    def hold(self, name: int, amount: int, lasts: timedelta | None = None) -> None:
        end = self.now + lasts if lasts is not None else None
        terms = holds.HoldTerms(holds.HoldId(UUID(int=name)), ORIGIN, lapses_at=end)
        moved, self.holds[name] = spending.hold(self.heading(), tuple(self.lots.values()), amount, terms)
        self.keep(moved)

    def end(self, name: int, way: str, *amount: int) -> None:
        """`capture`, `release` or `refund`; a refusal changes nothing."""
        settled = getattr(settling, way)(self.heading(), self.holds[name], self.lots, *amount)
        self.keep(*settled.movements)
        self.holds[name] = settled.hold

    def reverse(self, lot: LotId, amount: int) -> None:
        self.keep(reversing.reverse(self.heading(), self.lots[lot], amount, self.debt))

    def read(self, at: datetime | None = None) -> Any:
        everything, every_hold = self.lots.values(), self.holds.values()
        return balance.balance_of(everything, at or self.now, self.debt.amount, every_hold)

    @property
    def left(self) -> list[int]:
        return [lot.remaining for lot in self.lots.values()]

    @property
    def posted(self) -> int:
        return sum(hold.captured for hold in self.holds.values())
