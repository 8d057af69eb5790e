"""Regions, communities and the catalogue."""

from adapters.http.execution.call import Call
from adapters.http.models import places as wire
from adapters.http.models.fields import PageQuery
from adapters.http.services import Services
from application.views.me import Address
from application.views.page import Page, Slice
from application.views.places import Catalogue, Community
from domain.shared.ids import RegionId


async def get_catalogue(services: Services, call: Call[None, wire.CatalogueQuery]) -> Catalogue:
    return await services.reads.public.catalogue(RegionId(call.query.region_id))


async def list_communities(services: Services, call: Call[None, wire.CommunityQuery]) -> Page[Community]:
    piece = Slice(call.query.cursor, call.query.limit)
    return await services.reads.public.communities(RegionId(call.ids["region_id"]), piece)


async def list_addresses(services: Services, call: Call[None, PageQuery]) -> Page[Address]:
    return await services.reads.public.addresses(call.account_id, Slice(call.query.cursor, call.query.limit))
