"""Rules of price and points."""

from collections.abc import Mapping
from datetime import UTC
from uuid import UUID

from adapters.http.execution.call import Call
from adapters.http.models import rules as wire
from adapters.http.services import Services
from application.promotions.campaigns_of import CampaignsOf
from application.promotions.drafts import CreateDraft, DropDraft, ListDrafts, ReadDraft, SaveDraft
from application.promotions.dry_run_draft import DryRunDraft
from application.promotions.preview_price import PreviewPrice
from application.promotions.publish_rules import PublishDraft
from application.promotions.rule_versions import ListRuleVersions, ReadRules
from application.promotions.step_campaign import StepCampaign
from application.views.page import Page
from application.views.previews import PreviewView
from application.views.rules import Campaigns, Draft, Drafts, DryRunReport, RulesRead, RuleVersionRow
from domain.promotions.cart import Line
from domain.promotions.conditions.fields import Value
from domain.promotions.faults import CartMalformed
from domain.promotions.pricing.basket import Basket, PointsOffer, Presented
from domain.promotions.rules.editions import RuleDraftId
from domain.promotions.rules.lifecycle import Action
from domain.shared.ids import RegionId
from domain.shared.time import Window


def region_in(ids: Mapping[str, UUID]) -> RegionId:
    return RegionId(ids["region_id"])


def draft_in(ids: Mapping[str, UUID]) -> RuleDraftId:
    return RuleDraftId(ids["draft_id"])


async def list_versions(services: Services, call: Call[None, wire.RuleVersionsQuery]) -> Page[RuleVersionRow]:
    asked = ListRuleVersions(call.actor, region_in(call.ids), call.query.cursor, call.query.limit)
    return await services.rules.versions(asked)


async def get_rules(services: Services, call: Call[None, wire.RulesQuery]) -> RulesRead:
    return await services.rules.read(ReadRules(call.actor, region_in(call.ids), call.query.version))


async def list_drafts(services: Services, call: Call[None, None]) -> Drafts:
    return await services.rules.list_drafts(ListDrafts(call.actor, region_in(call.ids)))


async def create_draft(services: Services, call: Call[wire.CreateRuleDraft, None]) -> Draft:
    command = CreateDraft(call.actor, region_in(call.ids), call.body.name, call.body.version)
    return await call.keyed(services.rules.create_draft)(command)


async def get_draft(services: Services, call: Call[None, None]) -> Draft:
    return await services.rules.read_draft(ReadDraft(call.actor, region_in(call.ids), draft_in(call.ids)))


async def save_draft(services: Services, call: Call[wire.SaveRuleDraft, None]) -> Draft:
    body = call.body
    command = SaveDraft(
        actor=call.actor,
        region_id=region_in(call.ids),
        draft_id=draft_in(call.ids),
        seen_version=body.expected_version,
        content=body.content,
        name=body.name,
        based_on=body.based_on,
    )
    return await call.keyed(services.rules.save_draft)(command)


async def delete_draft(services: Services, call: Call[wire.DropRuleDraft, None]) -> None:
    command = DropDraft(call.actor, region_in(call.ids), draft_in(call.ids), call.body.expected_version)
    await call.keyed(services.rules.drop_draft)(command)


async def dry_run(services: Services, call: Call[wire.DryRunRules, None]) -> DryRunReport:
    body = call.body
    period = Window(body.start.astimezone(UTC), body.end.astimezone(UTC))
    command = DryRunDraft(call.actor, region_in(call.ids), draft_in(call.ids), body.expected_version, period)
    return await call.keyed(services.rules.dry_run)(command)


async def publish(services: Services, call: Call[wire.PublishRules, None]) -> RuleVersionRow:
    body = call.body
    command = PublishDraft(
        actor=call.actor,
        region_id=region_in(call.ids),
        draft_id=draft_in(call.ids),
        seen_version=body.expected_version,
        note=body.note,
        effective_at=body.effective_at.astimezone(UTC) if body.effective_at else None,
    )
    return await call.keyed(services.rules.publish)(command)


async def list_campaigns(services: Services, call: Call[None, None]) -> Campaigns:
    return await services.rules.campaigns(CampaignsOf(call.actor, region_in(call.ids)))


async def step_campaign(services: Services, call: Call[wire.StepCampaign, None]) -> RuleVersionRow:
    body = call.body
    command = StepCampaign(call.actor, region_in(call.ids), body.campaign, Action(body.action), body.note)
    return await call.keyed(services.rules.step_campaign)(command)


async def preview(services: Services, call: Call[wire.PreviewPrice, None]) -> PreviewView:
    body = call.body
    query = PreviewPrice(
        actor=call.actor,
        region_id=region_in(call.ids),
        basket=_basket(body),
        draft_id=RuleDraftId(body.draft_id) if body.draft_id else None,
        version=body.version,
        at=body.at.astimezone(UTC) if body.at else None,
        best=body.best,
    )
    return await services.rules.preview(query)


def _basket(body: wire.PreviewPrice) -> Basket:
    if len({line.id for line in body.lines}) < len(body.lines):
        raise CartMalformed(field="lines")
    points = PointsOffer(body.points_available, body.points_wanted)
    return Basket(
        lines=tuple(map(_line, body.lines)),
        readings={each.field: _value(each.value) for each in body.readings},
        codes=tuple(Presented(each.code, each.promotion) for each in body.codes),
        points=points if points.wanted else None,
    )


def _line(line: wire.PreviewLine) -> Line:
    return Line(
        id=line.id,
        service=line.service,
        amount_minor=line.amount_minor,
        units=line.units,
        category=line.category,
        kind=line.kind,
        tags=frozenset(line.tags),
        markdown_bp=line.markdown_bp,
    )


def _value(value: wire.Seen) -> Value | None:
    return frozenset(value) if isinstance(value, list) else value
