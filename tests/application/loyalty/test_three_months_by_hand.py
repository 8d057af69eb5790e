"""Three months of one ledger worked out by hand: the journals of issue, redemption and expiry, each report.

Anna, points usable at once, ending 30 days after they were earned, three days of grace.

    1 Jan   earns 1,000 (ends 31 Jan)              9 Jan   holds 600 for an order
    5 Jan   earns   200 (ends  4 Feb)             10 Jan   the order is done: 600 spent
    31 Jan  400 of the first lot end               1 Feb   earns 500 (ends 3 Mar)
    2 Feb   300 held: 200 of 5 Jan, 100 of 1 Feb   4 Feb   (the 200 are held, and do not end)
    10 Feb  the order is cancelled: 100 go back to their lot, 200 get until 13 Feb
    13 Feb  those 200 end                          20 Feb  gives Bo 150 (of 1 Feb, so they end 3 Mar)
    25 Feb  90 are taken back of the award of 1 Feb, which has 350 left
    1 Mar   50 by hand (end 31 Mar)                2 Mar   spends 100 (of 1 Feb)
    3 Mar   Anna's 160 and Bo's 150 end           31 Mar   the 50 end

January   issued 1,200   used 600   expired 400                              outstanding   200
February  issued   500              expired 200   reversed 90                outstanding   410
March                    used 100   expired 360               adjusted 50    outstanding     0
"""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from adapters.memory.ledger import Books, MemoryLoyaltyWork
from application.loyalty.report_points import ReportPoints, ReportPointsHandler, TotalRows, TotalRowsHandler
from domain.loyalty.accounts import Account
from domain.loyalty.holds import HoldId
from domain.loyalty.journal import JournalKind
from domain.loyalty.reports import PointsReport, Total, Totals
from domain.shared.time import Window
from tests.application.loyalty.teller import Teller
from tests.application.loyalty.world import SetClock
from tests.domain.loyalty.building import ANNA, BO, CountingIds, policy


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)


MONTHS = [Window(on(month, 1), on(month + 1, 1)) for month in (1, 2, 3)]


class Quarter(Teller):
    """`is_late`: the clock's runs come once, long after; else right at the end of every day that matters."""

    is_late = False

    async def day(self, month: int, day: int) -> None:
        self.now = on(month, day)
        if not self.is_late:
            await self.run()


async def played(*, is_late: bool) -> tuple[Books, Quarter]:
    books = Books()
    one = Quarter(lambda: MemoryLoyaltyWork(books), CountingIds(), rules=policy(0, 30))
    one.rules = type(one.rules)("CNY", 1, on(1, 1), 100, cooling_off_days=0, expiry_days=30, grace_days=3)
    one.is_late = is_late
    first, second = HoldId(UUID(int=1)), HoldId(UUID(int=2))
    await one.day(1, 1)
    await one.earn("a", ANNA, None, 1_000)
    await one.day(1, 5)
    await one.earn("b", ANNA, None, 200)
    await one.day(1, 9)
    await one.hold(first, ANNA, 600)
    await one.day(1, 10)
    await one.end("done", ANNA, first, None)
    await one.day(1, 31)
    await one.day(2, 1)
    await one.earn("c", ANNA, None, 500)
    lot_id = next(p.lot_id for p in books.journals["c"].postings if p.lot_id)
    await one.day(2, 2)
    await one.hold(second, ANNA, 300)
    await one.day(2, 4)
    await one.day(2, 10)
    await one.end("cancelled", ANNA, second, 0)
    await one.day(2, 13)
    await one.day(2, 20)
    await one.gift(UUID(int=3), ANNA, BO, 150)
    await one.day(2, 25)
    await one.reverse("taken back", ANNA, lot_id, 90)
    await one.day(3, 1)
    await one.adjust(UUID(int=4), ANNA, 50)
    await one.day(3, 2)
    third = HoldId(UUID(int=5))
    await one.hold(third, ANNA, 100)
    await one.end("done too", ANNA, third, None)
    await one.day(3, 3)
    await one.day(3, 31)
    await one.day(4, 20)
    return books, one


async def report(one: Teller, month: Window) -> PointsReport:
    return await ReportPointsHandler(one.new_work, SetClock(one.now))(ReportPoints(month, 1_000))


@pytest.mark.parametrize("is_late", [False, True])
async def test_each_month_reads_as_it_was_worked_out(is_late: bool) -> None:
    _, one = await played(is_late=is_late)
    seen = [await report(one, month) for month in MONTHS]
    assert [month.totals for month in seen] == [
        Totals(issued=1_200, used=600, expired=400),
        Totals(issued=500, expired=200, reversed=90),
        Totals(used=100, expired=360, adjusted=50),
    ]
    assert [month.closing.net for month in seen] == [200, 410, 0]
    assert [month.opening.net for month in seen] == [0, 200, 410]


@pytest.mark.parametrize("is_late", [False, True])
async def test_the_liability_is_what_is_outstanding_less_what_will_probably_end(is_late: bool) -> None:
    _, one = await played(is_late=is_late)
    january, february, march = [await report(one, month) for month in MONTHS]
    # 400 of 1,000 points whose fate is known had ended; then 600 of 1,200; then 960 of 1,660.
    assert [month.breakage_bp for month in (january, february, march)] == [4_000, 5_000, 5_783]
    assert (january.expected_breakage, january.liability_points, january.liability_minor) == (80, 120, 120)
    assert (february.expected_breakage, february.liability_points) == (205, 205)
    assert (march.liability_points, march.liability_minor) == (0, 0)


@pytest.mark.parametrize("is_late", [False, True])
async def test_every_total_is_the_sum_of_the_rows_that_it_opens(is_late: bool) -> None:
    _, one = await played(is_late=is_late)
    read = TotalRowsHandler(one.new_work, SetClock(one.now))
    for month in MONTHS:
        totals = (await report(one, month)).totals
        for total in Total:
            rows = await read(TotalRows(total, month))
            assert sum(row.points for row in rows) == getattr(totals, total.value)
    ended = await read(TotalRows(Total.EXPIRED, MONTHS[2]))
    assert [(row.at, row.points, row.member_id) for row in ended] == [
        (on(3, 3), 160, ANNA),
        (on(3, 3), 150, BO),
        (on(3, 31), 50, ANNA),
    ]


async def test_the_journals_of_issue_redemption_and_expiry_are_these() -> None:
    books, _ = await played(is_late=False)
    written = [
        (journal.kind, journal.heading.at, [(one.account, one.amount) for one in journal.postings])
        for journal in books.journals.values()
        if journal.kind
        in (JournalKind.EARNED, JournalKind.CAPTURED, JournalKind.EXPIRED, JournalKind.REVERSED)
    ]
    assert [one for one in written if one[1].month < 3] == [
        (JournalKind.EARNED, on(1, 1), [(Account.AVAILABLE, 1_000), (Account.ISSUED, -1_000)]),
        (JournalKind.EARNED, on(1, 5), [(Account.AVAILABLE, 200), (Account.ISSUED, -200)]),
        (JournalKind.CAPTURED, on(1, 10), [(Account.HELD, -600), (Account.REDEEMED, 600)]),
        (JournalKind.EXPIRED, on(1, 31), [(Account.AVAILABLE, -400), (Account.BREAKAGE, 400)]),
        (JournalKind.EARNED, on(2, 1), [(Account.AVAILABLE, 500), (Account.ISSUED, -500)]),
        (JournalKind.EXPIRED, on(2, 13), [(Account.AVAILABLE, -200), (Account.BREAKAGE, 200)]),
        (JournalKind.REVERSED, on(2, 25), [(Account.AVAILABLE, -90), (Account.CLAWBACK, 90)]),
    ]
    march = [one for one in written if one[1].month == 3]
    assert [(kind, at.day) for kind, at, _ in march] == [
        (JournalKind.CAPTURED, 2),
        (JournalKind.EXPIRED, 3),
        (JournalKind.EXPIRED, 31),
    ]
    assert sorted(march[1][2]) == [
        (Account.AVAILABLE, -160),
        (Account.AVAILABLE, -150),
        (Account.BREAKAGE, 310),
    ]
