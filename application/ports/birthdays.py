"""Members' birthdays, and which of them were celebrated."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.promotions.programme.birthdays import Anniversary, Birthday, Celebration, Correction
from domain.shared.ids import AccountId, RegionId


class Birthdays(Protocol):
    async def of(self, member_id: AccountId) -> Birthday | None: ...

    def keep(self, birthday: Birthday, seen: datetime | None) -> None:
        """In place of the one given at `seen`; commit raises `BirthdayFixed` where another one is there."""
        ...

    def note(self, correction: Correction) -> None:
        """Keep the paper of a correction, on commit."""
        ...

    async def corrections(self, member_id: AccountId) -> tuple[Correction, ...]:
        """Newest first."""
        ...

    async def due(
        self, region_id: RegionId, days: Sequence[Anniversary], after: AccountId | None, limit: int
    ) -> tuple[Celebration, ...]:
        """Of active members of the region, in the order of their ids, not celebrated in the day's year.

        Who joined or told the birthday only after the day celebrates the next one.
        """
        ...

    def celebrate(self, celebration: Celebration) -> None:
        """On commit, which raises `OccasionKnown` when that year's was celebrated."""
        ...
