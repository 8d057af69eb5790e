"""Domain and engine hold one rule: the same verdict, the same reason, the same marginal cost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.dispatch.decoding import Decoder, RefusedByCheck
from adapters.dispatch.encoding import encode
from application.travel_tables import fetch_travel
from dispatch_engine import Layout, Verdict, lay_out, match, validate
from domain.dispatching.cards import Candidate
from domain.dispatching.failures import FailureCode
from domain.dispatching.matching import MatchQuestion
from domain.dispatching.ranking import judge, rank, ready
from tests.adapters.dispatch.town import GridTravel, question

REASONS = {
    Verdict.NO_SPAN: {FailureCode.OUTSIDE_SHIFT, FailureCode.ON_LEAVE, FailureCode.WINDOW_MISSED},
    Verdict.NO_ROOM: {FailureCode.DAY_FULL},
    Verdict.LATE: {FailureCode.WINDOW_MISSED},
    Verdict.PUSHES_NEXT: {FailureCode.PUSHES_NEXT_LATE},
    Verdict.OVERRUNS: {FailureCode.ENDS_AFTER_SHIFT, FailureCode.ON_LEAVE, FailureCode.PUSHES_NEXT_LATE},
}


async def decoder_of(asked: MatchQuestion) -> Decoder:
    tables = await fetch_travel(GridTravel(), asked.region_id, asked.visits, asked.workers)
    encoded = encode(asked, tables)
    return Decoder(encoded, lay_out(encoded.problem))


def engine_says(layout: Layout) -> dict[tuple[int, int], tuple[Verdict, int, int]]:
    """(verdict, cost, seconds short) of each candidate pair; cost 0 where it does not fit."""
    table, pairs = layout.table, layout.pairs
    assert table is not None
    costs = dict(
        zip(
            zip(pairs.pair_order.tolist(), pairs.pair_worker.tolist(), strict=True),
            pairs.cost.tolist(),
            strict=True,
        )
    )
    rows = zip(
        table.visit.tolist(), table.worker.tolist(), table.verdict.tolist(), table.short.tolist(), strict=True
    )
    return {(v, w): (Verdict(verdict), costs.get((v, w), 0), short) for v, w, verdict, short in rows}


def agree(candidate: Candidate, said: tuple[Verdict, int, int] | None) -> bool:
    if said is None:
        return bool(candidate.failures)
    verdict, cost, short = said
    if verdict is Verdict.FITS:
        return candidate.score is not None and candidate.score.total == cost
    (failure,) = candidate.failures
    return failure.code in REASONS[verdict] and failure.amount == short


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
async def test_every_pair_gets_one_verdict_one_reason_and_one_cost(seed: int) -> None:
    decoder = await decoder_of(question(seed, visits=8, workers=8))
    encoded, said = decoder.encoded, engine_says(decoder.layout)
    for row, visit in enumerate(encoded.visits):
        for number, worker in enumerate(encoded.crew):
            candidate = judge(visit, worker, encoded.context)
            assert agree(candidate, said.get((row, number))), (seed, visit.visit_id, candidate)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
async def test_an_outlook_from_arrays_is_the_outlook_from_a_ranking(seed: int) -> None:
    asked = question(seed, visits=5, workers=8)
    decoder = await decoder_of(asked)
    outlooks = decoder.outlooks([visit.visit_id for visit in asked.visits])
    for outlook in outlooks:
        context = decoder.encoded.context
        ranking = rank(outlook.visit, [ready(one, context) for one in asked.workers], context)
        fitting = [candidate for candidate in ranking if candidate.fits]
        assert outlook.candidates == tuple(fitting)
        assert outlook.fitting == len(fitting)
        counts = Counter(candidate.failures[0].code for candidate in ranking if candidate.failures)
        assert dict(outlook.failures_by_code) == dict(counts)


async def test_the_random_town_shows_every_verdict_and_most_failures() -> None:
    """Else the two tests above would prove little."""
    verdicts: Counter[Verdict] = Counter()
    failures: Counter[FailureCode] = Counter()
    for seed in range(40):
        decoder = await decoder_of(question(seed, visits=8, workers=8))
        verdicts.update(said[0] for said in engine_says(decoder.layout).values())
        for outlook in decoder.outlooks([visit.visit_id for visit in decoder.encoded.visits]):
            failures.update(dict(outlook.failures_by_code))
    assert set(REASONS) | {Verdict.FITS} <= set(verdicts)
    assert set(failures) >= set(FailureCode) - {FailureCode.DAY_FULL}


async def test_the_engines_answer_is_valid_by_both_checks() -> None:
    decoder = await decoder_of(question(5))
    answer = match(decoder.layout, seed=5)
    assert validate(decoder.encoded.problem, answer) == ()
    assert len(decoder.choices(answer.worker_of)) == answer.served > 0


async def test_an_answer_the_domain_does_not_agree_with_is_refused() -> None:
    decoder = await decoder_of(question(5))
    answer = match(decoder.layout, seed=5)
    lie = decoder.layout.pairs.cost.copy()
    lie += 1
    object.__setattr__(decoder.layout.pairs, "cost", lie)
    with pytest.raises(RefusedByCheck):
        decoder.choices(answer.worker_of)
