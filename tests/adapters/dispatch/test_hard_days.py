"""Domain and engine agree on random hard days: the same verdict, reason, seconds short, place and cost."""

from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.dispatch.decoding import Decoder
from adapters.dispatch.encoding import encode
from dispatch_engine import Verdict, lay_out
from domain.dispatching.failures import FailureCode
from domain.dispatching.matching import MatchQuestion
from domain.dispatching.policy import DispatchPolicy, ScoreWeights
from domain.dispatching.ranking import judge
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.scheduling.calendar import Calendar, Caps, Commitment, VisitNeed
from domain.scheduling.seconds import at_or_after
from domain.scheduling.travel import Leg, TravelMode, TravelTable
from domain.shared.ids import OrderId, RegionId, VisitId, WorkerId
from domain.workforce.model import Skill
from tests.adapters.dispatch.test_one_rule import REASONS, agree, engine_says
from tests.domain.scheduling.hard_days import calendars, commitments, needs
from tests.domain.scheduling.test_kernel_against_simulation import PLACES, AnyTravel, tables

POLICY_CAPS = (
    Caps(),
    Caps(visits=1),
    Caps(visits=2),
    Caps(load_permille=100),
    Caps(load_permille=500),
    Caps(visits=3, load_permille=800),
)
weights = st.builds(ScoreWeights, st.integers(1, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
Booked = tuple[Calendar, tuple[Commitment, ...], int]
workers = st.tuples(calendars(), commitments(), st.integers(1, 3))


def asked(
    crew: Sequence[Booked],
    wanted: Sequence[VisitNeed],
    caps: Caps,
    scores: ScoreWeights,
) -> MatchQuestion:
    """Everybody may take everything, as far as skills and places go: what is left is the timeline."""
    return MatchQuestion(
        RegionId(UUID(int=1)),
        crew[0][0].now,
        tuple(
            VisitRequest(VisitId(UUID(int=900 + n)), OrderId(UUID(int=900 + n)), need, "any", 1)
            for n, need in enumerate(wanted)
        ),
        tuple(
            WorkerSnapshot(
                WorkerId(UUID(int=n + 1)),
                one.base,
                TravelMode.CAR,
                (Skill("any", level),),
                one.shifts,
                one.leaves,
                position=one.position,
                commitments=booked,
            )
            for n, (one, booked, level) in enumerate(crew)
        ),
        DispatchPolicy(
            radius_m=None, load_cap_permille=caps.load_permille, visits_cap=caps.visits, weights=scores
        ),
    )


def decoder_of(question: MatchQuestion, travel: AnyTravel) -> Decoder:
    legs = {(a, b): Leg(travel(a, b) if a != b else 0, 0, is_road=True) for a in PLACES for b in PLACES}
    encoded = encode(question, {TravelMode.CAR: TravelTable(legs=legs)})
    return Decoder(encoded, lay_out(encoded.problem))


def agreement(met: Counter[Verdict], codes: Counter[FailureCode]) -> Callable[[], None]:
    """A property that counts what it met."""

    @given(
        st.lists(workers, min_size=1, max_size=3),
        st.lists(needs, min_size=1, max_size=3),
        st.sampled_from(POLICY_CAPS),
        weights,
        tables,
    )
    def agreed(
        crew: list[Booked], wanted: list[VisitNeed], caps: Caps, scores: ScoreWeights, travel: AnyTravel
    ) -> None:
        decoder = decoder_of(asked(crew, wanted, caps, scores), travel)
        encoded, said, table = decoder.encoded, engine_says(decoder.layout), decoder.layout.table
        assert table is not None
        pairs = zip(table.visit.tolist(), table.worker.tolist(), strict=True)
        starts = dict(zip(pairs, table.start.tolist(), strict=True))
        for row, visit in enumerate(encoded.visits):
            for number, worker in enumerate(encoded.crew):
                candidate = judge(visit, worker, encoded.context)
                assert agree(candidate, said[row, number])
                met[said[row, number][0]] += 1
                codes.update(failure.code for failure in candidate.failures)
                if candidate.placement is not None:
                    assert starts[row, number] == at_or_after(candidate.placement.start)

    return agreed


def test_every_pair_is_judged_alike_to_the_second_and_every_verdict_is_met() -> None:
    met: Counter[Verdict] = Counter()
    codes: Counter[FailureCode] = Counter()
    slow = [HealthCheck.too_slow]
    few = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=slow)
    few(agreement(met, codes))()
    assert set(met) >= set(REASONS) | {Verdict.FITS}
    assert set(codes) >= set().union(*REASONS.values())


@pytest.mark.soak
def test_thousands_of_pairs_are_judged_alike_to_the_second() -> None:
    many = settings(max_examples=1_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    many(agreement(Counter(), Counter()))()
