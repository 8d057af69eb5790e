"""What use cases have to know of the world around an order, each in one select."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.orders.order import Order
from domain.orders.parts import Place, Terms
from domain.orders.policy import OrderPolicy
from domain.orders.status import Status
from domain.scheduling.placement import Moved
from domain.shared.errors import NotFound
from domain.shared.ids import AddressId, OrderId, RegionId, ServiceId, WorkerId
from domain.shared.texts import Text
from domain.shared.time import Window


class AddressNotFound(NotFound):
    code = "address_not_found"


class ServiceNotFound(NotFound):
    code = "service_not_found"


class RegionNotFound(NotFound):
    code = "region_not_found"


class WorkerNotFound(NotFound):
    code = "worker_not_found"


@dataclass(frozen=True, slots=True)
class OrderingFacts:
    """Everything that placing an order looks up: the address, the service at today's price, the policy."""

    region_id: RegionId
    zone: str
    terms: Terms
    place: Place
    policy: OrderPolicy
    dispatch_policy: DispatchPolicy
    open_orders: int
    region_code: str
    community_code: str


@dataclass(frozen=True, slots=True)
class RegionSettings:
    region_id: RegionId
    code: str
    zone: str
    currency: str
    currency_exponent: int
    dispatch_policy: DispatchPolicy
    version: int


@dataclass(frozen=True, slots=True)
class WaitingVisit:
    """A READY order as dispatch sees it; `version` is the one to act on."""

    request: VisitRequest
    version: int
    status: Status
    is_in_hall: bool


class World(Protocol):
    """Reads only, but for the few settings that a use case changes."""

    async def ordering_facts(
        self, account_id: UUID, address_id: AddressId, service_id: ServiceId
    ) -> OrderingFacts:
        """Raises `AddressNotFound` (also for somebody else's) and `ServiceNotFound`."""
        ...

    async def region(self, region_id: RegionId) -> RegionSettings:
        """Raises `RegionNotFound`."""
        ...

    async def regions(self) -> tuple[RegionSettings, ...]: ...

    async def able_workers(
        self, request: VisitRequest, region_id: RegionId, limit: int
    ) -> tuple[WorkerSnapshot, ...]:
        """Workers of the region with the skill and a shift that touches the window, nearest home first.

        With their commitments (firm visits and live offers) from the day before the window to the day after.
        """
        ...

    async def all_workers(self, region_id: RegionId, during: Window) -> tuple[WorkerSnapshot, ...]:
        """Every worker with a shift that touches `during`, with commitments in it."""
        ...

    async def workers(
        self, region_id: RegionId, worker_ids: tuple[WorkerId, ...], during: Window
    ) -> tuple[WorkerSnapshot, ...]:
        """Those workers, in the order named. Raises `WorkerNotFound` for one who is not of the region."""
        ...

    async def request_of(self, order: Order) -> VisitRequest:
        """The order's visit as dispatch asks for it, with who declined it before."""
        ...

    async def waiting_visits(
        self, region_id: RegionId, order_ids: tuple[OrderId, ...] | None, limit: int
    ) -> tuple[WaitingVisit, ...]:
        """READY orders of the region, most urgent first."""
        ...

    async def urgent_waiting(self) -> Mapping[RegionId, frozenset[tuple[OrderId, int]]]:
        """Urgent READY orders that are not in the hall, and their versions; only regions that have some."""
        ...

    async def photo_count(self, order_id: OrderId, kind: str) -> int: ...

    def move_blocks(self, worker_id: WorkerId, moved: tuple[Moved, ...]) -> None:
        """Store the new plan of committed visits that a placement moved."""
        ...

    def attach_photos(self, order_id: OrderId, account_id: UUID, photo_ids: tuple[UUID, ...]) -> None:
        """Tie uploaded photos to the order; commit raises `PhotoNotFound` for one that is not theirs."""
        ...

    def set_dispatch_policy(self, region_id: RegionId, policy: DispatchPolicy, seen_version: int) -> None:
        """Commit raises `StaleVersion` unless the region is at that version."""
        ...

    def explain_unassigned(self, reasons: Mapping[OrderId, Text]) -> None:
        """Keep why these READY orders have nobody yet."""
        ...
