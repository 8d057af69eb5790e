"""What members had at a moment of the past, from the journal alone."""

from dataclasses import dataclass, replace

from domain.loyalty.lots import Lot


@dataclass(frozen=True, slots=True)
class Stood:
    """A lot and what its postings until a moment add up to: free points, and held ones."""

    lot: Lot
    free: int
    held: int

    @property
    def as_it_was(self) -> Lot:
        """The lot with its points of then. An end that was moved later had not come: it changes nothing."""
        return replace(
            self.lot, remaining=self.free, held=self.held, expired=0, reversed=0, owed=0, version=0
        )
