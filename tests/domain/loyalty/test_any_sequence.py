"""Any sequence of movements, judged by a model that keeps every single point and never books anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.loyalty.accounts import Account
from domain.loyalty.balance import balance_of
from domain.loyalty.earning import expire, mature
from domain.loyalty.history import TOLD
from domain.loyalty.holds import Hold, HoldId
from domain.loyalty.journal import Heading, Journal, JournalKind, LotId
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement
from domain.loyalty.refusals import HoldIsOver, PointsNotEnough
from domain.loyalty.settling import capture, release
from domain.loyalty.spending import hold, spend
from tests.domain.loyalty.building import START, awarded, folded, heading, policy, terms


@dataclass(slots=True)
class OnePoint:
    """The model's unit: a point that is free, held (by which hold) or gone."""

    expires_at: datetime
    earned_at: datetime
    lot_id: LotId
    pending_until: datetime
    hold_id: HoldId | None = None
    is_gone: bool = False
    had_grace: bool = False

    def is_usable(self, now: datetime) -> bool:
        return not self.is_gone and self.hold_id is None and self.pending_until <= now < self.expires_at


class PointsMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.lots: dict[LotId, Lot] = {}
        self.journals: list[Journal] = []
        self.holds: list[Hold] = []
        self.points: list[OnePoint] = []

    def heading(self) -> Heading:
        return heading(self.now)

    def keep(self, movement: Movement | None) -> None:
        if movement is not None:
            self.journals.append(movement.journal)
            self.lots |= {lot.id: lot for lot in movement.lots}

    def live_on(self, point: OnePoint, days: int) -> None:
        """What comes back after its end lives on once, in a lot of its own."""
        until = self.now + timedelta(days=days)
        *_, point.lot_id = [  # the newest: two holds of a lot may end at one moment
            lot.id for lot in self.lots.values() if lot.grace_of == point.lot_id and lot.expires_at == until
        ]
        point.expires_at, point.had_grace = until, True

    def usable(self) -> list[OnePoint]:
        usable = [point for point in self.points if point.is_usable(self.now)]
        return sorted(usable, key=lambda p: (p.expires_at, p.earned_at, p.lot_id))

    @rule(points=st.integers(1, 12), cooling=st.integers(0, 3), life=st.integers(4, 9))
    def earn(self, points: int, cooling: int, life: int) -> None:
        movement = awarded(points, self.now, policy(cooling, life))
        (lot,) = movement.lots
        self.keep(movement)
        self.points += [
            OnePoint(lot.expires_at, lot.earned_at, lot.id, lot.pending_until) for _ in range(points)
        ]

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def run_maturing(self) -> None:
        self.keep(mature(self.heading(), list(self.lots.values())))

    @rule()
    def run_expiry(self) -> None:
        self.keep(expire(self.heading(), list(self.lots.values())))

    @rule(amount=st.integers(1, 15))
    def spend_some(self, amount: int) -> None:
        usable = self.usable()
        if amount > len(usable):
            with pytest.raises(PointsNotEnough):
                spend(self.heading(), list(self.lots.values()), amount)
            return
        self.keep(spend(self.heading(), list(self.lots.values()), amount))
        for point in usable[:amount]:
            point.is_gone = True

    @rule(amount=st.integers(1, 15))
    def hold_some(self, amount: int) -> None:
        usable, wanted = self.usable(), terms()
        if amount > len(usable):
            with pytest.raises(PointsNotEnough):
                hold(self.heading(), list(self.lots.values()), amount, wanted)
            return
        movement, made = hold(self.heading(), list(self.lots.values()), amount, wanted)
        self.keep(movement)
        self.holds.append(made)
        for point in usable[:amount]:
            point.hold_id = made.id

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), is_captured=st.booleans())
    def end_a_hold(self, data: st.DataObject, is_captured: bool) -> None:
        made = data.draw(st.sampled_from(self.holds))
        end = capture if is_captured else release
        settled = end(self.heading(), made, self.lots)
        for movement in settled.movements:
            self.keep(movement)
        self.holds.remove(made)
        for point in self.points:
            if point.hold_id == made.id:
                point.hold_id, point.is_gone = None, is_captured
                if not is_captured and self.now >= point.expires_at and not point.had_grace:
                    self.live_on(point, made.grace_days)
        with pytest.raises(HoldIsOver):
            end(self.heading(), settled.hold, self.lots)

    @invariant()
    def the_balance_is_what_the_model_counts(self) -> None:
        balance = balance_of(self.lots.values(), self.now)
        free = [p for p in self.points if not p.is_gone and not p.hold_id and self.now < p.expires_at]
        assert balance.available == len(self.usable())
        assert balance.pending == len(free) - balance.available
        assert balance.held == sum(1 for point in self.points if point.hold_id)
        soonest = min((point.expires_at for point in free), default=None)
        assert (balance.expiring_next and balance.expiring_next.at) == soonest

    @invariant()
    def lots_are_what_the_postings_add_up_to(self) -> None:
        totals = folded(self.journals)
        assert sum(totals.values()) == 0
        for lot in self.lots.values():
            assert totals[Account.HELD, lot.id] == lot.held
            assert totals[lot.account, lot.id] == lot.remaining
            other = Account.AVAILABLE if lot.account is Account.PENDING else Account.PENDING
            assert totals[other, lot.id] == 0

    @invariant()
    def the_history_adds_up_to_the_free_points(self) -> None:
        silent = {JournalKind.MATURED, JournalKind.CAPTURED}
        told = sum(
            posting.amount
            for journal in self.journals
            if journal.kind not in silent
            for posting in journal.postings
            if posting.account in TOLD[journal.kind]
        )
        assert told == sum(lot.remaining for lot in self.lots.values())

    @invariant()
    def runs_leave_nothing_due_behind(self) -> None:
        lots = list(self.lots.values())
        late = balance_of(lots, self.now)
        for book in (mature, expire):
            movement = book(self.heading(), lots)
            done = {lot.id: lot for lot in movement.lots} if movement else {}
            lots = [done.get(lot.id, lot) for lot in lots]
            assert book(self.heading(), lots) is None
        assert balance_of(lots, self.now) == late


PointsMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestAnySequenceOfMovements = PointsMachine.TestCase
