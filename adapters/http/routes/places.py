"""Regions, communities, the catalogue, slots: open to everybody but for the slots of an address."""

from typing import Final

from adapters.http.contract.route import PUBLIC, SIGNED_IN, Route
from adapters.http.endpoints import places as endpoints
from adapters.http.models import places
from domain.identity.roles import Role

TAG: Final = "places"

ROUTES: Final = (
    Route(
        method="GET",
        path="/config",
        name="get_config",
        endpoint=endpoints.get_config,
        summary="Regions, business time and the least client version",
        tag=TAG,
        access=PUBLIC,
        output=places.Config,
    ),
    Route(
        method="GET",
        path="/catalogue",
        name="get_catalogue",
        endpoint=endpoints.get_catalogue,
        summary="What can be ordered in a region, with prices",
        tag=TAG,
        access=PUBLIC,
        query=places.CatalogueQuery,
        output=places.Catalogue,
    ),
    Route(
        method="GET",
        path="/regions/{region_id}/basemap",
        name="get_basemap",
        endpoint=endpoints.get_basemap,
        summary="Streets of a region as a GeoJSON FeatureCollection",
        tag=TAG,
        access=PUBLIC,
        produces="application/geo+json",
        detail="Features are LineStrings with properties `class` and `name`. Compressed and cacheable.",
    ),
    Route(
        method="GET",
        path="/regions/{region_id}/communities",
        name="list_communities",
        endpoint=endpoints.list_communities,
        summary="Communities of a region with their areas",
        tag=TAG,
        access=SIGNED_IN,
        query=places.CommunityQuery,
        output=places.CommunityPage,
    ),
    Route(
        method="GET",
        path="/services/{service_id}/slots",
        name="list_slots",
        endpoint=endpoints.list_slots,
        summary="Windows of a day in which the service can truly be given at an address",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        query=places.SlotQuery,
        output=places.Slots,
    ),
)
