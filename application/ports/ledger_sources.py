"""Which promotion gave which lot, and what became of its points.

Points are read here; what campaigns cost in money off prices stands in the uses of promotions, and is a
reader of its own with the same grouping.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.loyalty.journal import LotId
from domain.loyalty.sources import Grouping, LotShare, Part, Source, SourceTotals
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class SourcesAsked:
    """Lots that were earned in the period; `now` says what has ended, booked or not."""

    by: Grouping
    period: Window
    now: datetime


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
    def tell(self, sources: Mapping[LotId, Source]) -> None:
        """Of new lots, on commit; nothing changes it any more."""
        ...

    def inherit(self, parents: Mapping[LotId, LotId]) -> None:
        """New lots (keys) have the sources of those lots, on commit; none where those have none.

        A lot of grace has none of its own: name the lot that it is the grace of.
        """
        ...

    async def totals(self, asked: SourcesAsked) -> tuple[SourceTotals, ...]:
        """One for each source, by its names."""
        ...

    async def lots(self, asked: LotsAsked) -> tuple[LotShare, ...]: ...
