"""What is going to happen, in order of time: the heart of the simulation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush

Happening = Callable[[], None]


@dataclass(slots=True)
class Agenda:
    """Seconds since midnight; what is due at the same second happens in the order in which it was noted."""

    now_s: int
    _heap: list[tuple[int, int, Happening]] = field(default_factory=list)
    _noted: int = 0

    def at(self, second: int, happening: Happening) -> None:
        """Never in the past: what is overdue happens now."""
        self._noted += 1
        heappush(self._heap, (max(second, self.now_s), self._noted, happening))

    def after(self, seconds: float, happening: Happening) -> None:
        self.at(self.now_s + round(seconds), happening)

    @property
    def next_s(self) -> int | None:
        return self._heap[0][0] if self._heap else None

    def take(self) -> Happening:
        self.now_s, _, happening = heappop(self._heap)
        return happening
