"""Thousands of operations on the ledger in memory, each judged by a model that counts piles of points."""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from domain.loyalty.holds import HoldId
from domain.loyalty.journal import LotId
from domain.loyalty.refusals import (
    CaptureExceedsHold,
    HoldHasLapsed,
    HoldIsOver,
    PointsNotEnough,
    RefundExceedsCapture,
    RequestIdReused,
    ReversalExceedsAward,
)
from domain.shared.ids import AccountId
from domain.shared.time import Window
from tests.application.loyalty.points_model import Model, Refused
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import START, CountingIds, policy

REFUSALS = (
    CaptureExceedsHold,
    HoldHasLapsed,
    HoldIsOver,
    PointsNotEnough,
    RefundExceedsCapture,
    ReversalExceedsAward,
)
MEMBERS = 8


def at_once(work: Coroutine[Any, Any, Any]) -> Any:
    """Nothing in memory waits: run it without an event loop."""
    try:
        work.send(None)
    except StopIteration as over:
        return over.value
    raise AssertionError("something waited")


@dataclass
class Trial:
    """One ledger, one model, one throw of dice after another."""

    seed: int
    is_eager: bool = False
    books: Books = field(default_factory=Books)
    model: Model = field(default_factory=Model)
    done: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.teller = Teller(lambda: MemoryLoyaltyWork(self.books), CountingIds())
        self.earned: list[tuple[str, int, LotId]] = []
        self.held: list[tuple[UUID, int, int]] = []
        self.number = 0

    @property
    def now(self) -> datetime:
        return self.teller.now

    def step(self) -> None:
        dice = self.dice
        self.number += 1
        self.teller.now += timedelta(seconds=dice.randint(1, 20_000))
        self.model.settle(self.now)
        names = ("earn", "hold", "end", "refund", "reverse", "gift", "adjust", "replay", "run", "crash")
        (name,) = dice.choices(names, (30, 22, 17, 7, 5, 6, 6, 4, 2, 1))
        getattr(self, name)()
        self.counts[name] = self.counts.get(name, 0) + 1
        if self.is_eager:
            self.run()
        self.compare(dice.randrange(MEMBERS))
        if self.number % 100 == 0:
            self.move_on()

    def move_on(self) -> None:
        """Old holds end, old awards are not asked for any more: so a long run stays quick."""
        for hold_id, member, _ in self.held[:-30]:
            told = (f"old {hold_id}", account(member), HoldId(hold_id), 0)
            self.both("end", told, lambda key=hold_id: self.model.end(key, 0, self.now))
        self.earned, self.held = self.earned[-40:], self.held[-30:]
        kept, own = {key for key, _, _ in self.earned}, {key for key, _, _ in self.held}
        self.model.lots = {key: lot for key, lot in self.model.lots.items() if key in kept}
        self.model.holds = {key: held for key, held in self.model.holds.items() if key in own}
        self.model.forget()

    def both(self, name: str, told: tuple[Any, ...], judge: Any) -> bool:
        """Do it on both sides; they must agree on whether it may be done."""
        try:
            judge()
        except Refused:
            with pytest.raises(REFUSALS):
                at_once(getattr(self.teller, name)(*told))
            return False
        at_once(getattr(self.teller, name)(*told))
        self.done.append((name, told))
        self.done = self.done[-40:]
        return True

    def key(self) -> str:
        return f"request {self.number}"

    def someone(self) -> int:
        return self.dice.randrange(MEMBERS)

    def earn(self) -> None:
        member, points, key = self.someone(), self.dice.randint(1, 300), self.key()
        days = (self.dice.randint(0, 3), self.dice.randint(4, 40))
        self.both(
            "earn",
            (key, account(member), days, points),
            lambda: self.model.earn(key, member, points, self.now, days),
        )
        lots = self.books.journals[key].postings
        self.earned.append((key, member, next(one.lot_id for one in lots if one.lot_id)))

    def hold(self) -> None:
        member, hold_id = self.someone(), UUID(int=self.number)
        amount = self.dice.randint(1, max(2, int(self.model.available(member, self.now) * 0.7)))
        lapses = self.now + timedelta(hours=self.dice.randint(1, 300)) if self.dice.random() < 0.3 else None
        told = (HoldId(hold_id), account(member), amount, lapses)
        if self.both("hold", told, lambda: self.model.hold(hold_id, member, amount, self.now, lapses)):
            self.held.append((hold_id, member, amount))

    def end(self) -> None:
        if self.held:
            hold_id, member, held = self.dice.choice(self.held)
            amount = self.dice.choice([None, 0, self.dice.randint(1, held + 1)])
            told = (self.key(), account(member), HoldId(hold_id), amount)
            self.both("end", told, lambda: self.model.end(hold_id, amount, self.now))

    def refund(self) -> None:
        if self.held:
            hold_id, member, held = self.dice.choice(self.held)
            amount = self.dice.randint(1, held)
            told = (self.key(), account(member), HoldId(hold_id), amount)
            self.both("refund", told, lambda: self.model.refund(hold_id, amount, self.now))

    def reverse(self) -> None:
        if self.earned:
            key, member, lot_id = self.dice.choice(self.earned)
            amount = self.dice.randint(1, 200)
            told = (self.key(), account(member), lot_id, amount)
            self.both("reverse", told, lambda: self.model.reverse(key, amount))

    def gift(self) -> None:
        giver = self.dice.randrange(MEMBERS - 1)
        receiver = self.dice.randrange(giver + 1, MEMBERS)
        amount, gift_id = self.dice.randint(1, 120), UUID(int=self.number)
        told = (gift_id, account(giver), account(receiver), amount)
        self.both("gift", told, lambda: self.model.give(giver, receiver, amount, self.now))

    def adjust(self) -> None:
        member, points = self.someone(), self.dice.choice([-1, 1]) * self.dice.randint(1, 80)
        self.teller.rules = policy(0, 30)
        told = (UUID(int=self.number), account(member), points)
        self.both("adjust", told, lambda: self.model.adjust(member, points, self.now, 30))

    def replay(self) -> None:
        """The same request is a no-op; other content under its id is refused."""
        if not self.done:
            return
        name, told = self.dice.choice(self.done)
        before = len(self.books.journals)
        at_once(getattr(self.teller, name)(*told))
        changed = list(told)
        place = {"hold": 2}.get(name, len(told) - 1)
        changed[place] = (changed[place] or 0) + 1_000
        with pytest.raises(RequestIdReused):
            at_once(getattr(self.teller, name)(*changed))
        assert len(self.books.journals) == before

    def crash(self) -> None:
        before = len(self.books.journals)
        self.teller.crashes = True
        at_once(self.teller.earn(self.key(), account(0), (0, 9), 50))
        at_once(self.teller.adjust(UUID(int=self.number), account(1), 50))
        self.teller.crashes = False
        assert len(self.books.journals) == before

    def run(self) -> None:
        at_once(self.teller.run(self.dice.randint(1, 50)))

    def compare(self, member: int) -> None:
        seen = at_once(self.teller.points(account(member)))
        model, now = self.model, self.now
        assert seen.available == model.available(member, now), (self.seed, self.number)
        assert seen.pending == model.pending(member, now), (self.seed, self.number)
        assert seen.held == model.held(member), (self.seed, self.number)
        assert seen.debt == model.debts.get(member, 0), (self.seed, self.number)

    def audit(self) -> None:
        """Sums, seals, lots, holds and debts agree, and the report explains what is outstanding."""
        for member in range(MEMBERS):
            self.compare(member)
        at_once(self.teller.run(500))
        work = MemoryLoyaltyWork(self.books)
        report = at_once(work.ledger.reads.audit())
        assert report.findings == ()
        end = self.now + timedelta(seconds=1)
        totals = at_once(work.ledger.reads.totals(Window(START - timedelta(days=1), end), end))
        closing = at_once(work.ledger.reads.outstanding_before(end))
        assert totals.change == closing.net
        assert closing.debt == sum(self.model.debts.values())


def account(member: int) -> AccountId:
    return AccountId(UUID(int=member + 1))


def play(seed: int, steps: int, *, is_eager: bool = False) -> dict[str, int]:
    trial = Trial(seed, is_eager)
    for _ in range(steps):
        trial.step()
    trial.audit()
    return trial.counts


@pytest.mark.parametrize("seed", range(4))
def test_five_thousand_operations_leave_the_ledger_where_the_model_is(seed: int) -> None:
    counts = play(seed, 5_000)
    assert min(counts.values()) > 20


def test_books_that_are_always_up_to_date_read_like_those_that_are_late() -> None:
    play(99, 1_500, is_eager=True)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 1_040))
def test_a_million_operations_leave_the_ledger_where_the_model_is(seed: int) -> None:
    """Forty ledgers of 25,000 operations each; every fourth is always up to date."""
    play(seed, 25_000, is_eager=seed % 4 == 0)
