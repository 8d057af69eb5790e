"""What is said of a visit that nobody got: the fewest rules, and that exactly these let it in."""

from dataclasses import replace

import pytest

from adapters.dispatch.explaining import MOST_TRIED, with_admissions
from adapters.dispatch.in_process import InProcessPlanner
from adapters.dispatch.solving import answers
from application.travel_tables import fetch_travel
from domain.dispatching.admission import Admission, Bound
from domain.dispatching.failures import FailureCode
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.dispatching.reasons import UnassignedCode
from domain.scheduling.calendar import Commitment
from tests.adapters.dispatch.town import GridTravel, question

RULES = [DispatchRule.MATCH, DispatchRule.INSERTION, DispatchRule.RELOCATION]


async def answered(asked: MatchQuestion) -> MatchAnswer:
    return await InProcessPlanner(GridTravel()).match(asked)


def busy(seed: int, rule: DispatchRule) -> MatchQuestion:
    policy = DispatchPolicy(rule=rule, radius_m=4_000, visits_cap=3, ask_ahead_s=86_400)
    return question(seed, visits=24, workers=7, policy=policy)


def ways_of(answer: MatchAnswer) -> list[tuple[Admission, ...]]:
    left = {
        one.visit_id
        for one in answer.unassigned
        if one.reason.code in (UnassignedCode.NOBODY_FITS, UnassignedCode.ALL_TAKEN)
    }
    return [card.admissions for card in answer.cards if card.visit_id in left]


@pytest.mark.parametrize("rule", RULES)
async def test_every_visit_that_nobody_got_has_a_confirmed_way_in(rule: DispatchRule) -> None:
    ways = [one for seed in range(3) for one in ways_of(await answered(busy(seed, rule)))]
    assert len(ways) > 10
    assert all(ways)
    assert all(way.is_confirmed for one in ways for way in one)
    assert all(len(one) <= 2 for one in ways)


async def test_what_is_named_is_smallest_and_somebody_who_may_comes_first() -> None:
    ways = [one for seed in range(3) for one in ways_of(await answered(busy(seed, DispatchRule.INSERTION)))]
    for one in ways:
        assert min(way.size for way in one) == one[-1].size
        if len(one) == 2:
            assert not one[0].failures
            assert one[1].size < one[0].size
    bounds = {concession.bound for one in ways for way in one for concession in way.concessions}
    codes = {failure.code for one in ways for way in one for failure in way.failures}
    assert {Bound.CLOSES_EARLY, Bound.VISITS_CAP} <= bounds
    assert FailureCode.SKILL_MISSING in codes


async def test_a_visit_gets_in_when_exactly_what_was_named_gives_way() -> None:
    """A cap of one visit more, with nothing else changed, serves one visit more by the very worker named."""
    tried = 0
    for seed in range(6):
        asked = busy(seed, DispatchRule.INSERTION)
        answer = await answered(asked)
        for card in answer.cards:
            for way in card.admissions:
                if way.failures or [one.bound for one in way.concessions] != [Bound.VISITS_CAP]:
                    continue
                tried += 1
                (visit,) = [one for one in asked.visits if one.visit_id == card.visit_id]
                told = replace(asked, policy=replace(asked.policy, visits_cap=50), visits=(visit,))
                held = with_what_was_given(told, asked, answer)
                found = await answered(held)
                assert [one.visit_id for one in found.assignments] == [card.visit_id]
    assert tried > 0


def with_what_was_given(told: MatchQuestion, asked: MatchQuestion, answer: MatchAnswer) -> MatchQuestion:
    """The workers as they stand after the answer."""
    visits = {one.visit_id: one for one in asked.visits}
    given = {
        worker.worker_id: tuple(
            Commitment(one.visit_id, visits[one.visit_id].need, one.candidate.placement.start)
            for one in answer.assignments
            if one.candidate.worker_id == worker.worker_id and one.candidate.placement
        )
        for worker in asked.workers
    }
    workers = tuple(
        replace(worker, commitments=(*worker.commitments, *given[worker.worker_id]))
        for worker in asked.workers
    )
    return replace(told, workers=workers)


async def test_words_stand_in_both_languages() -> None:
    for one in ways_of(await answered(busy(1, DispatchRule.MATCH))):
        for way in one:
            assert all(code and text.zh and text.en for code, text in way.breaks)


async def test_no_more_is_looked_at_than_a_round_can_bear(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = busy(1, DispatchRule.MATCH)
    monkeypatch.setattr("adapters.dispatch.explaining.MOST_TRIED", 3 * len(asked.workers))
    assert 3 * len(asked.workers) < MOST_TRIED
    assert sum(bool(one) for one in ways_of(await answered(asked))) == 3


async def test_explaining_changes_nothing_of_what_was_decided() -> None:
    asked = busy(2, DispatchRule.MATCH)
    tables = await fetch_travel(GridTravel(), asked.region_id, asked.visits, asked.workers, among_visits=True)
    *_, (_, decided), (_, explained) = answers(asked, tables)
    bare = tuple(replace(card, admissions=()) for card in explained.cards)
    assert replace(explained, cards=bare) == decided
    assert with_admissions(decided, asked, tables) == explained


async def test_a_match_says_what_the_round_would_cost_with_each_other_worker() -> None:
    """By the certificate: never less than nothing, and the runner-up's distance never more than its price."""
    answer = await answered(question(11, visits=14, workers=10))
    regrets = [loss.regret for card in answer.cards if card.chosen for loss in card.losses]
    assert len(regrets) > 5
    assert all(regret is not None and regret >= 0 for regret in regrets)
