"""Answer a question by the region's rule: perhaps a draft first, then what was decided, then explained."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from random import Random
from time import perf_counter

from adapters.dispatch.decoding import Decoder, RefusedByCheck
from adapters.dispatch.encoding import encode
from adapters.dispatch.explaining import with_admissions
from adapters.dispatch.prices import regrets_of
from adapters.dispatch.routes import PlannedRoutes
from adapters.dispatch.version import engine_version
from dispatch_engine import Matching, Status, greedy, lay_out, match, nearest_first, validate
from domain.dispatching.answering import Choices, SolverReport, answer_of
from domain.dispatching.by_rule import answer_by_rule
from domain.dispatching.falling_back import fallback_answer
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.policy import DispatchRule
from domain.dispatching.ranking import Outlook
from domain.dispatching.rule import Rule
from domain.dispatching.rules.choosing import RULES
from domain.scheduling.travel import TravelMode, TravelTable

log = logging.getLogger(__name__)
ENGINE_RULES: Mapping[DispatchRule, Rule] = {DispatchRule.PLAN: PlannedRoutes()}
"""Rules that need the engine, beside those of the domain."""


class Stage(IntEnum):
    """How far an answer has come. A later one replaces an earlier one."""

    DRAFT = 0  # to be used when nothing better comes
    DECIDED = 1  # nothing of it will change but what is said of visits that nobody got
    EXPLAINED = 2


@dataclass(frozen=True, slots=True)
class _Case:
    """What every answer to one question shares."""

    question: MatchQuestion
    decoder: Decoder
    outlooks: tuple[Outlook, ...]
    baseline: Choices
    elapsed_ms: Callable[[], int]

    def answer(self, matching: Matching, reason: SolverReason) -> MatchAnswer:
        solver = Solver.EXACT if matching.status is Status.OPTIMAL else Solver.GREEDY
        regrets = regrets_of(matching, self.decoder.encoded)
        report = SolverReport(solver, reason, matching.gap, self.elapsed_ms(), regrets)
        choices = self.decoder.choices(matching.worker_of)
        return answer_of(self.question, self.outlooks, choices, self.baseline, report)


def answers(
    question: MatchQuestion, travel: Mapping[TravelMode, TravelTable]
) -> Iterator[tuple[Stage, MatchAnswer]]:
    """At most three, each stage once, the last always EXPLAINED."""
    started = perf_counter()

    def elapsed_ms() -> int:
        return round((perf_counter() - started) * 1000)

    decided: MatchAnswer | None = None
    for stage, answer in _decided(question, travel, elapsed_ms):
        decided = replace(answer, engine=engine_version())
        yield stage, decided
    assert decided is not None
    yield Stage.EXPLAINED, with_admissions(decided, question, travel)


def _decided(
    question: MatchQuestion, travel: Mapping[TravelMode, TravelTable], elapsed_ms: Callable[[], int]
) -> Iterator[tuple[Stage, MatchAnswer]]:
    rule = RULES.get(question.policy.rule) or ENGINE_RULES.get(question.policy.rule)
    try:
        if rule is None:
            yield from _checked(question, travel, elapsed_ms)
        else:
            yield Stage.DECIDED, answer_by_rule(rule, question, travel, _luck(question), elapsed_ms)
    except RefusedByCheck:
        yield Stage.DECIDED, fallback_answer(question, travel, SolverReason.REFUSED_BY_CHECK, elapsed_ms)
    except Exception:
        # Whatever is wrong with a solver, dispatch goes on; the answer and its cards say how.
        log.exception("%s failed on a question of %s", question.policy.rule, question.now)
        yield Stage.DECIDED, fallback_answer(question, travel, SolverReason.SOLVER_FAILED, elapsed_ms)


def _luck(question: MatchQuestion) -> Random:
    """The same for the same question, so that a run can be repeated."""
    return Random(f"{question.seed} {question.now.timestamp()}")


def _checked(
    question: MatchQuestion, travel: Mapping[TravelMode, TravelTable], elapsed_ms: Callable[[], int]
) -> Iterator[tuple[Stage, MatchAnswer]]:
    encoded = encode(question, travel)
    layout = lay_out(encoded.problem)
    decoder = Decoder(encoded, layout)
    outlooks = decoder.outlooks([visit.visit_id for visit in question.visits])
    baseline = decoder.choices(nearest_first(layout.pairs, decoder.nearness()))
    case = _Case(question, decoder, outlooks, baseline, elapsed_ms)
    yield Stage.DRAFT, case.answer(greedy(layout), SolverReason.DEADLINE)
    final = match(layout, seed=question.seed)
    if validate(encoded.problem, final):
        raise RefusedByCheck("the engine's own check")
    is_proven = final.status is Status.OPTIMAL
    yield Stage.DECIDED, case.answer(final, SolverReason.CERTIFIED if is_proven else SolverReason.AS_ASKED)
