"""Orders as homeowners and staff read them."""

from dataclasses import dataclass

from adapters.persistence.pooled import PooledStatements
from adapters.persistence.reads import order_lists
from adapters.persistence.reads.buttons import relation_params
from adapters.persistence.reads.order_details import DETAIL, detail_from
from adapters.persistence.reads.order_histories import CURSOR, HISTORY, HistoryReader
from adapters.persistence.reads.summaries import summary_from
from application.access import require_region
from application.photos.links import PhotoLinks
from application.ports.queries import OrdersWanted
from application.ports.time import SystemClock
from application.views.orders import HistoryEntry, OrderDetail, OrderSummary
from application.views.page import Page, Slice
from domain.identity.roles import Actor
from domain.orders.refusals import OrderNotFound
from domain.shared.ids import OrderId, PhotoId


@dataclass(frozen=True, slots=True)
class SqlOrderQueries:
    """The `OrderQueries` port. Photo links are signed with real time."""

    statements: PooledStatements
    photo_links: PhotoLinks
    system_clock: SystemClock

    async def orders(self, actor: Actor, wanted: OrdersWanted) -> Page[OrderSummary]:
        if actor.is_staff and wanted.region_id is not None:
            require_region(actor, wanted.region_id)
        shape = order_lists.Shape(
            sort=wanted.sort,
            is_owner=not actor.is_staff,
            has_region=(wanted.region_id or actor.region_id) is not None,
            has_status=bool(order_lists.statuses_of(wanted, is_owner=not actor.is_staff)),
            has_cursor=wanted.piece.cursor is not None,
        )
        rows = await self.statements.read(order_lists.list_sql(shape), order_lists.list_params(actor, wanted))
        return order_lists.CURSOR.page(
            rows,
            wanted.piece.limit,
            lambda row: summary_from(row, actor),
            lambda row: order_lists.key_of(row, wanted.sort),
        )

    async def order(self, actor: Actor, order_id: OrderId) -> OrderDetail:
        params = relation_params(actor) | {"id": order_id, "is_staff": actor.is_staff}
        row = await self.statements.read_one(DETAIL, params)
        if row is None:
            raise OrderNotFound()
        return detail_from(row, actor, self._photo_url)

    async def history(self, actor: Actor, order_id: OrderId, piece: Slice) -> Page[HistoryEntry]:
        after = CURSOR.read(piece.cursor)[0] if piece.cursor is not None else 0
        params = relation_params(actor) | {
            "id": order_id,
            "is_staff": actor.is_staff,
            "after": after,
            "limit": piece.limit + 1,
        }
        rows = await self.statements.read(HISTORY, params)
        if not rows:
            raise OrderNotFound()
        entries = [row for row in rows if row[0] is not None]
        return CURSOR.page(entries, piece.limit, HistoryReader(actor), lambda row: (row[0],))

    def _photo_url(self, photo_id: PhotoId) -> str:
        return self.photo_links.photo_url(photo_id, self.system_clock.now())
