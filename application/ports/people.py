"""What use cases read and change of workers and of homeowners' addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.shared.errors import NotFound
from domain.shared.geo import Point
from domain.shared.ids import AccountId, AddressId, CommunityId, RegionId, WorkerId
from domain.shared.texts import Text


class CommunityNotFound(NotFound):
    code = "community_not_found"


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A household's door: `line` is street and number, `unit` the flat."""

    id: AddressId
    account_id: AccountId
    community_id: CommunityId
    line: str
    unit: str
    point: Point


class People(Protocol):
    async def region_of(self, worker_id: WorkerId) -> RegionId:
        """Raises `WorkerNotFound`."""
        ...

    async def names_of(self, worker_ids: tuple[WorkerId, ...]) -> Mapping[WorkerId, str]:
        """Those that exist."""
        ...

    async def community_name(self, community_id: CommunityId) -> Text:
        """Raises `CommunityNotFound`."""
        ...

    def set_duty(self, worker_id: WorkerId, *, is_on_duty: bool) -> None: ...

    def set_position(self, worker_id: WorkerId, point: Point, at: datetime) -> None:
        """No effect when a later position is known."""
        ...

    def add_address(self, address: NewAddress) -> None:
        """Commit raises `AddressOutsideArea` when the point is not in the community's area."""
        ...
