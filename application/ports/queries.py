"""Reading for screens: each query is one bounded select, with ownership as a filter inside it.

What the caller may not see is not found. Answers have the shape in which they leave the API.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from application.views.dispatch import (
    Board,
    DecisionCard,
    DispatchException,
    DispatchRun,
    NearbyWorkers,
    WorkerRow,
)
from application.views.jobs import HallEntry, Job, JobDetail
from application.views.me import Address, InboxMessage
from application.views.orders import HistoryEntry, OrderDetail, OrderSummary
from application.views.page import Page, Slice
from application.views.places import Catalogue, Community, Region
from domain.identity.roles import Actor
from domain.orders.status import Status
from domain.shared.errors import Malformed
from domain.shared.geo import Point
from domain.shared.ids import AccountId, OrderId, RegionId, RunId


class CursorMalformed(Malformed):
    """Not one that an earlier page of this list ended with."""

    code = "cursor_malformed"


@dataclass(frozen=True, slots=True)
class OrdersWanted:
    """`sort` is one of -created_at, created_at, deadline_at, window_start; empty `status` means all."""

    status: tuple[Status, ...] = ()
    region_id: RegionId | None = None
    sort: str = "-created_at"
    piece: Slice = field(default_factory=Slice)


class OrderQueries(Protocol):
    async def orders(self, actor: Actor, wanted: OrdersWanted) -> Page[OrderSummary]:
        """A homeowner's own, or those of the staff's region."""
        ...

    async def order(self, actor: Actor, order_id: OrderId) -> OrderDetail:
        """Raises `OrderNotFound`."""
        ...

    async def history(self, actor: Actor, order_id: OrderId, piece: Slice) -> Page[HistoryEntry]:
        """Oldest first. Raises `OrderNotFound`."""
        ...


class JobQueries(Protocol):
    async def jobs(self, actor: Actor, scope: str, piece: Slice) -> Page[Job]:
        """`scope` is offered, active or done; the caller is the worker."""
        ...

    async def job(self, actor: Actor, order_id: OrderId) -> JobDetail:
        """Raises `OrderNotFound`."""
        ...

    async def hall(self, actor: Actor, piece: Slice) -> Page[HallEntry]:
        """What the worker's skills allow, nearest first."""
        ...


class StaffQueries(Protocol):
    async def board(self, actor: Actor, region_id: RegionId, day: date) -> Board: ...

    async def workers(self, actor: Actor, region_id: RegionId, piece: Slice) -> Page[WorkerRow]: ...

    async def nearest(self, actor: Actor, point: Point, skill: str, limit: int) -> NearbyWorkers: ...

    async def cards(self, actor: Actor, order_id: OrderId, piece: Slice) -> Page[DecisionCard]: ...

    async def run(self, actor: Actor, run_id: RunId) -> DispatchRun:
        """Raises `RunNotFound`."""
        ...

    async def exceptions(self, actor: Actor, region_id: RegionId, piece: Slice) -> Page[DispatchException]:
        """Open ones first, then the newest resolved."""
        ...


class PublicQueries(Protocol):
    async def regions(self) -> tuple[Region, ...]: ...

    async def catalogue(self, region_id: RegionId) -> Catalogue: ...

    async def communities(self, region_id: RegionId, piece: Slice) -> Page[Community]: ...

    async def addresses(self, account_id: AccountId, piece: Slice) -> Page[Address]: ...

    async def inbox(self, account_id: AccountId, piece: Slice) -> Page[InboxMessage]: ...
