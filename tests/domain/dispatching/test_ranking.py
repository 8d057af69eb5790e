"""The dispatcher's ranked list, the greedy rule, and the card that is kept of a decision."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.dispatching.cards import Loss, LossCode
from domain.dispatching.failures import FailureCode
from domain.dispatching.greedy import greedy_match
from domain.dispatching.matching import (
    MatchAnswer,
    MatchQuestion,
    MatchQuestionInvalid,
    Solver,
    unserved_cost,
)
from domain.dispatching.places import travel_needed
from domain.dispatching.policy import ScoreWeights
from domain.dispatching.ranking import outlook_of, rank
from domain.dispatching.reasons import UnassignedCode, UnassignedReason, unassigned_reason
from domain.shared.ids import RegionId, VisitId, WorkerId
from domain.workforce.model import Skill
from tests.domain.dispatching.people import (
    ANYWHERE,
    Someone,
    Wanted,
    context,
    crew,
    visit_number,
    worker_number,
)
from tests.domain.scheduling.days import at, fixed, need, place

HERE = context()


def question(
    visits: list[Wanted], people: list[Someone], fixed_pairs: tuple[tuple[VisitId, WorkerId], ...] = ()
) -> MatchQuestion:
    return MatchQuestion(
        RegionId(UUID(int=7)),
        at("07:00"),
        tuple(one.visit() for one in visits),
        tuple(one.snapshot() for one in people),
        ANYWHERE,
        fixed_pairs,
    )


def answer(visits: list[Wanted], people: list[Someone], *pairs: tuple[VisitId, WorkerId]) -> MatchAnswer:
    return greedy_match(question(visits, people, tuple(pairs)), HERE.travel)


def test_the_nearer_of_two_equal_workers_ranks_first() -> None:
    ranked = rank(Wanted().visit(), crew([Someone(1, away=40), Someone(2, away=5)], HERE), HERE)
    assert [(one.worker_id, one.rank) for one in ranked] == [(worker_number(2), 1), (worker_number(1), 2)]
    assert ranked[0].leg is not None
    assert (ranked[0].leg.seconds, ranked[0].leg.metres) == (300, 3000)


def test_those_who_cannot_come_stand_last_with_their_reasons_nearest_to_fitting_first() -> None:
    people = [Someone(1, skills=()), Someone(2), Someone(3, shifts=())]
    ranked = rank(Wanted().visit(), crew(people, HERE), HERE)
    assert [one.worker_id for one in ranked] == [worker_number(n) for n in (2, 3, 1)]
    assert [one.failures[0].code for one in ranked[1:]] == [
        FailureCode.OUTSIDE_SHIFT,
        FailureCode.SKILL_MISSING,
    ]


def test_a_forced_worker_is_ranked_although_he_declined() -> None:
    wanted = Wanted(declined=frozenset({worker_number(1)})).visit()
    workers = crew([Someone(1)], HERE)
    assert not rank(wanted, workers, HERE)[0].fits
    assert rank(wanted, workers, HERE, frozenset({FailureCode.DECLINED_BEFORE}))[0].fits


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (ScoreWeights(travel=1, waiting=0, skill=0, load=0), 1),
        (ScoreWeights(travel=0, waiting=0, skill=1, load=0), 2),
        (ScoreWeights(travel=0, waiting=0, skill=0, load=1), 3),
        (ScoreWeights(travel=0, waiting=1, skill=0, load=0), 3),
    ],
)
def test_each_part_of_the_score_decides_when_it_alone_counts(weights: ScoreWeights, expected: int) -> None:
    where = context(replace(ANYWHERE, weights=weights))
    busy = (fixed(9, "08:30", minutes=120, away=10),)
    people = [
        Someone(1, away=5, skills=(Skill("plumbing", 5),), commitments=busy),
        Someone(2, away=30, skills=(Skill("plumbing", 2),), commitments=busy),
        Someone(3, away=25, skills=(Skill("plumbing", 5),)),
    ]
    ranked = rank(Wanted().visit(), crew(people, where), where)
    assert ranked[0].worker_id == worker_number(expected)


def test_the_greedy_rule_serves_the_urgent_first_and_each_worker_takes_one() -> None:
    found = answer([Wanted(1), Wanted(2, is_urgent=True)], [Someone(1)])
    assert [one.visit_id for one in found.assignments] == [visit_number(2)]
    assert found.unassigned[0].reason == UnassignedReason(UnassignedCode.ALL_TAKEN, count=1, of=1)
    assert (found.solver, found.gap) == (Solver.GREEDY, None)


def test_among_ordinary_visits_priority_goes_before_the_window_that_closes_first() -> None:
    later = need("12:00", "15:00", away=10)
    found = answer([Wanted(1), Wanted(2, priority=1, need=later)], [Someone(1)])
    assert [one.visit_id for one in found.assignments] == [visit_number(2)]


def test_a_fixed_pair_is_kept_even_when_dearer_and_the_card_says_so() -> None:
    found = answer(
        [Wanted(1)], [Someone(1, away=5), Someone(2, away=40)], (visit_number(1), worker_number(2))
    )
    assert found.assignments[0].candidate.worker_id == worker_number(2)
    (loss,) = found.cards[0].losses
    assert loss.code is LossCode.FIXED_BY_HAND


def test_a_fixed_worker_who_does_not_fit_leaves_the_visit_to_nobody_and_says_so() -> None:
    found = answer([Wanted(1)], [Someone(1), Someone(2, skills=())], (visit_number(1), worker_number(2)))
    reason = found.unassigned[0].reason
    assert reason == UnassignedReason(UnassignedCode.FIXED_WORKER_UNFIT, count=1, of=2)
    assert reason.text.en
    assert [loss.code for loss in found.cards[0].losses] == [LossCode.FIXED_BY_HAND]


def test_of_two_equal_workers_the_other_one_is_no_better() -> None:
    (loss,) = answer([Wanted(1)], [Someone(1), Someone(2)]).cards[0].losses
    assert (loss.worker_id, loss.code) == (worker_number(2), LossCode.NO_BETTER)


@pytest.mark.parametrize("code", list(LossCode))
def test_every_way_to_lose_has_words(code: LossCode) -> None:
    text = Loss(worker_number(1), code).text
    assert text.zh
    assert text.en


def test_a_card_says_why_each_other_worker_lost_part_by_part() -> None:
    found = answer(
        [Wanted(1), Wanted(2, need=need("10:00", "12:00", away=30))],
        [Someone(1, away=10), Someone(2, away=30), Someone(3, away=70), Someone(4, skills=())],
    )
    card = found.cards[0]
    assert card.chosen[0].worker_id == worker_number(1)
    assert {loss.worker_id: loss.code for loss in card.losses} == {
        worker_number(2): LossCode.TAKEN_BY_ANOTHER_VISIT,
        worker_number(3): LossCode.COSTS_MORE,
    }
    dearer = next(loss for loss in card.losses if loss.code is LossCode.COSTS_MORE)
    assert (dearer.more_travel, dearer.more_skill, dearer.more_load) == (60 * 60 * 10, 0, 0)
    assert card.runner_up is not None
    assert card.runner_up.worker_id == worker_number(3)
    assert card.failures_by_code == ((FailureCode.SKILL_MISSING, 1),)
    assert card.fitting == 3


def test_the_totals_and_the_baseline_stand_side_by_side() -> None:
    found = answer([Wanted(1)], [Someone(1, away=10), Someone(2, away=40)])
    assert (found.totals.served, found.totals.road_m) == (1, 0)
    assert found.assignments[0].baseline_worker_id == worker_number(1)
    assert found.baseline == found.totals


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ([], UnassignedReason(UnassignedCode.NO_WORKERS)),
        (
            [Someone(1, skills=()), Someone(2, skills=()), Someone(3, shifts=())],
            UnassignedReason(UnassignedCode.NOBODY_FITS, FailureCode.SKILL_MISSING, 2, 3),
        ),
        ([Someone(1)], UnassignedReason(UnassignedCode.ALL_TAKEN, count=1, of=1)),
    ],
)
def test_an_unserved_visit_has_its_reason_in_words(people: list[Someone], reason: UnassignedReason) -> None:
    outlook = outlook_of(Wanted().visit(), rank(Wanted().visit(), crew(people, HERE), HERE))
    assert unassigned_reason(outlook, len(people)) == reason
    assert reason.text.zh
    assert reason.text.en


def test_urgency_and_priority_make_it_dearer_to_leave_a_visit() -> None:
    ordinary, urgent = Wanted().visit(), Wanted(is_urgent=True).visit()
    assert unserved_cost(urgent) == unserved_cost(Wanted(priority=1).visit()) > unserved_cost(ordinary)


def test_a_question_that_names_something_twice_or_a_stranger_is_refused() -> None:
    with pytest.raises(MatchQuestionInvalid):
        question([Wanted(1), Wanted(1)], [])
    with pytest.raises(MatchQuestionInvalid):
        question([Wanted(1)], [Someone(1)], ((visit_number(1), worker_number(9)),))
    pair = (visit_number(1), worker_number(1))
    with pytest.raises(MatchQuestionInvalid):
        question([Wanted(1)], [Someone(1)], (pair, pair))


def test_every_travel_time_that_a_judgement_may_ask_is_listed_once() -> None:
    someone = Someone(
        1,
        away=3,
        position=place(4),
        commitments=(fixed(8, "11:00", away=20), fixed(9, "09:00", away=10)),
    )
    (travel,) = travel_needed([Wanted(1).visit(), Wanted(2).visit()], [someone.snapshot()])
    assert travel.visits == (place(10),)
    assert set(travel.anchors) == {place(n) for n in (3, 4, 10, 20)}
    assert set(travel.stops) == {place(10), place(20)}
    assert {(place(10), place(20)), (place(20), place(10)), (place(3), place(10))} <= set(travel.legs)
    assert all(origin != target for origin, target in travel.legs)
    assert len(set(travel.legs)) == len(travel.legs)
