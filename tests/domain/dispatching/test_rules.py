"""The rules that the product dispatches by, and how their choices are explained."""

from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from domain.dispatching.by_rule import answer_by_rule
from domain.dispatching.falling_back import fallback_answer
from domain.dispatching.matching import MatchAnswer, MatchQuestion, Solver, SolverReason
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.dispatching.reasons import UnassignedCode
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Ask, Choice, Rule, Scene
from domain.dispatching.rules.choosing import RULES
from domain.dispatching.rules.insertion import CheapestInsertion
from domain.dispatching.rules.relocation import InsertionWithRelocation
from domain.shared.ids import RegionId
from tests.domain.dispatching.people import ANYWHERE, Someone, Wanted, context, visit_number, worker_number
from tests.domain.scheduling.days import at, need

AHEAD = replace(ANYWHERE, ask_ahead_s=3600)


def answer(
    rule: Rule,
    *visits: VisitRequest,
    people: tuple[Someone, ...],
    policy: DispatchPolicy = AHEAD,
    plan: MatchAnswer | None = None,
) -> MatchAnswer:
    question = MatchQuestion(
        region_id=RegionId(UUID(int=7)),
        now=at("07:00"),
        visits=visits,
        workers=tuple(one.snapshot() for one in people),
        policy=policy,
        plan=plan.plan if plan else (),
    )
    return answer_by_rule(rule, question, context(policy).travel, Random(1))


def given(found: MatchAnswer) -> dict[object, object]:
    return {one.visit_id: one.candidate.worker_id for one in found.assignments}


def test_a_worker_may_be_given_two_visits_in_one_round_by_insertion() -> None:
    near = Wanted(1, need("10:00", "11:00", minutes=30, away=10)).visit()
    next_door = Wanted(2, need("12:00", "13:00", minutes=30, away=12)).visit()
    found = answer(CheapestInsertion(), near, next_door, people=(Someone(1), Someone(2, away=90)))
    assert given(found) == {visit_number(1): worker_number(1), visit_number(2): worker_number(1)}
    assert found.misfits == ()
    assert {card.visit_id for card in found.cards} == {visit_number(1), visit_number(2)}


def test_who_plans_ahead_asks_for_nothing_before_its_time_and_says_so() -> None:
    found = answer(InsertionWithRelocation(), Wanted().visit(), people=(Someone(1),))
    assert given(found) == {}
    (waiting,) = found.unassigned
    assert waiting.reason.code is UnassignedCode.PLANNED_FOR_LATER
    assert found.plan == ((visit_number(1), worker_number(1)),)


def test_an_urgent_visit_and_one_whose_window_is_near_are_asked_for_at_once() -> None:
    urgent = Wanted(1, is_urgent=True).visit()
    near = Wanted(2, need("07:30", "09:30", minutes=30, away=5)).visit()
    found = answer(InsertionWithRelocation(), urgent, near, people=(Someone(1), Someone(2, away=20)))
    assert set(given(found)) == {visit_number(1), visit_number(2)}
    assert found.plan == ()


def test_what_is_planned_keeps_its_hours_from_a_visit_that_comes_later() -> None:
    """One worker, two visits that cannot both be served: the plan holds the first."""
    first = Wanted(1, need("10:00", "10:01", minutes=120, away=10)).visit()
    planned = answer(InsertionWithRelocation(), first, people=(Someone(1),))
    later = Wanted(2, need("10:30", "10:31", minutes=120, away=10)).visit()
    found = answer(InsertionWithRelocation(), first, later, people=(Someone(1),), plan=planned)
    assert found.plan == planned.plan
    reasons = {one.visit_id: one.reason.code for one in found.unassigned}
    assert reasons == {
        visit_number(1): UnassignedCode.PLANNED_FOR_LATER,
        visit_number(2): UnassignedCode.ALL_TAKEN,
    }


def test_a_planned_visit_moves_freely_to_somebody_whose_day_it_lengthens_less() -> None:
    visit = Wanted(1, need("10:00", "12:00", minutes=60, away=80)).visit()
    planned = answer(InsertionWithRelocation(), visit, people=(Someone(1),))
    found = answer(InsertionWithRelocation(), visit, people=(Someone(1), Someone(2, away=80)), plan=planned)
    assert found.plan == ((visit_number(1), worker_number(2)),)


def test_a_plan_for_somebody_who_is_gone_is_made_anew() -> None:
    visit = Wanted(1).visit()
    planned = answer(InsertionWithRelocation(), visit, people=(Someone(1),))
    found = answer(InsertionWithRelocation(every_s=86_400), visit, people=(Someone(2),), plan=planned)
    assert found.plan == ((visit_number(1), worker_number(2)),)
    assert given(found) == {}


@dataclass(frozen=True)
class Stubborn:
    """Gives everything to the first worker, twice over."""

    def choose(self, scene: Scene) -> Choice:
        first = scene.workers[0].worker_id
        return Choice(asks=tuple(Ask(visit.visit_id, first) for visit in (*scene.visits, *scene.visits)))


def test_what_does_not_fit_is_a_misfit_and_is_not_assigned() -> None:
    one = Wanted(1, need("10:00", "10:01", minutes=120, away=10)).visit()
    other = Wanted(2, need("10:30", "10:31", minutes=120, away=10)).visit()
    found = answer(Stubborn(), one, other, people=(Someone(1), Someone(2, away=90)))
    assert given(found) == {visit_number(1): worker_number(1)}
    assert found.misfits == (visit_number(2),)


def test_every_rule_of_a_policy_stands_in_the_table_but_those_that_need_the_engine() -> None:
    assert set(RULES) == set(DispatchRule) - {DispatchRule.MATCH, DispatchRule.PLAN}


def test_at_a_price_a_planned_visit_moves_only_for_what_saves_more() -> None:
    """The other worker is 80 minutes nearer: 4,800 seconds of travel each way that is counted."""
    visit = Wanted(1, need("10:00", "12:00", minutes=60, away=80)).visit()
    planned = answer(InsertionWithRelocation(), visit, people=(Someone(1),))

    def goes_to(stability_s: int) -> object:
        people = (Someone(1), Someone(2, away=80))
        policy = replace(AHEAD, stability_s=stability_s)
        found = answer(InsertionWithRelocation(), visit, people=people, policy=policy, plan=planned)
        return dict(found.plan)[visit_number(1)]

    assert goes_to(0) == goes_to(4_000) == worker_number(2)
    assert goes_to(6_000) == worker_number(1)


def test_a_rule_that_plans_ahead_falls_back_to_its_plan_and_asks_for_nothing_before_its_time() -> None:
    visit = Wanted(1, need("10:00", "12:00", minutes=60, away=80)).visit()
    near = Wanted(2, need("07:30", "09:30", minutes=30, away=5)).visit()
    question = MatchQuestion(
        region_id=RegionId(UUID(int=7)),
        now=at("07:00"),
        visits=(visit, near),
        workers=tuple(one.snapshot() for one in (Someone(1), Someone(2, away=80))),
        policy=replace(AHEAD, rule=DispatchRule.PLAN),
        plan=((visit_number(1), worker_number(1)),),
    )
    found = fallback_answer(question, context(AHEAD).travel, SolverReason.SOLVER_FAILED)
    assert set(given(found)) == {visit_number(2)}
    assert found.plan == question.plan
    assert (found.solver, found.solver_reason) == (Solver.GREEDY, SolverReason.SOLVER_FAILED)
    assert {(card.solver, card.solver_reason) for card in found.cards} == {("greedy", "solver_failed")}
