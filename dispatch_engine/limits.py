"""How long a solver may go on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from dispatch_engine.errors import CutShort


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one call; each is off when None.

    Attributes
    ----------
    time_s
        Wall seconds. Looked at between steps: one flow solve is never interrupted from inside (kill the
        process for that).
    work
        For `match` places tried plus arcs put into the flow, for `plan` iterations: a measure that is the
        same on every machine, so an answer cut short by it is repeatable.
    stop
        Called between steps; True ends the call.
    """

    time_s: float | None = None
    work: int | None = None
    stop: Callable[[], bool] | None = None


@dataclass(slots=True)
class Watch:
    """Limits being used up."""

    limits: Limits
    started: float = field(default_factory=monotonic)
    work: int = 0

    def spend(self, work: int) -> None:
        """Book work that is about to be done.

        Raises
        ------
        CutShort
            When it would exceed a limit, or the time is over.
        """
        limits = self.limits
        too_much = limits.work is not None and self.work + work > limits.work
        too_late = limits.time_s is not None and monotonic() - self.started >= limits.time_s
        if too_much or too_late or (limits.stop is not None and limits.stop()):
            raise CutShort
        self.work += work
