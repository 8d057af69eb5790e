"""Regions, communities, the catalogue, slots and addresses."""

from typing import Final

from adapters.http.execution.call import Call, Reply
from adapters.http.models import places as wire
from adapters.http.models.fields import PageQuery
from adapters.http.services import Services
from application.ports.world import RegionNotFound
from application.slots.true_slots import TrueSlots
from application.views.me import Address
from application.views.page import Page, Slice
from application.views.places import Catalogue, Community, Config, Slots
from domain.shared.ids import AddressId, RegionId, ServiceId

BASEMAP_IS_FRESH: Final = "public, max-age=86400"


async def get_catalogue(services: Services, call: Call[None, wire.CatalogueQuery]) -> Catalogue:
    return await services.reads.public.catalogue(RegionId(call.query.region_id))


async def list_communities(services: Services, call: Call[None, wire.CommunityQuery]) -> Page[Community]:
    piece = Slice(call.query.cursor, call.query.limit)
    return await services.reads.public.communities(RegionId(call.ids["region_id"]), piece)


async def list_addresses(services: Services, call: Call[None, PageQuery]) -> Page[Address]:
    return await services.reads.public.addresses(call.account_id, Slice(call.query.cursor, call.query.limit))


async def get_config(services: Services, call: Call[None, None]) -> Config:
    clock = await services.staff.read_clock()
    return Config(
        regions=await services.reads.public.regions(),
        business_now=clock.business_now,
        clock_rate=clock.rate,
        min_client_version=services.frame.min_client_version,
        map_notice=services.frame.map_notice,
    )


async def get_basemap(services: Services, call: Call[None, None]) -> Reply:
    basemap = services.places.basemaps.of(RegionId(call.ids["region_id"]))
    if basemap is None:
        raise RegionNotFound()
    headers = {"cache-control": BASEMAP_IS_FRESH, "etag": basemap.etag}
    return Reply(
        raw=basemap.geojson_gzip, is_packed=True, content_type="application/geo+json", headers=headers
    )


async def list_slots(services: Services, call: Call[None, wire.SlotQuery]) -> Slots:
    asked = TrueSlots(
        account_id=call.account_id,
        service_id=ServiceId(call.ids["service_id"]),
        address_id=AddressId(call.query.address_id),
        day=call.query.day,
    )
    return await services.places.true_slots(asked)
