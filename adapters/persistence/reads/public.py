"""Regions, the catalogue, communities, addresses and the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

import msgspec

from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads.cursors import Cursor
from adapters.persistence.reads.pieces import Row, text_from
from application.ports.world import RegionNotFound
from application.views.me import Address, InboxMessage
from application.views.page import Page, Slice
from application.views.places import AreaPolygon, Catalogue, Community, Region, Service, ServiceCategory
from domain.shared.geo import Point
from domain.shared.ids import AccountId, RegionId

_REGIONS: Final = (
    "SELECT id, code, name, time_zone, currency, currency_exponent, lon, lat, bounds "
    "FROM regions ORDER BY code LIMIT 1000"
)
# One row without a service for a region that sells nothing yet: that is not "not found".
_CATALOGUE: Final = """
SELECT c.id, c.code, c.name, c.icon, s.id, s.code, s.name, s.scope, s.skill, s.min_level, s.duration_s,
       p.price_minor, p.band_low_minor, p.band_high_minor, s.photos_before, s.photos_after, s.warranty_days
  FROM regions r
  LEFT JOIN (service_prices p JOIN services s ON s.id = p.service_id AND s.is_active
             JOIN service_categories c ON c.id = s.category_id) ON p.region_id = r.id
 WHERE r.id = %(region)s ORDER BY c.position, c.id, s.position, s.id LIMIT 2000"""
_COMMUNITIES: Final = """
SELECT id, name, ST_AsGeoJSON(area, 7), lon, lat FROM communities
 WHERE region_id = %(region)s AND id > %(after)s ORDER BY id LIMIT %(limit)s"""
_ADDRESSES: Final = """
SELECT a.id, a.community_id, c.name, a.line, a.unit, a.lon, a.lat, a.version
  FROM addresses a JOIN communities c ON c.id = a.community_id
 WHERE a.account_id = %(account)s AND a.id > %(after)s ORDER BY a.id LIMIT %(limit)s"""


def _inbox(after: str) -> str:
    return (
        "SELECT id, kind, title, body, order_id, created_at, read_at FROM inbox_messages "
        f"WHERE account_id = %(account)s{after} ORDER BY created_at DESC, id DESC LIMIT %(limit)s"
    )


_INBOX: Final = _inbox("")
_INBOX_AFTER: Final = _inbox(" AND (created_at, id) < (%(after)s::timestamptz, %(after_id)s::uuid)")

_BY_ID: Final = Cursor(tuple[UUID])
_BY_MOMENT: Final = Cursor(tuple[datetime, UUID])
_FIRST_ID: Final = UUID(int=0)


class _Polygon(msgspec.Struct):
    type: str
    coordinates: tuple[list[tuple[float, float]], ...]


_polygon: Final = msgspec.json.Decoder(_Polygon)


@dataclass(frozen=True, slots=True)
class SqlPublicQueries:
    """The `PublicQueries` port: what is everybody's, and what is one account's own."""

    statements: PooledStatements

    async def regions(self) -> tuple[Region, ...]:
        return tuple(_region_from(row) for row in await self.statements.read(_REGIONS, {}))

    async def catalogue(self, region_id: RegionId) -> Catalogue:
        """What is sold there, in the order of the shelves. Raises `RegionNotFound`."""
        rows = await self.statements.read(_CATALOGUE, {"region": region_id})
        if not rows:
            raise RegionNotFound()
        sold = [row for row in rows if row[0] is not None]
        shelves = (list(shelf) for _, shelf in groupby(sold, lambda row: row[0]))
        return Catalogue(categories=tuple(_category_from(shelf) for shelf in shelves))

    async def communities(self, region_id: RegionId, piece: Slice) -> Page[Community]:
        params = {"region": region_id, "after": _after_id(piece), "limit": piece.limit + 1}
        rows = await self.statements.read(_COMMUNITIES, params)
        return _BY_ID.page(rows, piece.limit, _community_from, lambda row: (row[0],))

    async def addresses(self, account_id: AccountId, piece: Slice) -> Page[Address]:
        params = {"account": account_id, "after": _after_id(piece), "limit": piece.limit + 1}
        rows = await self.statements.read(_ADDRESSES, params)
        return _BY_ID.page(rows, piece.limit, _address_from, lambda row: (row[0],))

    async def inbox(self, account_id: AccountId, piece: Slice) -> Page[InboxMessage]:
        """Newest first."""
        params: dict[str, object] = {"account": account_id, "limit": piece.limit + 1}
        sql = _INBOX
        if piece.cursor is not None:
            sql = _INBOX_AFTER
            params["after"], params["after_id"] = _BY_MOMENT.read(piece.cursor)
        rows = await self.statements.read(sql, params)
        return _BY_MOMENT.page(rows, piece.limit, _message_from, lambda row: (row[5], row[0]))


def _after_id(piece: Slice) -> UUID:
    return _FIRST_ID if piece.cursor is None else _BY_ID.read(piece.cursor)[0]


def _region_from(row: Row) -> Region:
    region_id, code, name, time_zone, currency, exponent, lon, lat, bounds = row
    west, south, east, north = bounds
    return Region(
        id=region_id,
        code=code,
        name=text_from(name),
        time_zone=time_zone,
        currency=currency,
        currency_exponent=exponent,
        centre=Point(lon, lat),
        bounds=(west, south, east, north),
    )


def _category_from(shelf: Sequence[Row]) -> ServiceCategory:
    category_id, code, name, icon = shelf[0][:4]
    return ServiceCategory(
        id=category_id,
        code=code,
        name=text_from(name),
        icon=icon,
        services=tuple(_service_from(row[4:]) for row in shelf),
    )


def _service_from(row: Row) -> Service:
    service_id, code, name, scope, skill, min_level, duration_s, price, low, high, before, after, days = row
    return Service(
        id=service_id,
        code=code,
        name=text_from(name),
        scope=text_from(scope),
        skill=skill,
        min_level=min_level,
        duration_s=duration_s,
        price_minor=price,
        band_low_minor=low,
        band_high_minor=high,
        photos_before=before,
        photos_after=after,
        warranty_days=days,
    )


def _community_from(row: Row) -> Community:
    community_id, name, geojson, lon, lat = row
    polygon = _polygon.decode(geojson)
    return Community(
        id=community_id,
        name=text_from(name),
        area=AreaPolygon(type=polygon.type, coordinates=polygon.coordinates),
        centre=Point(lon, lat),
    )


def _address_from(row: Row) -> Address:
    address_id, community_id, name, line, unit, lon, lat, version = row
    return Address(
        id=address_id,
        community_id=community_id,
        community_name=text_from(name),
        line=line,
        unit=unit,
        point=Point(lon, lat),
        version=version,
    )


def _message_from(row: Row) -> InboxMessage:
    message_id, kind, title, body, order_id, created_at, read_at = row
    return InboxMessage(
        id=message_id,
        kind=kind,
        title=text_from(title),
        body=text_from(body),
        order_id=order_id,
        created_at=created_at,
        read_at=read_at,
    )
