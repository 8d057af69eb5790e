"""Regions, the catalogue, communities, addresses and the inbox, from memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from adapters.memory.reads.pages import Listing
from adapters.memory.rows import MessageRow
from adapters.memory.store import MemoryStore
from application.ports.world import RegionNotFound
from application.views.me import Address, InboxMessage
from application.views.page import Page, Slice
from application.views.places import AreaPolygon, Catalogue, Community, Region, Service, ServiceCategory
from domain.catalogue.model import Service as KnownService
from domain.catalogue.model import ServiceCategory as Shelf
from domain.catalogue.model import ServicePrice
from domain.communities.model import Address as KnownAddress
from domain.communities.model import Community as KnownCommunity
from domain.communities.model import Region as KnownRegion
from domain.shared.ids import AccountId, RegionId

DECIMALS: Final = 7  # about a centimetre
Sold = tuple[Shelf, KnownService, ServicePrice]

_COMMUNITIES: Final[Listing[KnownCommunity, tuple[UUID]]] = Listing(tuple[UUID], lambda one: (one.id,))
_ADDRESSES: Final[Listing[KnownAddress, tuple[UUID]]] = Listing(tuple[UUID], lambda one: (one.id,))
_INBOX: Final[Listing[MessageRow, tuple[datetime, UUID]]] = Listing(
    tuple[datetime, UUID], lambda row: (row.message.created_at, row.message.id), is_descending=True
)


@dataclass(frozen=True, slots=True)
class MemoryPublicQueries:
    """The `PublicQueries` port: what is everybody's, and what is one account's own."""

    store: MemoryStore

    async def regions(self) -> tuple[Region, ...]:
        known = self.store.directory.places.values()
        return tuple(_region(one) for one in sorted(known, key=lambda one: one.code))

    async def catalogue(self, region_id: RegionId) -> Catalogue:
        if region_id not in self.store.directory.regions:
            raise RegionNotFound()
        sold = sorted(self._sold_in(region_id), key=_shelf_order)
        return Catalogue(
            categories=tuple(
                _category(shelf, list(rows)) for shelf, rows in groupby(sold, key=lambda row: row[0])
            )
        )

    async def communities(self, region_id: RegionId, piece: Slice) -> Page[Community]:
        known = self.store.directory.communities.values()
        return _COMMUNITIES.page((one for one in known if one.region_id == region_id), piece, _community)

    async def addresses(self, account_id: AccountId, piece: Slice) -> Page[Address]:
        known = self.store.directory.addresses.values()
        return _ADDRESSES.page((one for one in known if one.account_id == account_id), piece, self._address)

    async def inbox(self, account_id: AccountId, piece: Slice) -> Page[InboxMessage]:
        rows = self.store.messages.values()
        return _INBOX.page((row for row in rows if row.message.account_id == account_id), piece, _message)

    def _sold_in(self, region_id: RegionId) -> Iterator[Sold]:
        known = self.store.directory
        for (service_id, sold_in), price in known.prices.items():
            service = known.services[service_id]
            if sold_in == region_id and service.is_active:
                yield known.categories[service.category_id], service, price

    def _address(self, one: KnownAddress) -> Address:
        return Address(
            id=one.id,
            community_id=one.community_id,
            community_name=self.store.directory.communities[one.community_id].name,
            line=one.line,
            unit=one.unit,
            point=one.point,
            version=one.version,
        )


def _shelf_order(sold: Sold) -> tuple[int, UUID, int, UUID]:
    category, service, _ = sold
    return category.position, category.id, service.position, service.id


def _region(one: KnownRegion) -> Region:
    return Region(
        id=one.id,
        code=one.code,
        name=one.name,
        time_zone=one.time_zone,
        currency=one.currency,
        currency_exponent=one.currency_exponent,
        centre=one.centre,
        bounds=one.bounds,
    )


def _category(category: Shelf, shelf: list[Sold]) -> ServiceCategory:
    return ServiceCategory(
        id=category.id,
        code=category.code,
        name=category.name,
        icon=category.icon,
        services=tuple(_service(service, price) for _, service, price in shelf),
    )


def _service(service: KnownService, price: ServicePrice) -> Service:
    return Service(
        id=service.id,
        code=service.code,
        name=service.name,
        scope=service.scope,
        skill=service.skill,
        min_level=service.min_level,
        duration_s=service.duration_s,
        price_minor=price.price_minor,
        band_low_minor=price.band_low_minor,
        band_high_minor=price.band_high_minor,
        photos_before=service.photos_before,
        photos_after=service.photos_after,
        warranty_days=service.warranty_days,
    )


def _community(one: KnownCommunity) -> Community:
    ring = [(round(corner.lon, DECIMALS), round(corner.lat, DECIMALS)) for corner in one.area.ring]
    return Community(
        id=one.id, name=one.name, area=AreaPolygon(type="Polygon", coordinates=(ring,)), centre=one.centre
    )


def _message(row: MessageRow) -> InboxMessage:
    message = row.message
    return InboxMessage(
        id=message.id,
        kind=message.kind,
        title=message.title,
        body=message.body,
        order_id=message.order_id,
        created_at=message.created_at,
        read_at=row.read_at,
    )
