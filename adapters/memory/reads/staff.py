"""What staff read, from memory: the board, workers, cards, runs, the exceptions queue."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from adapters.memory.directory import KnownWorker
from adapters.memory.reads.boards import board_of
from adapters.memory.reads.pages import NEVER, Listing
from adapters.memory.reads.pieces import seen_at, skills_of
from adapters.memory.reads.runs import run_view
from adapters.memory.rows import DeskRow
from adapters.memory.store import MemoryStore
from application.access import require_region
from application.dispatching.card_view import card_view
from application.ports.dispatching import UNSERVED, KeptCard, RunNotFound
from application.ports.time import Clock
from application.views.dispatch import (
    Board,
    DecisionCard,
    DispatchException,
    DispatchRun,
    NearbyWorker,
    NearbyWorkers,
    WorkerRow,
)
from application.views.page import Page, Slice
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.orders.refusals import OrderNotFound
from domain.orders.status import FIRM
from domain.shared.geo import Point, straight_m
from domain.shared.ids import OrderId, RegionId, RunId, WorkerId

_WORKERS: Final[Listing[KnownWorker, tuple[UUID]]] = Listing(tuple[UUID], lambda known: (known.worker.id,))
_CARDS: Final[Listing[KeptCard, tuple[datetime, UUID]]] = Listing(
    tuple[datetime, UUID], lambda card: (card.created_at, card.id), is_descending=True
)
# Open ones first, as if they were resolved at the end of time; then the newest resolved.
_EXCEPTIONS: Final[Listing[DeskRow, tuple[datetime, datetime, UUID]]] = Listing(
    tuple[datetime, datetime, UUID],
    lambda row: (row.resolved_at or NEVER, row.entry.opened_at, row.entry.id),
    is_descending=True,
)


@dataclass(frozen=True, slots=True)
class MemoryStaffQueries:
    """The `StaffQueries` port. Whoever is of one region sees that region only."""

    store: MemoryStore
    clock: Clock

    async def board(self, actor: Actor, region_id: RegionId, day: date) -> Board:
        require_region(actor, region_id)
        return board_of(self.store, actor, region_id, day)

    async def workers(self, actor: Actor, region_id: RegionId, piece: Slice) -> Page[WorkerRow]:
        require_region(actor, region_id)
        return _WORKERS.page(self.store.directory.in_region(region_id), piece, self._worker)

    async def nearest(self, actor: Actor, point: Point, skill: str, limit: int) -> NearbyWorkers:
        now = self.clock.now()
        skilled = [
            (straight_m(point, known.worker.home), known)
            for known in self.store.directory.workers.values()
            if known.worker.is_on_duty
            and actor.region_id in (None, known.worker.region_id)
            and any(one.code == skill and one.is_valid_at(now) for one in known.worker.skills)
        ]
        skilled.sort(key=lambda pair: (pair[0], pair[1].worker.id))
        return NearbyWorkers(
            items=tuple(
                NearbyWorker(
                    id=known.worker.id,
                    name=known.worker.name,
                    distance_m=round(away_m),
                    point=known.worker.home,
                )
                for away_m, known in skilled[:limit]
            )
        )

    async def cards(self, actor: Actor, order_id: OrderId, piece: Slice) -> Page[DecisionCard]:
        order = self.store.orders.rows.get(order_id)
        if order is None or actor.region_id not in (None, order.region_id):
            raise OrderNotFound()
        is_unserved = self.store.unassigned.get(order_id) is not None
        mine = (
            card
            for card in self.store.cards.values()
            if card.order_id == order_id and (is_unserved or card.mode != UNSERVED)
        )
        return _CARDS.page(mine, piece, self._card)

    async def run(self, actor: Actor, run_id: RunId) -> DispatchRun:
        row = self.store.runs.get(run_id)
        if row is None or actor.region_id not in (None, row.run.region_id):
            raise RunNotFound()
        return run_view(row.run, self._names())

    async def exceptions(self, actor: Actor, region_id: RegionId, piece: Slice) -> Page[DispatchException]:
        require_region(actor, region_id)
        rows = (row for row in self.store.desk.values() if row.entry.region_id == region_id)
        return _EXCEPTIONS.page(rows, piece, _exception)

    def _names(self) -> dict[WorkerId, str]:
        return self.store.directory.names()

    def _worker(self, known: KnownWorker) -> WorkerRow:
        worker, orders = known.worker, self.store.orders
        firm = sum(order.status in FIRM for order in orders.firm_orders(worker.id))
        return WorkerRow(
            id=worker.id,
            name=worker.name,
            on_duty=worker.is_on_duty,
            skills=skills_of(known),
            travel_mode=worker.travel_mode,
            point=seen_at(known),
            open_visits=firm + sum(1 for _ in orders.live_offers(worker.id)),
        )

    def _card(self, card: KeptCard) -> DecisionCard:
        return card_view(card, self._names())


def _exception(row: DeskRow) -> DispatchException:
    entry = row.entry
    return DispatchException(
        id=entry.id,
        kind=entry.kind,
        order_id=entry.order_id,
        number=number_of(entry.order_id),
        opened_at=entry.opened_at,
        reason=entry.reason,
        resolved_at=row.resolved_at,
    )
