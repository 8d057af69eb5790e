"""From draft to published rules, and campaigns step by step: each test runs in memory and on PostgreSQL."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.access import NotInYourRegion
from application.promotions.campaigns_of import CampaignsOf, CampaignsOfHandler
from application.promotions.drafts import (
    CreateDraft,
    CreateDraftHandler,
    DropDraft,
    DropDraftHandler,
    ListDrafts,
    ListDraftsHandler,
    ReadDraft,
    ReadDraftHandler,
    SaveDraft,
    SaveDraftHandler,
)
from application.promotions.preview_price import PreviewPrice, PreviewPriceHandler
from application.promotions.rule_versions import (
    ListRuleVersions,
    ListRuleVersionsHandler,
    ReadRules,
    ReadRulesHandler,
)
from application.promotions.step_campaign import StepCampaign, StepCampaignHandler
from application.reactions.react import ReactionRunner
from application.upkeep.reacting import React
from application.views.rules import Amounts, RuleVersionRow
from domain.orders.order import Order
from domain.orders.status import Status
from domain.promotions.faults import RulesFaulty
from domain.promotions.pricing.basket import Basket, Presented
from domain.promotions.rules.editions import RuleDraftId
from domain.promotions.rules.lifecycle import Action, CampaignStepIllegal
from domain.promotions.rules.refusals import (
    CampaignUnknown,
    DraftNotTried,
    EffectiveMomentWrong,
    RuleDraftChanged,
    RuleDraftNotFound,
    RulesMovedMeanwhile,
)
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.adapters.contracts.programme_desk import CLP, Desk, shop_rules
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_orders import another
from tests.application.chance import means_with
from tests.domain.orders.making import MANAGER, NOON, OWNER, REGION, order_in
from tests.domain.promotions.making import Json, at_least, line, percent, promo, rule_json

pytestmark = pytest.mark.asyncio(loop_scope="package")
DAY = Window(NOON - timedelta(hours=12), NOON + timedelta(hours=12))


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return Desk(stage)


async def test_a_draft_becomes_a_version_once_it_was_tried(desk: Desk) -> None:
    draft = await desk.draft(shop_rules())
    draft_id = RuleDraftId(draft.row.id)
    assert (draft.row.name, draft.row.based_on, draft.row.is_tried) == ("spring", 0, False)
    with pytest.raises(DraftNotTried):
        await desk.publish(draft_id, draft.row.version)
    report = await desk.try_out(draft, DAY)
    assert report.draft.is_tried
    published = await desk.publish(draft_id, report.draft.version)
    assert (published.version, published.note, published.is_live) == (1, "why", True)
    found = await desk.made(ReadRulesHandler)(ReadRules(MANAGER, REGION))
    assert (found.version, found.is_live) == (1, True)
    assert found.content == {**shop_rules(), "version": 1}
    assert (await desk.made(ListDraftsHandler)(ListDrafts(MANAGER, REGION))).items == ()


async def test_what_was_changed_after_it_was_tried_is_tried_again(desk: Desk) -> None:
    draft = await desk.draft(shop_rules())
    tried = (await desk.try_out(draft, DAY)).draft
    other = SaveDraft(MANAGER, REGION, RuleDraftId(draft.row.id), tried.version, shop_rules(campaigns=[]))
    with pytest.raises(RulesFaulty):
        await desk.made(SaveDraftHandler)(other)
    content = shop_rules(zone="UTC")
    saved = await desk.made(SaveDraftHandler)(replace(other, content=content, name="second"))
    assert (saved.row.is_tried, saved.row.name) == (False, "second")
    with pytest.raises(DraftNotTried):
        await desk.publish(RuleDraftId(draft.row.id), saved.row.version)
    back = replace(other, seen_version=saved.row.version, content=shop_rules())
    assert (await desk.made(SaveDraftHandler)(back)).row.is_tried


async def test_faulty_rules_are_refused_with_every_place_and_nothing_is_saved(desk: Desk) -> None:
    draft = await desk.draft(shop_rules())
    faulty = rule_json(promo("ten", percent(-5)), promo("ten", percent(10)), **CLP)
    cmd = SaveDraft(MANAGER, REGION, RuleDraftId(draft.row.id), draft.row.version, faulty)
    with pytest.raises(RulesFaulty) as refusal:
        await desk.made(SaveDraftHandler)(cmd)
    assert "promotions[0].reward.bp" in [fault.path for fault in refusal.value.faults]
    foreign = replace(cmd, content=shop_rules(currency="CNY", decimals=2))
    with pytest.raises(RulesFaulty) as refusal:
        await desk.made(SaveDraftHandler)(foreign)
    assert [fault.path for fault in refusal.value.faults] == ["currency", "decimals"]
    read = ReadDraft(MANAGER, REGION, RuleDraftId(draft.row.id))
    assert await desk.made(ReadDraftHandler)(read) == draft


async def test_a_draft_of_what_is_no_longer_the_newest_is_not_published_over_it(desk: Desk) -> None:
    first, second = await desk.draft(shop_rules()), await desk.draft(shop_rules(zone="UTC"))
    one, two = [(await desk.try_out(each, DAY)).draft for each in (first, second)]
    await desk.publish(RuleDraftId(one.id), one.version)
    with pytest.raises(RulesMovedMeanwhile):
        await desk.publish(RuleDraftId(two.id), two.version)
    seen = SaveDraft(MANAGER, REGION, RuleDraftId(two.id), two.version, shop_rules(zone="UTC"), based_on=1)
    saved = (await desk.made(SaveDraftHandler)(seen)).row
    assert (await desk.publish(RuleDraftId(two.id), saved.version)).version == 2


async def test_rules_may_take_effect_later_but_never_in_the_past(desk: Desk) -> None:
    row = (await desk.try_out(await desk.draft(shop_rules()), DAY)).draft
    for wrong in (hours(-0.1), hours(24 * 400)):
        with pytest.raises(EffectiveMomentWrong):
            await desk.publish(RuleDraftId(row.id), row.version, effective_at=wrong)
    later = await desk.publish(RuleDraftId(row.id), row.version, effective_at=hours(3))
    assert not later.is_live
    assert (await desk.made(ReadRulesHandler)(ReadRules(MANAGER, REGION))).version == 0
    desk.clock.reach(hours(3))
    page = await desk.made(ListRuleVersionsHandler)(ListRuleVersions(MANAGER, REGION))
    assert [(one.version, one.is_live) for one in page.items] == [(1, True)]


async def test_a_draft_as_somebody_else_left_it_is_asked_for_anew(desk: Desk) -> None:
    draft = await desk.draft(shop_rules())
    drop = DropDraft(MANAGER, REGION, RuleDraftId(draft.row.id), draft.row.version - 1)
    with pytest.raises(RuleDraftChanged):
        await desk.made(DropDraftHandler)(drop)
    await desk.made(DropDraftHandler)(replace(drop, seen_version=draft.row.version))
    with pytest.raises(RuleDraftNotFound):
        await desk.made(DropDraftHandler)(drop)


async def test_another_regions_rules_do_not_exist_for_a_manager(desk: Desk) -> None:
    for kind, asked in (
        (ReadRulesHandler, ReadRules(MANAGER, FAR_REGION)),
        (ListRuleVersionsHandler, ListRuleVersions(MANAGER, FAR_REGION)),
        (CreateDraftHandler, CreateDraft(MANAGER, FAR_REGION, "far")),
        (CampaignsOfHandler, CampaignsOf(MANAGER, FAR_REGION)),
    ):
        with pytest.raises(NotInYourRegion):
            await desk.made(kind)(asked)


def second(order: Order) -> Order:
    twin = another(order, "two")
    twin.created_at += timedelta(minutes=5)
    return twin


async def completed(desk: Desk) -> None:
    """Two orders of 25,000 and what follows from them."""
    await desk.stage.keep(order_in(Status.COMPLETED), second(order_in(Status.COMPLETED)))
    run = React(desk.stage.leases, ReactionRunner(desk.new_uow, means_with(desk.ids)))
    while await run():
        pass


async def test_the_unchanged_rules_give_what_was_given(desk: Desk) -> None:
    await completed(desk)
    begun = await desk.made(CreateDraftHandler)(CreateDraft(MANAGER, REGION, "same"))
    report = await desk.try_out(begun, DAY)
    assert (report.events, report.changed, report.won, report.lost) == (2, 0, 0, 0)
    assert report.before == report.after == Amounts(minor=0, points=50_000, coupons=0)


async def test_a_dry_run_tells_cost_winners_and_losers(desk: Desk) -> None:
    await completed(desk)
    known: Json = {
        "all": [
            {"field": "order.nth", "op": "eq", "value": 1},
            {"field": "place.community", "op": "eq", "value": "c1"},
            {"units": {"services": ["unclog"], "tags": ["plumbing"]}, "op": "ge", "value": 1},
        ]
    }
    rules = rule_json(promo("first", percent(2_000), when=known), **CLP)
    report = await desk.try_out(await desk.draft(rules), DAY)
    assert (report.changed, report.cost_minor) == (2, 5_000)
    (first,) = report.by_promotion
    assert (first.promotion, first.uses, first.given.minor) == ("first", 1, 5_000)
    assert [str(one.member_id) for one in report.winners] == [str(OWNER.account_id)]
    assert report.winners[0].more == Amounts(minor=5_000, points=-50_000, coupons=0)
    empty = Window(DAY.start - timedelta(days=9), DAY.start)
    again = await desk.made(ReadDraftHandler)(ReadDraft(MANAGER, REGION, RuleDraftId(report.draft.id)))
    assert (await desk.try_out(again, empty)).events == 0


async def step(desk: Desk, action: Action, name: str = "spring") -> RuleVersionRow:
    cmd = StepCampaign(MANAGER, REGION, name, action, " too much ")
    row: RuleVersionRow = await desk.made(StepCampaignHandler)(cmd)
    return row


async def states(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    found = await desk.made(CampaignsOfHandler)(CampaignsOf(MANAGER, REGION))
    return [(one.state.value, tuple(each.value for each in one.allowed_actions)) for one in found.items]


async def test_a_campaign_is_paused_resumed_and_ended_for_good(desk: Desk) -> None:
    await desk.go_live(shop_rules())
    assert await states(desk) == [("published", ("pause", "end"))]
    assert (await step(desk, Action.PAUSE)).version == 2
    assert await states(desk) == [("paused", ("resume", "end"))]
    await step(desk, Action.RESUME)
    row = await step(desk, Action.END)
    assert (row.version, row.note, row.is_live) == (4, "too much", True)
    assert await states(desk) == [("ended", ())]
    for action in (Action.PAUSE, Action.RESUME, Action.END, Action.PUBLISH):
        with pytest.raises(CampaignStepIllegal):
            await step(desk, action)
    with pytest.raises(CampaignUnknown):
        await step(desk, Action.PAUSE, "autumn")


async def test_a_step_holds_in_what_is_still_to_come(desk: Desk) -> None:
    with pytest.raises(CampaignUnknown):
        await step(desk, Action.PAUSE)
    await desk.go_live(shop_rules())
    begun = await desk.draft(shop_rules(zone="UTC"))
    tried = (await desk.try_out(begun, DAY)).draft
    await desk.publish(RuleDraftId(tried.id), tried.version, effective_at=hours(5))
    assert (await step(desk, Action.PAUSE)).version == 3
    page = await desk.made(ListRuleVersionsHandler)(ListRuleVersions(MANAGER, REGION))
    assert [(one.version, one.effective_at) for one in page.items] == [
        (4, hours(5)), (3, NOON), (2, hours(5)), (1, NOON),
    ]  # fmt: skip
    desk.clock.reach(hours(6))
    assert await states(desk) == [("paused", ("resume", "end"))]
    found = await desk.made(ReadRulesHandler)(ReadRules(MANAGER, REGION))
    assert (found.version, found.content["zone"]) == (4, "UTC")
    rest = await desk.made(ListRuleVersionsHandler)(ListRuleVersions(MANAGER, REGION, "3", 1))
    assert ([one.version for one in rest.items], rest.next_cursor) == ([2], "2")


async def test_a_campaign_shows_what_is_left_of_its_budget(desk: Desk) -> None:
    await desk.go_live(shop_rules())
    found = await desk.made(CampaignsOfHandler)(CampaignsOf(MANAGER, REGION))
    (one,) = found.items
    assert one.budget is not None
    assert (one.budget.at_most, one.budget.spent, one.budget.left) == (90_000, 0, 90_000)
    assert [each.id for each in one.promotions] == ["ten"]


async def test_a_preview_prices_any_basket_and_explains(desk: Desk) -> None:
    await desk.go_live(shop_rules())
    basket = Basket((line("L1", 20_000),), codes=(Presented("X", "gift"), Presented("NONSENSE")))
    preview = desk.made(PreviewPriceHandler)
    live = await preview(PreviewPrice(MANAGER, REGION, basket))
    assert (live.rules_version, live.totals.due_minor) == (1, 16_200)
    assert [(one.promotion, one.minor, one.shares) for one in live.applied] == [
        ("ten", 2_000, (2_000,)), ("gift", 1_800, (1_800,)),
    ]  # fmt: skip
    assert [(one.code, one.reason.value) for one in live.refused] == [("NONSENSE", "code_unknown")]
    before = await preview(PreviewPrice(MANAGER, REGION, basket, version=0))
    assert (before.rules_version, before.totals.due_minor) == (0, 20_000)
    much: Json = promo("much", percent(1_000), when=at_least(30_000))
    draft = await desk.draft(rule_json(much, **CLP))
    asked = PreviewPrice(MANAGER, REGION, basket, draft_id=RuleDraftId(draft.row.id), best=True)
    tried = await preview(asked)
    (refused,) = [one for one in tried.refused if one.promotion == "much"]
    assert (refused.misses[0].actual, refused.misses[0].needed) == (20_000, "ge 30000")
    assert refused.remedy is not None
    assert [(change.to, change.by) for change in refused.remedy] == [(30_000, 10_000)]
