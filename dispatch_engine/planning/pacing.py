"""How many iterations to run before looking at the clock again."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from dispatch_engine.limits import Limits

FIRST: Final = 10
LONGEST: Final = 20_000
SLICE_S: Final = 0.02
OF_THE_LIMIT: Final = 0.02
START_SHARE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Slice:
    """`iterations` to run; progress is `base` + (`first` + i) * `step` at the i-th of them."""

    iterations: int
    first: int
    base: float
    step: float


@dataclass(slots=True)
class Pace:
    """Limits being used up slice by slice.

    With a work limit, progress counts iterations and nothing else, however they are sliced: the answer
    depends on the seed alone. With a time limit alone, progress follows the clock.
    """

    limits: Limits
    work: int | None
    started: float
    done: int = 0
    size: int = FIRST
    rate: float = 10_000.0
    began: float = field(default_factory=monotonic)

    def next_slice(self) -> Slice | None:
        """What to run now; None when all work is done or a limit is reached."""
        limits = self.limits
        if self.is_done or self.is_late() or (limits.stop is not None and limits.stop()):
            return None
        self.began = monotonic()
        if self.work is not None:
            return Slice(min(self.size, self.work - self.done), self.done, 0.0, 1 / self.work)
        assert limits.time_s is not None
        elapsed = self.began - self.started
        base = min(1.0, elapsed / limits.time_s)
        left = max(1.0, (limits.time_s - elapsed) * self.rate)
        return Slice(self.size, 0, base, (1 - base) / left)

    def book(self, iterations: int) -> None:
        """A slice is done: size the next one by how long it took."""
        self.done += iterations
        took = max(monotonic() - self.began, 1e-6)
        self.rate = iterations / took
        wanted = SLICE_S if self.limits.time_s is None else min(SLICE_S, self.limits.time_s * OF_THE_LIMIT)
        self.size = max(1, min(LONGEST, 4 * self.size, int(self.rate * wanted)))

    @property
    def is_done(self) -> bool:
        return self.work is not None and self.done >= self.work

    def has_time_for(self, seconds: float) -> bool:
        """Whether something that cannot be cut would leave most of the time."""
        if self.limits.time_s is None:
            return True
        return seconds <= START_SHARE * (self.limits.time_s - (monotonic() - self.started))

    def is_late(self) -> bool:
        return self.limits.time_s is not None and monotonic() - self.started >= self.limits.time_s
