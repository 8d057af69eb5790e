"""The adjustments of a region, newest first."""

from dataclasses import dataclass
from uuid import UUID

from application.access import require_region
from application.ports.ledger import NewLoyaltyWork
from application.ports.ledger_papers import AdjustmentsAsked
from application.ports.queries import CursorMalformed
from application.views.page import Page
from domain.identity.roles import Actor
from domain.loyalty.adjusting import Adjustment, AdjustmentStatus
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class AdjustmentsOf:
    actor: Actor
    region_id: RegionId
    status: AdjustmentStatus | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class AdjustmentsOfHandler:
    new_work: NewLoyaltyWork

    async def __call__(self, query: AdjustmentsOf) -> Page[Adjustment]:
        """Raises `NotInYourRegion`, `CursorMalformed`."""
        require_region(query.actor, query.region_id)
        after = None if query.cursor is None else _place(query.cursor)
        asked = AdjustmentsAsked(query.region_id, query.status, after, query.limit + 1)
        async with self.new_work() as work:
            found = await work.ledger.papers.adjustments(asked)
        page = found[: query.limit]
        return Page(page, page[-1].id.hex if len(found) > query.limit else None)


def _place(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError as error:
        raise CursorMalformed() from error
