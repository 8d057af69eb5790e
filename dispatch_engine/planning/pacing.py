"""How many iterations to run before looking at the clock again."""

from dataclasses import dataclass, field
from time import monotonic, thread_time
from typing import Final

from dispatch_engine.limits import Limits

FIRST: Final = 10
LONGEST: Final = 20_000
SLICE_S: Final = 0.02
OF_THE_LIMIT: Final = 0.02
TELLING_S: Final = 0.002
"""Less work than that does not tell how busy the machine is."""
TAIL_SHARE: Final = 0.5


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
    depends on the seed alone. With a time limit alone, progress follows the clock. `started` and `worked` are
    the wall clock and this thread's own at the beginning of the call; `tail_s` is kept for what comes after.
    The search can be looked at between `parts` of it: with a work limit slices end there.
    """

    limits: Limits
    work: int | None
    started: float
    done: int = 0
    size: int = FIRST
    rate: float = 10_000.0
    began: float = field(default_factory=monotonic)
    worked: float = field(default_factory=thread_time)
    tail_s: float = 0.0
    parts: int = 1

    def next_slice(self) -> Slice | None:
        """What to run now; None when all work is done or a limit is reached."""
        limits = self.limits
        if self.is_done or self.is_late() or (limits.stop is not None and limits.stop()):
            return None
        self.began = monotonic()
        if self.work is not None:
            upto = min(self.work, (self.done // self._part + 1) * self._part)
            return Slice(min(self.size, upto - self.done), self.done, 0.0, 1 / self.work)
        assert limits.time_s is not None
        whole, elapsed = limits.time_s - self.tail_s, self.began - self.started
        base = min(1.0, elapsed / whole)
        left = max(1.0, (whole - elapsed) * self.rate)
        return Slice(min(self.size, int(left)), 0, base, (1 - base) / left)

    def book(self, iterations: int) -> None:
        """A slice is done: size the next one by how long it took."""
        self.done += iterations
        took = max(monotonic() - self.began, 1e-6)
        self.rate = iterations / took
        wanted = SLICE_S if self.limits.time_s is None else min(SLICE_S, self.limits.time_s * OF_THE_LIMIT)
        self.size = max(1, min(LONGEST, 4 * self.size, int(self.rate * wanted)))

    @property
    def parts_done(self) -> int:
        """How many of the parts are over."""
        if self.work is not None:
            return self.done // self._part
        assert self.limits.time_s is not None
        return int(self.parts * (monotonic() - self.started) / max(self.limits.time_s, 1e-6))

    @property
    def _part(self) -> int:
        assert self.work is not None
        return max(1, -(-self.work // self.parts))

    @property
    def is_done(self) -> bool:
        return self.work is not None and self.done >= self.work

    @property
    def stretch(self) -> float:
        """Wall seconds so far for each second of work: more than 1 where others use the machine too."""
        worked = thread_time() - self.worked
        return max(1.0, (monotonic() - self.started) / worked) if worked > TELLING_S else 1.0

    def keep_for_the_end(self, work_s: float) -> None:
        """End the search so much work before the limit, but never in its first half."""
        if self.limits.time_s is not None:
            self.tail_s = min(work_s * self.stretch, TAIL_SHARE * self.limits.time_s)

    def is_late(self) -> bool:
        time_s = self.limits.time_s
        return time_s is not None and monotonic() - self.started >= time_s - self.tail_s
