"""Who takes which visit now."""

from typing import Protocol

from domain.dispatching.matching import MatchAnswer, MatchQuestion


class Planner(Protocol):
    async def match(self, question: MatchQuestion) -> MatchAnswer:
        """An answer within about `question.deadline_s`, the greedy one when no better is ready by then.

        Whatever is returned was validated: each assignment fits its worker's timeline by
        `domain.scheduling`. Deterministic for the same question and seed unless the deadline cut it short.
        """
        ...
