"""Answer a question by the region's rule; the match answers twice, first greedily, then certified."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from time import perf_counter

from adapters.dispatch.decoding import Decoder, RefusedByCheck
from adapters.dispatch.encoding import encode
from dispatch_engine import Matching, Status, greedy, lay_out, match, nearest_first, validate
from domain.dispatching.answering import Choices, SolverReport, answer_of
from domain.dispatching.by_rule import answer_by_rule
from domain.dispatching.greedy import greedy_match
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.ranking import Outlook
from domain.dispatching.rules.choosing import RULES
from domain.scheduling.travel import TravelMode, TravelTable


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
        report = SolverReport(solver, reason, matching.gap, self.elapsed_ms())
        choices = self.decoder.choices(matching.worker_of)
        return answer_of(self.question, self.outlooks, choices, self.baseline, report)


def answers(
    question: MatchQuestion, travel: Mapping[TravelMode, TravelTable]
) -> Iterator[tuple[bool, MatchAnswer]]:
    """(is_final, answer), at most two: what to return if time runs out, then what to return."""
    started = perf_counter()

    def elapsed_ms() -> int:
        return round((perf_counter() - started) * 1000)

    rule = RULES.get(question.policy.rule)
    if rule is not None:
        yield True, answer_by_rule(rule, question, travel, _luck(question), elapsed_ms)
        return
    try:
        yield from _checked(question, travel, elapsed_ms)
    except RefusedByCheck:
        yield True, greedy_match(question, travel, SolverReason.REFUSED_BY_CHECK, elapsed_ms)


def _luck(question: MatchQuestion) -> Random:
    """The same for the same question, so that a run can be repeated."""
    return Random(f"{question.seed} {question.now.timestamp()}")


def _checked(
    question: MatchQuestion, travel: Mapping[TravelMode, TravelTable], elapsed_ms: Callable[[], int]
) -> Iterator[tuple[bool, MatchAnswer]]:
    encoded = encode(question, travel)
    layout = lay_out(encoded.problem)
    decoder = Decoder(encoded, layout)
    outlooks = decoder.outlooks([visit.visit_id for visit in question.visits])
    baseline = decoder.choices(nearest_first(layout.pairs, decoder.nearness()))
    case = _Case(question, decoder, outlooks, baseline, elapsed_ms)
    yield False, case.answer(greedy(layout), SolverReason.DEADLINE)
    final = match(layout, seed=question.seed)
    if validate(encoded.problem, final):
        raise RefusedByCheck("the engine's own check")
    is_proven = final.status is Status.OPTIMAL
    yield True, case.answer(final, SolverReason.CERTIFIED if is_proven else SolverReason.AS_ASKED)
