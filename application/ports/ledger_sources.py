"""What became of the points that promotions and campaigns gave.

Points are read here; what campaigns cost in money off prices stands in the uses of promotions
(`campaign_uses`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.loyalty.sources import Grouping, LotShare, Part, Source, SourceTotals
from domain.shared.ids import RegionId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class SourcesAsked:
    """Lots that were earned in the period; `now` says what has ended, booked or not. None is any region."""

    by: Grouping
    period: Window
    now: datetime
    region_id: RegionId | None = None


@dataclass(frozen=True, slots=True)
class LotsAsked:
    """The lots of one number, which is the sum of their shares: oldest first.

    None in `only` is any; an empty name is none. `skip` of them were seen.
    """

    part: Part
    period: Window
    now: datetime
    only: Source
    skip: int
    limit: int


class Sources(Protocol):
    async def totals(self, asked: SourcesAsked) -> tuple[SourceTotals, ...]:
        """One for each source, by its names."""
        ...

    async def lots(self, asked: LotsAsked) -> tuple[LotShare, ...]: ...
