"""Cases about the ledger itself, through what domain/loyalty offers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.loyalty import expiry, settling
from domain.loyalty.refusals import HoldIsOver, PointsNotEnough
from domain.shared.errors import DomainError
from tests.domain.promotions.conformance.cases import of_groups
from tests.domain.promotions.conformance.wallet import Wallet

Case = dict[str, Any]
HOLD = 1


def outcome(wallet: Any, name: int, way: str, *amount: int) -> str:
    """`ok`, or the code of the refusal in the words of the case."""
    words = {
        "capture_exceeds_hold": "exceeds_hold",
        "hold_has_lapsed": "hold_expired",
        "hold_is_over": "already_voided",
        "refund_exceeds_capture": "exceeds_capture",
    }
    try:
        wallet.end(name, way, *amount)
    except DomainError as refused:
        return words[refused.code]
    return "ok"


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
        "balance_after_expiry": wallet.read().available,
    }
    assert found == case["then"]


@of_groups("atomic")
def test_what_cannot_be_had_in_full_moves_nothing(case: Case) -> None:
    sources = case["given"]["sources"]
    wallet = Wallet(*sources)
    with pytest.raises(PointsNotEnough):
        wallet.spend(case["given"]["need"])
    assert [a - b for a, b in zip(sources, wallet.left, strict=True)] == case["then"]["taken"]


@of_groups("balance")
def test_a_balance_is_what_came_in_less_what_went_out(case: Case) -> None:
    given, then = case["given"], case["then"]
    if "roll_back" in given:
        wallet = Wallet()
        lot = wallet.earn(given["roll_back"])
        wallet.spend(given["roll_back"] - given["active"])
        wallet.moved.clear()
        wallet.reverse(lot, given["roll_back"])
        assert {"entries": wallet.moved, "balance": wallet.read().available} == then
        return
    wallet = Wallet(given["opening"], given["issued"])
    for amount in given["used"]:
        wallet.spend(amount)
    assert {"used_total": sum(given["used"]), "balance": wallet.read().available} == then


@of_groups("reversal")
def test_a_cancelled_order_leaves_the_balance_as_it_was(case: Case) -> None:
    given = case["given"]
    confirmed = given["steps"][0]["confirm"]
    wallet = Wallet(given["opening"])
    wallet.hold(HOLD, confirmed["used"])
    wallet.end(HOLD, "capture")
    earned = wallet.earn(confirmed["earned"])
    wallet.end(HOLD, "refund", confirmed["used"])
    wallet.reverse(earned, confirmed["earned"])
    assert wallet.read().available == case["then"]["balance"]


@of_groups("expiry_date")
def test_points_end_on_a_day_of_the_calendar(case: Case) -> None:
    given, then = case["given"], case["then"]
    kind = expiry.ExpiryKind.MONTH_END if given.get("round_up") else expiry.ExpiryKind.MONTHS
    earned = datetime.combine(date.fromisoformat(given["earned"]), datetime.min.time(), UTC)
    first_invalid = expiry.Expiry(kind, given["months"]).ends_at(earned).date()
    found = {
        "first_invalid_day": first_invalid.isoformat(),
        "last_valid_day": (first_invalid - timedelta(days=1)).isoformat(),
    }
    assert {name: found[name] for name in then} == then


@of_groups("idempotency")
def test_a_request_is_posted_once(case: Case) -> None:
    """The rule of every store: under one name the same content is there already, other content is refused."""
    given, posted, results = case["given"], dict[str, bytes](), list[str]()
    for asked in (given["first"], *given["again"]):
        wallet = Wallet(1_000)
        wallet.hold(HOLD, 15)
        settled = settling.capture(
            wallet.heading(asked["id"]), wallet.holds[HOLD], wallet.lots, asked["capture"]
        )
        content = settled.movements[0].journal.content_hash
        if asked["id"] in posted:
            results.append("exists" if posted[asked["id"]] == content else "exists_with_different_amount")
        else:
            posted[asked["id"]] = content
            wallet.keep(*settled.movements)
            assert settled.hold.captured == case["then"]["posted"]
    assert results == case["then"]["results"]


@of_groups("holds")
def test_points_are_held(case: Case) -> None:
    given, then = case["given"], case["then"]
    if "holds" in given:
        _lapsing(given, then)
    elif "a" in given:
        _twice(given, then)
    elif "captured" in given:
        wallet = Wallet(given["captured"])
        wallet.hold(HOLD, given["captured"])
        wallet.end(HOLD, "capture")
        assert (outcome(wallet, HOLD, "refund", given["refund"]) == "ok") is then["ok"]
    elif "capture" in given:
        wallet = Wallet(given["amount"])
        wallet.hold(HOLD, given["held"])
        assert (outcome(wallet, HOLD, "capture", given["capture"]) == "ok") is then["ok"]
        assert (wallet.read().held, wallet.posted) == (then["held"], then["used"])
    else:
        _held_beside(given, then)


def _held_beside(given: Case, then: Case) -> None:
    wallet = Wallet(given["amount"])
    if "held" in given:
        wallet.hold(HOLD, given["held"])
    wallet.hold(2, given["hold"])
    if "held" in then:
        assert wallet.read().held == then["held"]
        return
    before = wallet.read().held
    assert outcome(wallet, 2, "release") == "ok"
    assert wallet.read().held - before == then["held_change"]


def _lapsing(given: Case, then: Case) -> None:
    wallet = Wallet(1_000)
    start = wallet.now
    for each in given["holds"]:
        lasts = timedelta(seconds=each["ttl"]) if each["ttl"] is not None else None
        wallet.hold(each["id"], each["amt"], lasts)
    held = [wallet.read(start + timedelta(seconds=second)).held for second in given["read_at"]]
    wallet.now = start + timedelta(seconds=max(given["read_at"]))
    captured = [outcome(wallet, name, "capture") for name in given["then_capture"]]
    found = {"held_at": held, "capture": captured, "posted": wallet.posted, "held": wallet.read().held}
    assert found == then


def _twice(given: Case, then: Case) -> None:
    ways = {"void": "release", "capture": "capture"}
    for name in ("a", "b"):
        wallet, results = Wallet(1_000), list[str]()
        wallet.hold(HOLD, given[name]["hold"])
        for step in given[name]["ops"]:
            way, _, amount = step.partition(":")
            amounts = (int(amount),) if amount.isdigit() else ()
            results.append(outcome(wallet, HOLD, ways[way], *amounts))
        assert results == then[name]
        if f"{name}_posted" in then:
            assert wallet.posted == then[f"{name}_posted"]


def test_a_hold_that_is_over_stays_over() -> None:
    wallet = Wallet(10)
    wallet.hold(HOLD, 5)
    wallet.end(HOLD, "release")
    with pytest.raises(HoldIsOver):
        wallet.end(HOLD, "capture")
    assert UUID(int=HOLD) == wallet.holds[HOLD].id
