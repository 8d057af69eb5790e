"""From uses, rules and lots to what each campaign cost whom."""

from collections.abc import Iterable, Mapping

from domain.loyalty.sources import SourceTotals
from domain.promotions.programme.costs import Bearer, CampaignCost, Costs, PromotionUses, added
from domain.promotions.rules.model import Campaign, RuleSet, Trigger
from domain.shared.texts import Text


def bearer_of(uses: PromotionUses, rule_sets: Mapping[int, RuleSet]) -> Bearer:
    """By the version of the rules that gave it: a campaign may change hands."""
    campaign = _campaign(uses.campaign, rule_sets.get(uses.rules_version))
    return Bearer(uses.campaign, campaign.funded_by if campaign else None)


def campaign_costs(
    found: Iterable[PromotionUses],
    rule_sets: Mapping[int, RuleSet],
    lots: Iterable[SourceTotals],
    thousand_worth_minor: int,
) -> tuple[CampaignCost, ...]:
    """One row for each campaign and who funds it. `lots` are by promotion; those of none are left out."""
    parts: dict[Bearer, list[Costs]] = {}
    names: dict[str, Text] = {}
    for each in sorted(found, key=lambda one: one.rules_version):
        rules = rule_sets.get(each.rules_version)
        parts.setdefault(bearer_of(each, rule_sets), []).append(_of_uses(each, rules))
        campaign = _campaign(each.campaign, rules)
        if campaign is not None:
            names[campaign.id] = campaign.name
    for bearer, points in _points_by_bearer(lots).items():
        parts.setdefault(bearer, []).append(_of_points(points, thousand_worth_minor))
    ordered = sorted(parts, key=lambda one: (one.campaign is None, one.campaign or "", one.funded_by or ""))
    return tuple(CampaignCost(one, names.get(one.campaign or ""), added(parts[one])) for one in ordered)


def _campaign(name: str | None, rules: RuleSet | None) -> Campaign | None:
    campaigns = rules.campaigns if rules is not None else ()
    return next((each for each in campaigns if each.id == name), None)


def _of_uses(uses: PromotionUses, rules: RuleSet | None) -> Costs:
    promotions = rules.promotions if rules is not None else ()
    one = next((each for each in promotions if each.id == uses.promotion), None)
    is_by_coupon = one is not None and one.trigger is Trigger.CODE and one.code is None
    return Costs(
        uses=uses.uses,
        ended=uses.ended,
        given_minor=uses.given.minor,
        back_minor=uses.back.minor,
        points_issued=uses.given.points,
        points_back=uses.back.points,
        coupons_issued=uses.given.coupons,
        coupons_used=uses.uses - uses.ended if is_by_coupon else 0,
    )


def _points_by_bearer(lots: Iterable[SourceTotals]) -> dict[Bearer, list[SourceTotals]]:
    found: dict[Bearer, list[SourceTotals]] = {}
    for each in lots:
        if each.source.promotion is not None:
            found.setdefault(Bearer(each.source.campaign, each.source.funded_by), []).append(each)
    return found


def _of_points(lots: Iterable[SourceTotals], thousand_worth_minor: int) -> Costs:
    """Rounded up once for each row, as in the report of sources."""
    each = list(lots)
    used = sum(one.used - one.owed for one in each)
    left = sum(one.held + one.outstanding for one in each)
    return Costs(
        points_used=used,
        points_cost_minor=_worth(used, thousand_worth_minor),
        points_open=left,
        points_open_minor=_worth(left, thousand_worth_minor),
    )


def _worth(points: int, thousand_worth_minor: int) -> int:
    return -(-max(points, 0) * thousand_worth_minor // 1_000)
