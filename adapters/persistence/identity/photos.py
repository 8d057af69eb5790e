"""The rows of photos on PostgreSQL."""

from dataclasses import dataclass
from typing import Final

from adapters.persistence.fragments import Fragment
from adapters.persistence.pooled import PooledStatements, Row
from adapters.persistence.unit import SqlSession
from domain.photos.photo import Photo, PhotoKind
from domain.photos.refusals import PhotoNotFound
from domain.photos.rights import HOMEOWNER_ADDS_IN, WORKER_ADDS_IN
from domain.shared.ids import AccountId, OrderId, PhotoId

_GET: Final = """
SELECT id, account_id, order_id, kind, sha256, width, height, size_bytes, created_at
FROM photos WHERE id = %(id)s
"""
_MAY_ADD: Final = {
    True: "SELECT 1 FROM orders WHERE id = %(order_id)s AND homeowner_id = %(account_id)s"
    " AND status = ANY(%(statuses)s)",
    False: "SELECT 1 FROM orders WHERE id = %(order_id)s AND worker_id = %(account_id)s"
    " AND status = ANY(%(statuses)s)",
}
_STATUSES: Final = {
    True: [status.value for status in HOMEOWNER_ADDS_IN],
    False: [status.value for status in WORKER_ADDS_IN],
}
_ADD: Final = """
INSERT INTO photos (id, account_id, order_id, kind, sha256, width, height, size_bytes, created_at)
VALUES (%(id)s, %(account_id)s, %(order_id)s, %(kind)s, %(sha256)s, %(width)s, %(height)s,
        %(size_bytes)s, %(created_at)s)
"""
_ADDED: Final = Fragment("add_photo", _ADD, expects=1)


def photo_from(row: Row) -> Photo:
    return Photo(
        id=PhotoId(row[0]),
        account_id=AccountId(row[1]),
        order_id=None if row[2] is None else OrderId(row[2]),
        kind=PhotoKind(row[3]),
        sha256=row[4],
        width=row[5],
        height=row[6],
        size_bytes=row[7],
        created_at=row[8],
    )


@dataclass(frozen=True, slots=True)
class SqlPhotoShelf:
    statements: PooledStatements

    async def get(self, photo_id: PhotoId) -> Photo:
        row = await self.statements.read_one(_GET, {"id": photo_id})
        if row is None:
            raise PhotoNotFound()
        return photo_from(row)


@dataclass(frozen=True, slots=True)
class SqlPhotos:
    """The rows within a unit of work."""

    session: SqlSession

    async def may_add(self, account_id: AccountId, order_id: OrderId, kind: PhotoKind) -> bool:
        """Ownership and status are filters of the select: an order that is not theirs is never loaded."""
        is_homeowners = kind is PhotoKind.PROBLEM
        params = {"order_id": order_id, "account_id": account_id, "statuses": _STATUSES[is_homeowners]}
        return await self.session.fetch_one(_MAY_ADD[is_homeowners], params) is not None

    def add(self, photo: Photo) -> None:
        params = {
            "id": photo.id,
            "account_id": photo.account_id,
            "order_id": photo.order_id,
            "kind": photo.kind.value,
            "sha256": photo.sha256,
            "width": photo.width,
            "height": photo.height,
            "size_bytes": photo.size_bytes,
            "created_at": photo.created_at,
        }
        self.session.write(_ADDED, params)
