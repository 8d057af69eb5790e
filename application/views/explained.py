"""Why a worker was not chosen, and what would let a visit in that nobody got, as staff see it."""

from dataclasses import dataclass
from uuid import UUID

from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Parts of a cost after their weights: their sum is the cost."""

    travel: int
    skill: int
    load: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A worker who fits and was not chosen.

    `behind` is how much dearer than the chosen one, `more` the same by term; `less_travel_s` the seconds of
    travel less with which they had won; `regret` by how much the whole round would cost more at least. Null
    where cost did not decide or nothing is proven.
    """

    worker_id: UUID
    worker_name: str
    code: str
    text: Text
    behind: int | None
    more: Terms | None
    less_travel_s: int | None
    regret: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A rule that would have to give way; `amount` in seconds, metres or visits by its code."""

    code: str
    amount: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """The fewest rules with which this worker could take the visit, nothing else changing hands.

    `is_confirmed`: a plan with exactly these relaxed was made and passed the check. Without `breaks` there is
    room, and a later round asks.
    """

    worker_id: UUID
    worker_name: str
    breaks: tuple[Break, ...]
    is_confirmed: bool
