"""The published numbers of other shops and ledgers about points, through the use cases.

Read from the folder that CALLOUT_SHARED names; each kind of case has its own few lines of policy.
"""

import json
from collections.abc import Callable, Coroutine
from datetime import UTC, date, datetime, timedelta
from os import environ
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from domain.loyalty.expiry import Expiry, ExpiryKind
from domain.loyalty.holds import HoldId, HoldStatus
from domain.loyalty.refusals import (
    CaptureExceedsHold,
    HoldHasLapsed,
    HoldIsOver,
    PointsNotEnough,
    RefundExceedsCapture,
    RequestIdReused,
)
from domain.shared.errors import DomainError
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import ANNA, CountingIds

FOLDER = Path(environ.get("CALLOUT_SHARED", "/nowhere")) / "cases/loyalty/cases.json"
ONE = HoldId(UUID(int=1))
GROUPS = ("atomic", "balance", "expiry_date", "fifo", "holds", "idempotency", "reversal")
Case = dict[str, Any]


def cases() -> list[Any]:
    if not FOLDER.exists():
        return [pytest.param({}, marks=pytest.mark.skip(reason="CALLOUT_SHARED names no folder of cases"))]
    known = json.loads(FOLDER.read_text())["cases"]
    return [pytest.param(one, id=one["id"]) for one in known if one["group"] in GROUPS]


class Desk(Teller):
    """A teller on books of its own."""

    def __init__(self) -> None:
        self.books = Books()
        super().__init__(lambda: MemoryLoyaltyWork(self.books), CountingIds())

    async def refused(self, work: Coroutine[Any, Any, Any]) -> type[DomainError] | None:
        try:
            await work
        except DomainError as refusal:
            return type(refusal)
        return None

    async def spend(self, key: int, amount: int) -> None:
        await self.hold(HoldId(UUID(int=1_000 + key)), ANNA, amount)
        await self.end(f"spend {key}", ANNA, HoldId(UUID(int=1_000 + key)), None)


async def fifo(given: Case, then: Case) -> None:
    desk, left = Desk(), []
    for number, step in enumerate(given["steps"]):
        if "earn" in step:
            desk.now += timedelta(hours=1)
            await desk.earn(f"{number}", ANNA, (0, step["days_valid"]), step["earn"])
        elif "spend" in step:
            await desk.spend(number, step["spend"])
            left.append(
                [lot.remaining for lot in sorted(desk.books.lots.values(), key=lambda x: x.earned_at)]
            )
        elif "advance_days" in step:
            desk.now += timedelta(days=step["advance_days"])
        else:
            await desk.run()
    assert left[0][0] == then["left_in_lot_1_after_first_spend"]
    assert left[1][1] == then["left_in_lot_2_after_second_spend"]
    assert (await desk.points(ANNA)).total == then["balance_after_expiry"]


async def balance(given: Case, then: Case) -> None:
    desk = Desk()
    if "roll_back" in given:
        await desk.earn("all", ANNA, (0, 90), given["roll_back"])
        await desk.spend(1, given["roll_back"] - given["active"])
        (lot_id,) = desk.books.lots
        await desk.reverse("back", ANNA, lot_id, given["roll_back"])
        moved = [one.amount for one in desk.books.journals["back"].postings if one.member_id]
        assert moved == then["entries"]
    else:
        await desk.earn("opening", ANNA, (0, 90), given["opening"])
        await desk.earn("issued", ANNA, (0, 90), given["issued"])
        for number, used in enumerate(given["used"]):
            await desk.spend(number, used)
        assert sum(given["used"]) == then["used_total"]
    assert (await desk.points(ANNA)).available == then["balance"]


async def reversal(given: Case, then: Case) -> None:
    desk = Desk()
    await desk.earn("opening", ANNA, (0, 90), given["opening"])
    step = given["steps"][0]["confirm"]
    await desk.hold(ONE, ANNA, step["used"])
    await desk.end("confirmed", ANNA, ONE, None)
    await desk.earn("earned", ANNA, (0, 90), step["earned"])
    lot_id = next(one.lot_id for one in desk.books.journals["earned"].postings if one.lot_id)
    await desk.refund("cancelled", ANNA, ONE, step["used"])
    await desk.reverse("taken back", ANNA, lot_id, step["earned"])
    assert (await desk.points(ANNA)).available == then["balance"]


async def atomic(given: Case, then: Case) -> None:
    desk = Desk()
    for number, points in enumerate(given["sources"]):
        await desk.earn(f"{number}", ANNA, (0, 90), points)
    assert await desk.refused(desk.hold(ONE, ANNA, given["need"])) is PointsNotEnough
    assert [lot.used + lot.held for lot in desk.books.lots.values()] == then["taken"]


async def expiry_date(given: Case, then: Case) -> None:
    kind = ExpiryKind.MONTH_END if given.get("round_up") == "month" else ExpiryKind.MONTHS
    for zone in ("UTC", "Asia/Shanghai"):
        own = ZoneInfo(zone)
        earned = datetime.combine(date.fromisoformat(given["earned"]), datetime.min.time(), own)
        end = Expiry(kind, given["months"], zone).ends_at(earned.astimezone(UTC)).astimezone(own).date()
        if "first_invalid_day" in then:
            assert end.isoformat() == then["first_invalid_day"]
        else:
            assert (end - timedelta(days=1)).isoformat() == then["last_valid_day"]


async def idempotency(given: Case, then: Case) -> None:
    desk = Desk()
    amount = given["first"]["capture"]
    await desk.earn("points", ANNA, (0, 90), 1_000)
    await desk.hold(ONE, ANNA, 100)
    await desk.end(given["first"]["id"], ANNA, ONE, amount)
    said = [await desk.refused(desk.end(one["id"], ANNA, ONE, one["capture"])) for one in given["again"]]
    assert said == [None, RequestIdReused]
    assert desk.books.holds[ONE].captured == then["posted"]


async def holds(given: Case, then: Case) -> None:
    desk = Desk()
    await desk.earn("points", ANNA, (0, 90), given.get("amount", 100_000))
    if isinstance(given.get("holds"), list):
        await _lapsing(desk, given, then)
    elif "a" in given:
        await desk.hold(ONE, ANNA, given["a"]["hold"])
        await desk.end("void", ANNA, ONE, 0)
        assert await desk.refused(desk.end("late", ANNA, ONE, 13)) is HoldIsOver
        two = HoldId(UUID(int=2))
        await desk.hold(two, ANNA, given["b"]["hold"])
        assert await desk.refused(desk.end("too much", ANNA, two, 8)) is CaptureExceedsHold
        await desk.end("all", ANNA, two, None)
        assert desk.books.holds[two].captured == then["b_posted"]
    elif "captured" in given:
        await desk.hold(ONE, ANNA, given["captured"])
        await desk.end("done", ANNA, ONE, None)
        assert await desk.refused(desk.refund("r", ANNA, ONE, given["refund"])) is RefundExceedsCapture
    else:
        await _one_hold(desk, given, then)


async def _one_hold(desk: Desk, given: Case, then: Case) -> None:
    first = int(given.get("held") or given.get("hold") or 0)
    if first:
        await desk.hold(ONE, ANNA, first)
    if "capture" in given:
        refusal = await desk.refused(desk.end("c", ANNA, ONE, given["capture"]))
        assert (refusal is None) is then["ok"]
        assert (await desk.points(ANNA)).held == then["held"]
    elif given.get("then") == "void":
        await desk.end("void", ANNA, ONE, 0)
        assert -first == then["held_change"]
        assert (await desk.points(ANNA)).held == 0
    else:
        if "held" in given:
            await desk.hold(HoldId(UUID(int=2)), ANNA, given["hold"])
        assert (await desk.points(ANNA)).held == then["held"]


async def _lapsing(desk: Desk, given: Case, then: Case) -> None:
    start = desk.now
    for one in given["holds"]:
        lapses = None if one["ttl"] is None else start + timedelta(seconds=one["ttl"])
        await desk.hold(HoldId(UUID(int=one["id"])), ANNA, one["amt"], lapses)
    seen = []
    for seconds in given["read_at"]:
        desk.now = start + timedelta(seconds=seconds)
        seen.append((await desk.points(ANNA)).held)
    assert seen == then["held_at"]
    for number, wanted in zip(given["then_capture"], then["capture"], strict=True):
        refusal = await desk.refused(desk.end(f"c {number}", ANNA, HoldId(UUID(int=number)), None))
        assert refusal is (None if wanted == "ok" else HoldHasLapsed)
    await desk.run()
    assert (await desk.points(ANNA)).held == then["held"]
    captured = [one for one in desk.books.holds.values() if one.status is HoldStatus.CAPTURED]
    assert sum(one.captured for one in captured) == then["posted"]


PLAY: dict[str, Callable[[Case, Case], Coroutine[Any, Any, None]]] = {
    "atomic": atomic,
    "balance": balance,
    "expiry_date": expiry_date,
    "fifo": fifo,
    "holds": holds,
    "idempotency": idempotency,
    "reversal": reversal,
}


@pytest.mark.parametrize("case", cases())
async def test_points_do_what_the_published_case_says(case: Case) -> None:
    await PLAY[case["group"]](case["given"], case["then"])
