"""A planner without engine or processes: the greedy rule, in this process."""

from dataclasses import dataclass
from time import perf_counter

from application.ports.travel import TravelTimes
from application.travel_tables import fetch_travel
from domain.dispatching.greedy import greedy_match
from domain.dispatching.matching import MatchAnswer, MatchQuestion, SolverReason


@dataclass(frozen=True, slots=True)
class MemoryPlanner:
    travel: TravelTimes

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        started = perf_counter()
        tables = await fetch_travel(self.travel, question.region_id, question.visits, question.workers)
        return greedy_match(
            question, tables, SolverReason.AS_ASKED, lambda: round((perf_counter() - started) * 1000)
        )
