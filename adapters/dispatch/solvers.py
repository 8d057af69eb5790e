"""The port behind the planner: who solves a region's question, here or on another machine."""

from collections.abc import Mapping
from typing import Protocol

from adapters.dispatch.solving import Stage
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.scheduling.travel import TravelMode, TravelTable

Draft = tuple[Stage, MatchAnswer]
Tables = Mapping[TravelMode, TravelTable]


class SolverLost(Exception):
    """The process that solved died, or said what is no answer. The question may be asked again."""


class SolversBusy(Exception):
    """More questions wait already than may."""


class Solvers(Protocol):
    async def warm_up(self, *, with_kernels: bool) -> None:
        """Start what the next question would wait for. The kernels are loaded only when they are compiled."""
        ...

    async def solve(self, question: MatchQuestion, tables: Tables, drafts: list[Draft]) -> MatchAnswer:
        """What `solving.answers` says last; what it says before that is put into `drafts` at once.

        A caller who is cancelled leaves nothing behind: whatever was solving is killed.
        Raises `SolverLost`, `SolversBusy`.
        """
        ...

    async def close(self) -> None:
        """Kill what is left; afterwards every question raises `SolverLost`."""
        ...
