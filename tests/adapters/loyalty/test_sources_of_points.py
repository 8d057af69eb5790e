"""What became of a campaign's points, and what was outstanding: every number with its rows."""

from dataclasses import fields
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from application.loyalty.giving import Gift, give
from application.ports.ledger_reads import StandingAsked
from application.ports.ledger_sources import LotsAsked, SourcesAsked
from domain.loyalty.history import LotRule
from domain.loyalty.holds import HoldId
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.past import Standing
from domain.loyalty.refusals import PointsNotEnough
from domain.loyalty.sources import Grouping, Part, Source, SourceTotals
from domain.shared.ids import AccountId, RegionId
from domain.shared.texts import Text
from domain.shared.time import Window
from tests.adapters.loyalty.conftest import NewWork
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import ANNA, BO, START, CountingIds, policy

pytestmark = pytest.mark.asyncio(loop_scope="package")

HERE, THERE = RegionId(UUID(int=0x11)), RegionId(UUID(int=0x12))
SPRING = Source(HERE, "spring", "double", "house")
BRAND = Source(HERE, "brand week", "taps", "Tap & Co")
AUTUMN = Source(THERE, "spring", "triple", "house")
EVER = Window(START - timedelta(days=1), START + timedelta(days=2_000))


async def earn(one: Teller, key: str, member: AccountId, points: int, source: Source | None) -> None:
    origin = Origin(OriginKind.REVIEW, UUID(int=1))
    gift = Gift(key, member, points, origin, one.now, policy(0, 30), _rule(source))
    async with one.new_work() as work:
        await give(work, one.ids, [gift])
        await work.commit()


def _rule(source: Source | None) -> LotRule | None:
    if source is None or source.region_id is None or source.promotion is None:
        return None
    named = Text(source.promotion, source.promotion)
    return LotRule(source.region_id, 1, source.promotion, named, source.campaign, source.funded_by)


async def totals(one: Teller, by: Grouping) -> tuple[SourceTotals, ...]:
    async with one.new_work() as work:
        return await work.ledger.sources.totals(SourcesAsked(by, EVER, one.now))


async def lots(one: Teller, part: Part, only: Source) -> list[int]:
    async with one.new_work() as work:
        found = await work.ledger.sources.lots(LotsAsked(part, EVER, one.now, only, 0, 100))
    return [share.points for share in found]


async def test_a_campaign_is_followed_through_gifts_and_points_that_came_back(new_work: NewWork) -> None:
    one = Teller(new_work, CountingIds())
    hold_id = HoldId(UUID(int=5))
    await earn(one, "a", ANNA, 100, SPRING)
    await one.gift(UUID(int=3), ANNA, BO, 30)
    await one.hold(hold_id, BO, 30)
    one.now += timedelta(days=31)  # Anna's 70 end; Bo's 30 are held
    await one.end("half", BO, hold_id, 20)  # and 10 come back with grace
    (spring,) = await totals(one, Grouping.CAMPAIGN)
    named = Source(campaign="spring", funded_by="house")
    assert spring == SourceTotals(named, issued=100, used=20, outstanding=10, expired=70)
    assert spring.cost_minor(1_500) == 30
    assert await lots(one, Part.USED, named) == [30, -10]
    one.now += timedelta(days=8)
    (late,) = await totals(one, Grouping.CAMPAIGN)
    await one.run()
    assert await totals(one, Grouping.CAMPAIGN) == (late,)
    assert (late.outstanding, late.expired) == (0, 80)


async def test_rows_are_by_region_funder_campaign_or_promotion_and_the_unknown_comes_last(
    new_work: NewWork,
) -> None:
    one = Teller(new_work, CountingIds())
    for number, source in enumerate((SPRING, BRAND, AUTUMN, None, SPRING)):
        await earn(one, f"request {number}", ANNA, 10 + number, source)
    found = {by: [(s.source, s.issued) for s in await totals(one, by)] for by in Grouping}
    assert found[Grouping.REGION] == [(Source(HERE), 35), (Source(THERE), 12), (Source(), 13)]
    assert found[Grouping.FUNDER] == [
        (Source(funded_by="Tap & Co"), 11),
        (Source(funded_by="house"), 36),
        (Source(), 13),
    ]
    assert [points for _, points in found[Grouping.CAMPAIGN]] == [11, 36, 13]
    assert [one.promotion for one, _ in found[Grouping.PROMOTION]] == ["taps", "double", "triple", None]
    assert await lots(one, Part.ISSUED, Source(campaign="")) == [13]
    assert await lots(one, Part.ISSUED, Source(region_id=HERE, funded_by="house")) == [10, 14]
    assert await lots(one, Part.ISSUED, Source()) == [10, 11, 12, 13, 14]


async def standing(one: Teller, kind: Standing) -> int:
    async with one.new_work() as work:
        reads = work.ledger.reads
        found = [
            row
            for skip in range(0, 90, 3)
            for row in await reads.standing(StandingAsked(kind, one.now, skip, 3))
        ]
        outstanding = await reads.outstanding_before(one.now)
    assert sum(row.points for row in found) == getattr(outstanding, kind.value), kind
    assert all((row.lot_id is None) == (kind is Standing.DEBT) for row in found)
    return len(found)


@pytest.mark.parametrize("seed", range(3))
async def test_numbers_are_the_sums_of_their_rows_whatever_has_happened(new_work: NewWork, seed: int) -> None:
    one, dice = Teller(new_work, CountingIds()), Random(seed)
    for number in range(40):
        member, other = dice.sample((ANNA, BO), 2)
        one.now += timedelta(days=dice.randint(0, 2))
        try:
            match dice.randint(0, 4):
                case 0 | 1:
                    await earn(one, f"e{number}", member, 50, dice.choice((SPRING, BRAND, None)))
                case 2:
                    await one.gift(UUID(int=number), member, other, dice.randint(1, 20))
                case 3:
                    hold_id = HoldId(UUID(int=1_000 + number))
                    await one.hold(hold_id, member, dice.randint(1, 20))
                    await one.end(f"x{number}", member, hold_id, dice.choice((0, 1, None)))
                case _:
                    async with one.new_work() as work:
                        (lot, *_) = await work.ledger.lots_of(member) or (None,)
                    if lot is not None and lot.reversible > 5:
                        await one.reverse(f"r{number}", member, lot.id, 5)
        except PointsNotEnough:
            continue
    one.now += timedelta(seconds=1)
    rows = {by: await totals(one, by) for by in Grouping}
    for found in rows.values():
        for row in found:
            assert row.issued == row.used + row.held + row.outstanding + row.expired + row.reversed
    for name in (one.name for one in fields(SourceTotals) if one.name != "source"):
        assert len({sum(getattr(row, name) for row in found) for found in rows.values()}) == 1
    assert sum([await standing(one, kind) for kind in Standing]) > 0


async def test_points_that_come_back_in_the_commit_that_gives_them_away_keep_their_source(
    new_work: NewWork,
) -> None:
    one = Teller(new_work, CountingIds())
    await earn(one, "a", ANNA, 100, SPRING)
    await one.hold(HoldId(UUID(int=5)), ANNA, 60, START + timedelta(days=31))
    one.now += timedelta(days=32)  # the hold has lapsed after the lot's end, and no run has booked it
    await one.gift(UUID(int=3), ANNA, BO, 60)
    (spring,) = await totals(one, Grouping.CAMPAIGN)
    assert (spring.issued, spring.used, spring.outstanding, spring.expired) == (100, 0, 60, 40)
