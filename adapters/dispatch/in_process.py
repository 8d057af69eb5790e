"""The planner port on the engine, in this process: limited by work alone, never by time.

For replays and simulations: the same question gets the same answer on any machine, however slow.
"""

from dataclasses import dataclass

from adapters.dispatch.solving import answers
from application.ports.travel import TravelTimes
from application.travel_tables import fetch_travel
from domain.dispatching.matching import MatchAnswer, MatchQuestion


@dataclass(frozen=True, slots=True)
class InProcessPlanner:
    """`question.deadline_s` is not looked at."""

    travel: TravelTimes

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        tables = await fetch_travel(
            self.travel,
            question.region_id,
            question.visits,
            question.workers,
            among_visits=question.looks_among_visits,
        )
        *_, (_, final) = answers(question, tables)
        return final
