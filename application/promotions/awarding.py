"""The one path on which something that happened gives points and coupons: by the rules, in one unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from application.loyalty.giving import Gift, give, policy_for
from application.loyalty.points_of import balance_at
from application.ports.pricings import TierActivity
from application.ports.promotion_uses import KeptOccasion, UseSource
from application.ports.unit_of_work import UnitOfWork
from application.promotions.issuing import issue
from application.promotions.means import Means
from application.promotions.price_order import past_of
from application.promotions.readings import Readings, member_readings, subjects_of
from application.promotions.usage import UsageAsked, usage_of
from domain.loyalty.history import LotRule
from domain.loyalty.journal import Origin
from domain.loyalty.policy import Currency
from domain.orders.parts import Place
from domain.promotions.conditions.fields import Value
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.programme.awarding import Awarded, Grant, award
from domain.promotions.programme.occasion import Earning, Occasion
from domain.promotions.programme.taking import taking_of_award
from domain.promotions.rules.limits import Usage
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.rewards import terms_of


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that may earn: `source.id` names it for good. `readings` come before those of the member;
    `place`, `device`, `earning` and `activity` where an order is behind it.
    """

    source: UseSource
    trigger: Trigger
    origin: Origin
    readings: Mapping[str, Value | None] = field(default_factory=dict)
    earning: Earning = field(default_factory=Earning)
    place: Place | None = None
    device: str | None = None
    spent_minor: int = 0
    orders: int = 0


async def award_for(uow: UnitOfWork, means: Means, happening: Happening, rules: Rules) -> Awarded:
    """Stage all that the rules give for it: points, coupons, counts, the tier's activity, and the occasion.

    Raises as `give`; the commit raises `UsesOvertaken` and what the ledger says: then all of it anew.
    """
    source = happening.source
    readings, usage = await _known(uow, happening, rules)
    occasion = Occasion(happening.trigger, readings, usage, happening.earning)
    awarded = award(occasion, rules, source.at)
    awarded = await issue(uow, means, source, rules, awarded)
    await _give(uow, means, happening, awarded, rules)
    uow.uses.take(source, taking_of_award(awarded, rules))
    uow.uses.keep_occasion(KeptOccasion(source, replace(occasion, usage=_who(usage)), awarded))
    if awarded.points or happening.orders:
        activity = TierActivity(source.at, awarded.points, happening.spent_minor, happening.orders)
        uow.uses.count_activity(source, activity)
    return awarded


async def _known(uow: UnitOfWork, happening: Happening, rules: Rules) -> tuple[Readings, Usage]:
    """Member and limits as they are now. Where no rule has this trigger, nothing is looked up."""
    source, ready = happening.source, rules.by_trigger[happening.trigger]
    if not ready:
        return happening.readings, Usage(
            subjects_of(source.member_id, happening.place, None, happening.device)
        )
    past = await past_of(uow, source.region_id, source.member_id, rules, source.at)
    points = (await balance_at(uow, source.member_id, source.at)).available
    member = member_readings(past, points, rules.source, source.at)
    subjects = subjects_of(source.member_id, happening.place, past.phone, happening.device)
    usage = await usage_of(uow, UsageAsked(source.region_id, subjects, rules, source.at), ready)
    return {**member, **happening.readings}, usage


async def _give(uow: UnitOfWork, means: Means, happening: Happening, awarded: Awarded, rules: Rules) -> None:
    if not awarded.grants:
        return
    source, said = happening.source, rules.source
    policy = await policy_for(uow, Currency(said.currency, said.decimals), source.at)
    gifts = [
        Gift(
            request_id=f"{source.id}:{grant.promotion}",
            member_id=source.member_id,
            points=grant.points,
            origin=happening.origin,
            at=source.at,
            policy=terms_of(rules.by_id[grant.promotion].promotion.reward).over(policy, said.zone),
            rule=_rule(source, grant, rules),
        )
        for grant in awarded.grants
    ]
    await give(uow, means.ids, gifts)


def _rule(source: UseSource, grant: Grant, rules: Rules) -> LotRule:
    name = rules.by_id[grant.promotion].promotion.name
    funders = {campaign.id: campaign.funded_by for campaign in rules.source.campaigns}
    funded_by = funders.get(grant.campaign) if grant.campaign is not None else None
    version = rules.source.version
    return LotRule(source.region_id, version, grant.promotion, name, grant.campaign, funded_by)


def _who(usage: Usage) -> Usage:
    """The counts of that moment are not kept."""
    return Usage(subjects=dict(usage.subjects))
