"""What campaigns cost: the report, its file, and the single uses behind it."""

from typing import Final

from adapters.http.contract.route import Route
from adapters.http.endpoints import costs as endpoints
from adapters.http.models import costs
from adapters.http.routes.rules import MANAGERS, TAG

COSTS: Final = "/regions/{region_id}/campaigns/costs"

ROUTES: Final = (
    Route(
        method="GET",
        path=COSTS,
        name="get_campaign_costs",
        endpoint=endpoints.get_costs,
        summary="What campaigns cost in a period, by who funds them",
        tag=TAG,
        access=MANAGERS,
        query=costs.CostsQuery,
        output=costs.CampaignCosts,
        detail="Money off prices less what came back, and the points that were used at their stated worth.",
    ),
    Route(
        method="GET",
        path=f"{COSTS}/export",
        name="export_campaign_costs",
        endpoint=endpoints.export_costs,
        summary="The same as comma-separated values",
        tag=TAG,
        access=MANAGERS,
        query=costs.CostsQuery,
        produces="text/csv",
    ),
    Route(
        method="GET",
        path="/regions/{region_id}/campaigns/uses",
        name="list_campaign_uses",
        endpoint=endpoints.list_uses,
        summary="The single uses behind a row of those costs, oldest first",
        tag=TAG,
        access=MANAGERS,
        query=costs.CampaignUsesQuery,
        output=costs.CampaignUseList,
    ),
)
