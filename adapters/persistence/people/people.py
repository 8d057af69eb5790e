"""Workers and addresses, as far as use cases read and change them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from application.ports.people import CommunityNotFound, NewAddress
from application.ports.world import WorkerNotFound
from domain.orders.refusals import AddressOutsideArea
from domain.shared.geo import Point
from domain.shared.ids import CommunityId, RegionId, WorkerId
from domain.shared.texts import Text

_REGION: Final = "SELECT region_id FROM workers WHERE id = %(id)s"
_NAMES: Final = "SELECT id, name FROM workers WHERE id = ANY(%(ids)s::uuid[])"
_COMMUNITY: Final = "SELECT name FROM communities WHERE id = %(id)s"
_DUTY: Final = Fragment(
    "duty_set",
    "UPDATE workers SET is_on_duty = %(is_on_duty)s, version = version + 1 WHERE id = %(id)s",
    expects=1,
    refusal=WorkerNotFound,
)
_POSITION: Final = Fragment(
    "position_set",
    "UPDATE workers SET position_lon = %(lon)s, position_lat = %(lat)s, position_at = %(at)s "
    "WHERE id = %(id)s AND (position_at IS NULL OR position_at < %(at)s)",
)
_ADDRESS: Final = Fragment(
    "address_added",
    "INSERT INTO addresses (id, account_id, region_id, community_id, line, unit, lon, lat) "
    "SELECT %(id)s, %(account_id)s, c.region_id, c.id, %(line)s, %(unit)s, "
    "%(lon)s::double precision, %(lat)s::double precision FROM communities c "
    "WHERE c.id = %(community_id)s AND ST_Covers(c.area, "
    "ST_SetSRID(ST_MakePoint(%(lon)s::double precision, %(lat)s::double precision), 4326))",
    expects=1,
    refusal=AddressOutsideArea,
)


@dataclass(frozen=True, slots=True)
class SqlPeople:
    session: SqlSession

    async def region_of(self, worker_id: WorkerId) -> RegionId:
        row = await self.session.fetch_one(_REGION, {"id": worker_id})
        if row is None:
            raise WorkerNotFound(worker_id=str(worker_id))
        return RegionId(row[0])

    async def names_of(self, worker_ids: tuple[WorkerId, ...]) -> Mapping[WorkerId, str]:
        rows = await self.session.fetch_all(_NAMES, {"ids": list(worker_ids)})
        return {WorkerId(row[0]): row[1] for row in rows}

    async def community_name(self, community_id: CommunityId) -> Text:
        row = await self.session.fetch_one(_COMMUNITY, {"id": community_id})
        if row is None:
            raise CommunityNotFound()
        return msgspec.json.decode(row[0], type=Text)

    def set_duty(self, worker_id: WorkerId, *, is_on_duty: bool) -> None:
        self.session.write(_DUTY, {"id": worker_id, "is_on_duty": is_on_duty})

    def set_position(self, worker_id: WorkerId, point: Point, at: datetime) -> None:
        self.session.write(_POSITION, {"id": worker_id, "lon": point.lon, "lat": point.lat, "at": at})

    def add_address(self, address: NewAddress) -> None:
        params = {
            "id": address.id,
            "account_id": address.account_id,
            "community_id": address.community_id,
            "line": address.line,
            "unit": address.unit,
            "lon": address.point.lon,
            "lat": address.point.lat,
        }
        self.session.write(_ADDRESS, params)
