"""A dry run begins with the counts as they stood: unchanged rules give exactly what was given."""

from datetime import datetime, timedelta

import pytest

from adapters.memory.past_events import MemoryPastEvents
from application.promotions.past import past_events
from application.promotions.past_pages import past_pages
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.programme.dry_run import DryRun
from domain.promotions.programme.opening import opening_asked, opening_usage
from domain.promotions.programme.replaying import dry_run, replay_from
from domain.promotions.rules.read_rules import read_rules
from domain.shared.ids import OrderId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import PRICE_MINOR
from tests.application.loyalty.points_office import PointsOffice, opened
from tests.application.orders.office import place_order
from tests.application.promotions.test_orders_under_rules import DUE, EARN, OFF, content, done, publish
from tests.domain.orders.making import REGION
from tests.domain.promotions.making import Json, campaign, percent, promo

ONCE = promo("tenth", percent(1_000), campaign="spring", limits=[{"scope": "member", "at_most": 1}])
MONTHLY: Json = {**EARN, "limits": [{"scope": "member", "at_most": 1, "period": "month"}]}
TIGHT = campaign("spring", budget={"measure": "minor", "at_most": OFF})
RULES: dict[str, tuple[Json, tuple[Json, ...]]] = {
    "a limit once for ever": (campaign("spring"), (ONCE, EARN)),
    "a limit of the month": (
        campaign("spring"),
        (promo("tenth", percent(1_000), campaign="spring"), MONTHLY),
    ),
    "a budget that is spent": (TIGHT, (promo("tenth", percent(1_000), campaign="spring"), EARN)),
}


@pytest.fixture
async def office() -> PointsOffice:
    return await opened()


async def served(office: PointsOffice, due: int) -> OrderId:
    order_id: OrderId = (await office.do(place_order(shown_price_minor=due))).order_id
    await done(office, order_id)
    office.pass_time(minutes=10)
    return order_id


async def ran(office: PointsOffice, said: Json, start: datetime, knows_before: bool = True) -> DryRun:
    rules = read_rules(said)
    events, period = MemoryPastEvents(office.store), Window(start, start + timedelta(days=9))
    counted = await events.opening(REGION, opening_asked(rules, start)) if knows_before else {}
    replay = replay_from(opening_usage(counted), compile_rules(rules))
    async for page in past_pages(events, REGION, period, 1, 100):
        replay.feed(past_events(page, "hamlet", rules.zone))
    return replay.finished()


@pytest.mark.parametrize("name", list(RULES))
async def test_the_unchanged_rules_give_what_they_gave_after_what_was_used_up_before(
    office: PointsOffice, name: str
) -> None:
    purse, promotions = RULES[name]
    await publish(office, 1, *promotions, campaigns=[purse])
    await served(office, DUE)
    start = office.clock.now()
    is_monthly = name == "a limit of the month"
    for _ in range(3):
        await served(office, DUE if is_monthly else PRICE_MINOR)
    said = content(1, *promotions, campaigns=[purse])
    run = await ran(office, said, start)
    assert (len(run.outcomes), run.changed) == (3, ())
    assert len((await ran(office, said, start, knows_before=False)).changed) == 1


@pytest.mark.parametrize("is_back_before", [True, False])
async def test_what_came_back_later_was_still_counted_at_the_start(
    office: PointsOffice, is_back_before: bool
) -> None:
    purse, promotions = RULES["a limit once for ever"]
    await publish(office, 1, *promotions, campaigns=[purse])
    first = await served(office, DUE)
    if is_back_before:
        await office.refund_of(first)
        office.pass_time(minutes=10)
    start = office.clock.now()
    await served(office, DUE if is_back_before else PRICE_MINOR)
    if not is_back_before:
        await office.refund_of(first)
    run = await ran(office, content(1, *promotions, campaigns=[purse]), start)
    assert (len(run.outcomes), run.changed) == (1, ())


async def test_pages_are_the_whole_period_in_the_order_of_time(office: PointsOffice) -> None:
    await publish(office, 1, EARN)
    start = office.clock.now()
    for _ in range(5):
        await served(office, PRICE_MINOR)
    events, period = MemoryPastEvents(office.store), Window(start, start + timedelta(days=9))
    pages = [page async for page in past_pages(events, REGION, period, 2, 100)]
    orders = [one for page in pages for one in page.orders]
    assert max(len(page) for page in pages) == 2
    assert tuple(orders) == (await events.of(REGION, period, 100)).orders
    compiled = compile_rules(read_rules(content(1, EARN)))
    assert dry_run(past_events(pages[0], "hamlet", compiled.source.zone), compiled).changed == ()
