"""What is answered when a region's solver is not: the plainest rule that asks at the same times."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from domain.dispatching.by_rule import answer_by_rule
from domain.dispatching.greedy import greedy_match
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.rules.keeping import InsertionIntoPlan
from domain.scheduling.travel import TravelMode, TravelTable


def fallback_answer(
    question: MatchQuestion,
    travel: Mapping[TravelMode, TravelTable],
    reason: SolverReason,
    elapsed_ms: Callable[[], int] = lambda: 0,
) -> MatchAnswer:
    """Greedy for the match; for a rule that plans ahead cheapest insertion into the plan that there is.

    The greedy rule would ask at once for all that such a rule sees, days ahead. The answer and its cards say
    that this is a fall-back, and why.
    """
    if not question.policy.rule.plans_ahead:
        return greedy_match(question, travel, reason, elapsed_ms)
    answer = answer_by_rule(InsertionIntoPlan(), question, travel, _NoChance(), elapsed_ms)
    cards = (replace(card, solver=Solver.GREEDY.value, solver_reason=reason.value) for card in answer.cards)
    return replace(answer, solver=Solver.GREEDY, solver_reason=reason, cards=tuple(cards))


class _NoChance:
    """Nothing is drawn where nothing moves."""

    def random(self) -> NoReturn:
        raise NotImplementedError

    def choice(self, seq: Sequence[object], /) -> NoReturn:
        raise NotImplementedError

    def sample(self, population: Sequence[object], k: int) -> NoReturn:
        raise NotImplementedError
