"""What campaigns cost, in the shape in which it leaves the API."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from application.ports.campaign_uses import SingleUse
from domain.promotions.programme.costs import CampaignCost, Costs
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CostFigures:
    uses: int
    ended: int
    given_minor: int
    back_minor: int
    net_minor: int
    points_issued: int
    points_back: int
    points_used: int
    points_cost_minor: int
    points_open: int
    points_open_minor: int
    coupons_issued: int
    coupons_used: int
    total_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCostRow:
    campaign: str | None
    name: Text | None
    funded_by: str | None
    costs: CostFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderCosts:
    funded_by: str | None
    costs: CostFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCosts:
    """`total` is the sum of the items, and of the funders."""

    currency: str
    thousand_worth_minor: int
    items: tuple[CampaignCostRow, ...]
    by_funder: tuple[FunderCosts, ...]
    total: CostFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignUse:
    source_id: UUID
    promotion: str
    at: datetime
    member_id: UUID
    order_id: UUID | None
    rules_version: int
    minor: int
    minor_back: int
    points: int
    points_back: int
    coupons: int
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignUseList:
    items: tuple[CampaignUse, ...]
    next_skip: int | None


def figures(costs: Costs) -> CostFigures:
    return CostFigures(**asdict(costs), net_minor=costs.net_minor, total_minor=costs.total_minor)


def cost_row(one: CampaignCost) -> CampaignCostRow:
    bearer = one.bearer
    return CampaignCostRow(
        campaign=bearer.campaign, name=one.name, funded_by=bearer.funded_by, costs=figures(one.costs)
    )


def use_row(one: SingleUse) -> CampaignUse:
    return CampaignUse(
        source_id=one.source_id,
        promotion=one.promotion,
        at=one.at,
        member_id=one.member_id,
        order_id=one.order_id,
        rules_version=one.rules_version,
        minor=one.given.minor,
        minor_back=one.back.minor,
        points=one.given.points,
        points_back=one.back.points,
        coupons=one.given.coupons,
        is_over=one.is_over,
    )
