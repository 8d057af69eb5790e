"""What would let a visit in that nobody got: the fewest rules broken, by how much, and with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.dispatching.failures import Failure
from domain.shared.ids import VisitId, WorkerId
from domain.shared.texts import Text


class Bound(StrEnum):
    """A rule of time or of a cap; rules about the worker are `FailureCode`s."""

    OPENS_LATE = "opens_late"
    CLOSES_EARLY = "closes_early"
    NEXT_OPENS_LATE = "next_opens_late"
    NEXT_CLOSES_EARLY = "next_closes_early"
    SHIFT_ENDS = "shift_ends"
    VISITS_CAP = "visits_cap"
    TIME_CAP = "time_cap"


@dataclass(frozen=True, slots=True)
class Concession:
    """One rule that would have to give way, by `amount` seconds or visits.

    `visit_id` is the other visit that would begin outside its window, of the rules of a `NEXT_` one.
    """

    bound: Bound
    amount: int
    visit_id: VisitId | None = None

    @property
    def text(self) -> Text:
        words, shown = _WORDS[self.bound], self.amount
        if self.bound is not Bound.VISITS_CAP:
            shown = -(-self.amount // 60)
        return Text(words.zh.format(shown), words.en.format(shown))


@dataclass(frozen=True, slots=True)
class Admission:
    """A way in: with this worker, if exactly these rules gave way and nothing else changed hands.

    `failures` are broken rules about the worker, `concessions` rules of time and caps; with none of either
    the worker has room, and a later round will ask. `is_confirmed`: a plan with exactly these relaxed was
    made and passed the engine's check. Were other visits to change hands, less might do.
    """

    worker_id: WorkerId
    failures: tuple[Failure, ...]
    concessions: tuple[Concession, ...]
    is_confirmed: bool

    @property
    def size(self) -> int:
        return len(self.failures) + len(self.concessions)

    @property
    def breaks(self) -> tuple[tuple[str, Text], ...]:
        """Code and words of each rule, those about the worker first."""
        about_worker = tuple((one.code.value, one.text) for one in self.failures)
        return about_worker + tuple((one.bound.value, one.text) for one in self.concessions)


_WORDS: Final[Mapping[Bound, Text]] = {
    Bound.OPENS_LATE: Text("须比预约时段早 {} 分钟开始", "it would have to begin {} min before its window"),
    Bound.CLOSES_EARLY: Text("须比预约时段晚 {} 分钟开始", "it would begin {} min after its window"),
    Bound.NEXT_OPENS_LATE: Text(
        "同一师傅的另一单须比约定早 {} 分钟", "another visit of this worker would have to begin {} min early"
    ),
    Bound.NEXT_CLOSES_EARLY: Text(
        "同一师傅的另一单会比约定晚 {} 分钟", "another visit of this worker would begin {} min late"
    ),
    Bound.SHIFT_ENDS: Text("须延长班次 {} 分钟", "the shift would have to be {} min longer"),
    Bound.VISITS_CAP: Text("超过每班单数上限 {} 单", "{} more than the cap on visits in a shift"),
    Bound.TIME_CAP: Text("超过工作量上限 {} 分钟", "{} min more than the cap on load"),
}
