"""What a rule made of the day, as a plan in hindsight."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from arena.hindsight.check import violations
from arena.hindsight.plan import Call, Route
from arena.hindsight.played import played_plan
from arena.hindsight.problem import problem_of
from arena.records import DayRecord, Work
from tests.arena.hindsight.days import HOUR, at, day_of, flat_travel, greedy_plan, hand, small_day, story


def work(order: int, started_h: float, hours: float = 1) -> Work:
    started_s = round(started_h * HOUR)
    return Work(order, started_s, started_s, started_s + round(hours * HOUR))


def played(works: Sequence[Work], away: tuple[tuple[int, int], ...] = ()) -> tuple[Route, ...]:
    stories = (story(0, at(0), 10), story(1, at(800), 11), story(2, at(0), 17.5), story(3, at(0), 14))
    record = day_of(*stories, replace(hand(7, at(0), away), works=tuple(works)))
    plan = played_plan(problem_of(record, flat_travel), record)
    assert list(violations(problem_of(record, flat_travel), plan)) == []
    return plan.routes


def test_a_worker_keeps_visits_and_order_and_every_visit_is_as_early_as_can_be() -> None:
    calls = (Call(0, 10 * HOUR), Call(1, 11 * HOUR + 100), Call(3, 14 * HOUR))
    assert played([work(3, 15), work(0, 10.5), work(1, 12)]) == (Route(7, calls),)


def test_what_was_late_kept_a_worker_too_long_or_was_in_vain_is_not_in_the_plan() -> None:
    assert played([work(0, 9, hours=0), work(1, 11.5), work(0, 14), work(2, 17.75)]) == (
        Route(7, (Call(1, 11 * HOUR),)),
    )


def test_a_visit_that_cannot_end_before_an_absence_comes_after_it() -> None:
    away = ((round(10.5 * HOUR), 11 * HOUR),)
    assert played([work(0, 10), work(1, 12)], away) == (
        Route(7, (Call(0, 11 * HOUR), Call(1, 12 * HOUR + 100))),
    )


def test_a_visit_after_an_absence_stays_there_though_it_would_fit_before() -> None:
    away = ((11 * HOUR, round(11.25 * HOUR)),)
    assert played([work(0, 11.5)], away) == (Route(7, (Call(0, round(11.25 * HOUR)),)),)


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_day_played_by_greedy_comes_back_as_its_plan(seed: int) -> None:
    day = small_day(seed)
    problem = problem_of(day, flat_travel)
    plan = greedy_plan(problem)
    routes = {route.worker: route.calls for route in plan.routes}
    hands = tuple(
        replace(
            each, works=tuple(work(call.visit, call.start_s / HOUR) for call in routes.get(each.number, ()))
        )
        for each in day.hands
    )
    record: DayRecord = replace(day, hands=hands)
    assert played_plan(problem, record) == plan
