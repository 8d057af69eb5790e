"""Cases about the ledger itself, through what domain/loyalty offers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.loyalty.earning import Grant, award, expire
from domain.loyalty.journal import Heading, JournalId, LotId, Origin, OriginKind
from domain.loyalty.lots import Lot, balance_of
from domain.loyalty.policy import EarningPolicy
from domain.loyalty.refusals import PointsNotEnough
from domain.loyalty.spending import HoldId, hold, release, spend
from domain.shared.ids import AccountId
from tests.domain.promotions.conformance.cases import of_groups
from tests.domain.promotions.making import NOW

Case = dict[str, Any]
MEMBER = AccountId(UUID(int=1))
ORIGIN = Origin(OriginKind.ORDER, UUID(int=2))


class Wallet:
    """A member's lots and the clock, in memory; ids by counting."""

    def __init__(self, *amounts: int) -> None:
        self.now, self.made = NOW, 0
        self.lots: dict[LotId, Lot] = {}
        for amount in amounts:
            self.earn(amount, 365)

    def heading(self) -> Heading:
        self.made += 1
        return Heading(JournalId(UUID(int=self.made)), f"r{self.made}", self.now, ORIGIN)

    def keep(self, lots: tuple[Lot, ...]) -> None:
        self.lots |= {lot.id: lot for lot in lots}

    def earn(self, amount: int, days_valid: int) -> None:
        policy = EarningPolicy("CNY", 0, NOW, 100, cooling_off_days=0, expiry_days=days_valid)
        heading = self.heading()
        lot = Grant(LotId(UUID(int=self.made)), MEMBER, amount, ORIGIN)
        self.keep(award(heading, lot, policy).lots)

    def spend(self, amount: int) -> None:
        self.keep(spend(self.heading(), tuple(self.lots.values()), amount).lots)

    def expire(self) -> None:
        moved = expire(self.heading(), tuple(self.lots.values()))
        self.keep(moved.lots if moved is not None else ())

    @property
    def left(self) -> list[int]:
        return [lot.remaining for lot in self.lots.values()]

    @property
    def held(self) -> int:
        return balance_of(self.lots.values(), self.now).held

    @property
    def available(self) -> int:
        return balance_of(self.lots.values(), self.now).available


@of_groups("fifo")
def test_the_soonest_end_is_spent_first(case: Case) -> None:
    wallet, left = Wallet(), list[list[int]]()
    for step in case["given"]["steps"]:
        if "earn" in step:
            wallet.earn(step["earn"], step["days_valid"])
        elif "spend" in step:
            wallet.spend(step["spend"])
            left.append(wallet.left)
        elif "advance_days" in step:
            wallet.now += timedelta(days=step["advance_days"])
        else:
            wallet.expire()
    found = {
        "left_in_lot_1_after_first_spend": left[0][0],
        "left_in_lot_2_after_second_spend": left[1][1],
        "balance_after_expiry": wallet.available,
    }
    assert found == case["then"]


@of_groups("atomic")
def test_what_cannot_be_had_in_full_moves_nothing(case: Case) -> None:
    sources = case["given"]["sources"]
    wallet = Wallet(*sources)
    with pytest.raises(PointsNotEnough):
        wallet.spend(case["given"]["need"])
    assert [a - b for a, b in zip(sources, wallet.left, strict=True)] == case["then"]["taken"]


WANTING = {
    "nb01": "a reversal that makes a debt",
    "pt10": "the reversal of a cancelled order",
    "ho04": "the capture of a part",
    "ho08": "a refund of captured points",
    "tb01": "holds that lapse",
    "tb03": "a replayed capture with another amount",
    "tb04": "the capture of a part",
    "ex02": "months from earning",
    "ex04": "rounding to the end of a month",
}
"""Cases that need functions of the ledger which are not there yet."""


@of_groups("balance", "reversal", "holds", "idempotency", "expiry_date")
def test_a_case_of_the_ledger(case: Case) -> None:
    if case["id"] in WANTING:
        pytest.skip(f"domain/loyalty has no such function yet: {WANTING[case['id']]}")
    JUDGES[case["group"]](case["given"], case["then"])


def _balance(given: Case, then: Case) -> None:
    wallet = Wallet(given["opening"], given["issued"])
    for amount in given["used"]:
        wallet.spend(amount)
    assert {"used_total": sum(given["used"]), "balance": wallet.available} == then


def _hold(given: Case, then: Case) -> None:
    wallet = Wallet(given["amount"])
    lots = tuple(wallet.lots.values())
    before = given.get("held", 0)
    if before:
        wallet.keep(hold(wallet.heading(), lots, before, HoldId(UUID(int=1)))[0].lots)
    movement, held = hold(wallet.heading(), tuple(wallet.lots.values()), given["hold"], HoldId(UUID(int=2)))
    wallet.keep(movement.lots)
    if "held" in then:
        assert wallet.held == then["held"]
    else:
        start = wallet.held
        wallet.keep(release(wallet.heading(), held, wallet.lots)[0].lots)
        assert (wallet.held - start, wallet.available) == (then["held_change"], given["amount"])


JUDGES = {"balance": _balance, "holds": _hold}
