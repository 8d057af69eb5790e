"""What campaigns cost, and the single uses behind it."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Count, Id, Input, Minor, Moment, Output, Points, Text
from adapters.http.models.points_reports import Rows, Skip, SourceName
from adapters.http.models.rules import RulesVersion


class CostsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was given from `start` up to but without `end`, and what has become of it until now.

    `thousand_worth_minor` is what 1,000 points are worth; without it, what the earning policy says now.
    """

    start: Moment
    end: Moment
    thousand_worth_minor: Annotated[int, Meta(ge=0, le=10**9)] | None = None


class CostFigures(Output, frozen=True, kw_only=True):
    """`ended` of the uses came back as a whole; of `given_minor` off prices `back_minor` came back.

    `points_used` were used and are not owed back: they cost `points_cost_minor`. `points_open` can still be
    used, and would cost `points_open_minor`. total_minor = net_minor + points_cost_minor.
    """

    uses: Count
    ended: Count
    given_minor: Minor
    back_minor: Minor
    net_minor: Minor
    points_issued: Points
    points_back: Points
    points_used: Points
    points_cost_minor: Minor
    points_open: Points
    points_open_minor: Minor
    coupons_issued: Count
    coupons_used: Count
    total_minor: Minor


class CampaignCostRow(Output, frozen=True, kw_only=True):
    """A campaign while somebody funded it. Without a name: what promotions of no campaign gave."""

    campaign: str | None
    name: Text | None
    funded_by: str | None
    costs: CostFigures


class FunderCosts(Output, frozen=True, kw_only=True):
    funded_by: str | None
    costs: CostFigures


class CampaignCosts(Output, frozen=True, kw_only=True):
    """`total` is the sum of the items, and of the funders."""

    currency: str
    thousand_worth_minor: Minor
    items: list[CampaignCostRow]
    by_funder: list[FunderCosts]
    total: CostFigures


class CampaignUsesQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The uses behind a row, by the names of its campaign and funder. Without a campaign: those of none."""

    start: Moment
    end: Moment
    campaign: SourceName | None = None
    funded_by: SourceName | None = None
    skip: Skip = 0
    limit: Rows = 100


class CampaignUse(Output, frozen=True, kw_only=True):
    """`source_id` is the order that was priced, or the event that was awarded."""

    source_id: Id
    promotion: str
    at: Moment
    member_id: Id
    order_id: Id | None
    rules_version: RulesVersion
    minor: Minor
    minor_back: Minor
    points: Points
    points_back: Points
    coupons: Count
    is_over: bool


class CampaignUseList(Output, frozen=True, kw_only=True):
    """`next_skip` is None at the end."""

    items: list[CampaignUse]
    next_skip: Count | None
